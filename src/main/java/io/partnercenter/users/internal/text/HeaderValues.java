package io.partnercenter.users.internal.text;

import java.util.Locale;
import java.util.Objects;

/** Says whether a text can be the value of an HTTP header. */
public final class HeaderValues {
  private HeaderValues() {}

  /**
   * Gives the value back, or names the argument that can't be sent. The value itself is left out of
   * the message: it may be a secret.
   */
  public static String check(String argument, String value) {
    Objects.requireNonNull(value, argument);
    if (value.isBlank()) {
      throw new IllegalArgumentException(argument + " must not be blank");
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c > '~') {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s contains U+%04X at index %d; a header takes printable ASCII only",
                argument,
                (int) c,
                i));
      }
    }
    return value;
  }
}
