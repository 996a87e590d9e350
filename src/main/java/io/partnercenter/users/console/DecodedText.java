package io.partnercenter.users.console;

/**
 * Checks text that the JVM decoded from bytes: arguments, variables and typed text. The JVM puts
 * U+FFFD in place of a byte that is no character in the locale's encoding. In the locale of cron
 * and of containers, this happens to everything beyond ASCII.
 */
final class DecodedText {
  private DecodedText() {}

  /**
   * Returns the text if it was decoded without loss.
   *
   * @param source where the text comes from, for the message
   * @throws IllegalArgumentException if the text isn't what was written; the message contains no
   *     part of it
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
            + " has bytes that are not text in the locale's encoding: set a UTF-8 locale, such as"
            + " LC_ALL=C.UTF-8");
  }
}
