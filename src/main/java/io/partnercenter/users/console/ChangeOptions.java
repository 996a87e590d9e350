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

/** What to change on the user: an option for each writable property. */
final class ChangeOptions {
  private final Map<TextOption, String> texts = new LinkedHashMap<>();

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
                    @SuppressWarnings("unchecked") // picocli wants the value before
                    public <T> @Nullable T set(@Nullable T text) {
                      return text == null // as picocli sets what isn't given
                          ? (T) texts.remove(option)
                          : (T) texts.put(option, (String) text);
                    }
                  })
              .build());
    }
  }

  /** Picocli formats descriptions. */
  private static String verbatim(String text) {
    return text.replace("%", "%%").replace("$", "$$");
  }

  boolean restores() {
    return restore;
  }

  boolean resetsPassword() {
    return resetPassword;
  }

  /** Whether the user is to be restored, and nothing is to be changed. */
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
      // none can be typed, so it is text in an encoding that nobody meant, or a slip
      if (password.chars().anyMatch(Character::isISOControl)) {
        throw new IllegalArgumentException("the new password has a control character");
      }
      update.passwordProfile(
          PasswordProfile.builder().password(password).forceChangePassword(!keepPassword).build());
    } else if (keepPassword) {
      throw new IllegalArgumentException("--no-force-change goes with --reset-password");
    }
    return update.build();
  }
}
