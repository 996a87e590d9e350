package io.partnercenter.users.console;

import io.partnercenter.users.model.CustomerUserUpdate;
import io.partnercenter.users.model.PasswordProfile;
import io.partnercenter.users.model.UserState;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What to change on the user: an option for each writable property. */
final class ChangeOptions {
  @Option(
      names = "--usage-location",
      paramLabel = "CODE",
      description = "Country or region, two letters.")
  private @Nullable String usageLocation;

  @Option(names = "--display-name", paramLabel = "TEXT", description = "Name shown.")
  private @Nullable String displayName;

  @Option(names = "--first-name", paramLabel = "TEXT", description = "Given name.")
  private @Nullable String firstName;

  @Option(names = "--last-name", paramLabel = "TEXT", description = "Family name.")
  private @Nullable String lastName;

  @Option(
      names = "--user-principal-name",
      paramLabel = "NAME",
      description = "Name to sign in with.")
  private @Nullable String userPrincipalName;

  @Option(
      names = "--immutable-id",
      paramLabel = "ID",
      description = "Key of the on-premises account.")
  private @Nullable String immutableId;

  @Option(names = "--phone-number", paramLabel = "TEXT", description = "Phone number.")
  private @Nullable String phoneNumber;

  @Option(
      names = "--reset-password",
      description = "Set a new password: asked for on the terminal, or the first line of stdin.")
  private boolean resetPassword;

  @Option(
      names = "--no-force-change",
      description = "Don't make the user change the new password at the next sign-in.")
  private boolean keepPassword;

  @Option(names = "--restore", description = "Restore the deleted user.")
  private boolean restore;

  CustomerUserUpdate update(Surroundings surroundings) {
    CustomerUserUpdate.Builder update = CustomerUserUpdate.builder();
    set(usageLocation, update::usageLocation);
    set(displayName, update::displayName);
    set(firstName, update::firstName);
    set(lastName, update::lastName);
    set(userPrincipalName, update::userPrincipalName);
    set(immutableId, update::immutableId);
    set(phoneNumber, update::phoneNumber);
    if (restore) {
      update.state(UserState.ACTIVE);
    }
    if (update.build().equals(CustomerUserUpdate.builder().build()) && !resetPassword) {
      throw new IllegalArgumentException("nothing to change: give at least one property");
    }
    if (resetPassword) {
      String password = surroundings.readNewPassword();
      if (password.isBlank()) {
        throw new IllegalArgumentException("the new password must not be blank");
      }
      update.passwordProfile(
          PasswordProfile.builder().password(password).forceChangePassword(!keepPassword).build());
    } else if (keepPassword) {
      throw new IllegalArgumentException("--no-force-change goes with --reset-password");
    }
    return update.build();
  }

  private static void set(
      @Nullable String value, Function<String, CustomerUserUpdate.Builder> setter) {
    if (value != null) {
      setter.apply(value);
    }
  }
}
