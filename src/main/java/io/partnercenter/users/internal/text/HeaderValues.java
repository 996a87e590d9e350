package io.partnercenter.users.internal.text;

import java.util.Locale;
import java.util.Objects;

/** Checks whether a text can be the value of an HTTP header. */
public final class HeaderValues {
  private HeaderValues() {}

  /**
   * Returns the value.
   *
   * @throws IllegalArgumentException if it is blank or no header can carry it. The message names
   *     the argument, but not the value, which may be a secret
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
