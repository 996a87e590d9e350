package io.partnercenter.users.entra;

import java.util.Locale;
import java.util.Objects;

/** Checks secrets before they are used. A message names the secret and does not show it. */
final class Inputs {
  private Inputs() {}

  /**
   * Gives the secret back.
   *
   * @throws IllegalArgumentException if it is blank, or holds anything but printable ASCII
   */
  static String secret(String name, String value) {
    Objects.requireNonNull(value, name);
    if (value.isBlank()) {
      throw new IllegalArgumentException(name + " must not be blank");
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\n' || c == '\r') {
        throw new IllegalArgumentException(name + " has a line break at index " + i);
      }
      if (c < ' ' || c > '~') {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "%s has U+%04X at index %d, which no token has", name, (int) c, i));
      }
    }
    return value;
  }
}
