package io.partnercenter.users.console;

import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.UserHandle;
import io.partnercenter.users.UsersHandle;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that identify the user of a command. */
final class UserOptions {
  @Option(names = "--customer", paramLabel = "GUID", description = "The customer's tenant id.")
  private @Nullable UUID customerId;

  @Option(
      names = "--user",
      paramLabel = UserReference.PARAM_LABEL,
      description =
          "The user's object id, or the user principal name, which is looked up page by page.")
  private @Nullable UserReference user;

  /**
   * Checks that both options are given. Picocli doesn't check this, because it would also require
   * them before the sandbox command.
   *
   * @throws IllegalArgumentException if one is missing
   */
  void require() {
    require("--customer", customerId);
    require("--user", user);
  }

  /** Returns whether the user is given by name, and so must be looked up. */
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
