package io.partnercenter.users.console;

/**
 * Text that the JVM decoded from the bytes of the process: arguments, variables, what was typed. It
 * puts U+FFFD where a byte is no character in the locale's encoding, which in the locale of cron
 * and of containers is all beyond ASCII.
 */
final class DecodedText {
  private DecodedText() {}

  /**
   * The text itself.
   *
   * @param source where it comes from, to be named
   * @throws IllegalArgumentException if it isn't what was written there; the message says no
   *     character of it
   */
  static String require(String source, String text) {
    if (text.codePoints()
        .anyMatch(c -> c == 0xFFFD || Character.getType(c) == Character.SURROGATE)) {
      throw undecodable(source);
    }
    return text;
  }

  static IllegalArgumentException undecodable(String source) {
    return new IllegalArgumentException(
        source
            + " has bytes that are no text in the encoding of the locale: set one of UTF-8, such"
            + " as LC_ALL=C.UTF-8");
  }
}
