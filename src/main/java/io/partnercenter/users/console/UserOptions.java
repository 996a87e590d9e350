package io.partnercenter.users.console;

import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.UserHandle;
import io.partnercenter.users.UsersHandle;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The user that a command is about. */
final class UserOptions {
  @Option(names = "--customer", paramLabel = "GUID", description = "The customer's tenant id.")
  private @Nullable UUID customerId;

  @Option(
      names = "--user",
      paramLabel = UserReference.PARAM_LABEL,
      description =
          "The user's object id, or the user principal name, which is looked for page by page.")
  private @Nullable UserReference user;

  /**
   * Not left to picocli: it would ask for them before the sandbox command, too.
   *
   * @throws IllegalArgumentException if one is missing
   */
  void require() {
    require("--customer", customerId);
    require("--user", user);
  }

  /** Whether the user must be looked for. */
  boolean isName() {
    return reference().isName();
  }

  UserHandle active(PartnerCenter partner) throws NoSuchUserException {
    return reference().active(users(partner));
  }

  UserHandle activeOrDeleted(PartnerCenter partner) throws NoSuchUserException {
    return reference().activeOrDeleted(users(partner));
  }

  UserHandle deletedOrActive(PartnerCenter partner) throws NoSuchUserException {
    return reference().deletedOrActive(users(partner));
  }

  private UserReference reference() {
    return Objects.requireNonNull(user);
  }

  private UsersHandle users(PartnerCenter partner) {
    return partner.customers().byId(Objects.requireNonNull(customerId)).users();
  }

  private static void require(String option, @Nullable Object value) {
    if (value == null) {
      throw new IllegalArgumentException(option + " is missing");
    }
  }
}
