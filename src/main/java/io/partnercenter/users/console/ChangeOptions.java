package io.partnercenter.users.console;

import io.partnercenter.users.model.CustomerUserUpdate;
import io.partnercenter.users.model.PasswordProfile;
import io.partnercenter.users.model.UserState;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** The options that say what to change on the user: one for each writable property. */
final class ChangeOptions {
  private final Map<TextOption, String> texts = new LinkedHashMap<>();

  @Option(
      names = "--reset-password",
      description = "Set a new password, read from the terminal or from the first line of stdin.")
  private boolean resetPassword;

  @Option(
      names = "--no-force-change",
      description = "Don't make the user change the new password at the next sign-in.")
  private boolean noForceChange;

  @Option(names = "--restore", description = "Restore the deleted user.")
  private boolean restore;

  /** Adds the options for texts, which come from the spec. */
  void addTextsTo(CommandSpec command) {
    for (TextOption option : TextOptions.ALL) {
      command.addOption(
          OptionSpec.builder(option.name())
              .paramLabel("TEXT")
              .type(String.class)
              .description(verbatim(option.description()))
              .setter(
                  new ISetter() {
                    @Override
                    @SuppressWarnings("unchecked") // picocli expects the previous value
                    public <T> @Nullable T set(@Nullable T text) {
                      return text == null // picocli sets null if the option isn't given
                          ? (T) texts.remove(option)
                          : (T) texts.put(option, (String) text);
                    }
                  })
              .build());
    }
  }

  /** Escapes a text, because picocli formats descriptions. */
  private static String verbatim(String text) {
    return text.replace("%", "%%").replace("$", "$$");
  }

  boolean restores() {
    return restore;
  }

  boolean resetsPassword() {
    return resetPassword;
  }

  /** Returns whether the user is to be restored without any other change. */
  boolean onlyRestores() {
    return restore && texts.isEmpty() && !resetPassword;
  }

  CustomerUserUpdate update(ConsoleEnvironment environment) {
    CustomerUserUpdate.Builder update = CustomerUserUpdate.builder();
    texts.forEach((option, text) -> option.set(update, text));
    if (restore) {
      update.state(UserState.ACTIVE);
    }
    if (update.build().equals(CustomerUserUpdate.builder().build()) && !resetPassword) {
      throw new IllegalArgumentException("nothing to change: give at least one property");
    }
    if (resetPassword) {
      String password = environment.readNewPassword();
      if (password.isBlank()) {
        throw new IllegalArgumentException("the new password must not be blank");
      }
      // nobody can type one, so the input has an unexpected encoding, or it is a slip
      if (password.chars().anyMatch(Character::isISOControl)) {
        throw new IllegalArgumentException("the new password has a control character");
      }
      update.passwordProfile(
          PasswordProfile.builder().password(password).forceChangePassword(!noForceChange).build());
    } else if (noForceChange) {
      throw new IllegalArgumentException("--no-force-change needs --reset-password");
    }
    return update.build();
  }
}
