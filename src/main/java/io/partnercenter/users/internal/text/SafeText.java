package io.partnercenter.users.internal.text;

import java.util.Locale;

/** Makes texts of others safe for messages and logs. */
public final class SafeText {
  /** Shown in place of a secret. */
  public static final String MASK = "***";

  private SafeText() {}

  /**
   * Returns the text as one line of limited length. Line breaks and tabs become a space, other
   * control characters are escaped.
   */
  public static String oneLine(String text, int maxLength) {
    return escape(shorten(text, maxLength).replaceAll("[\\r\\n\\t]+", " "));
  }

  /**
   * Escapes all characters that move the cursor of a terminal, end a line or change the direction
   * of a text, such as {@code \\u0085}. The escape is also valid in a JSON string.
   */
  public static String escape(String text) {
    StringBuilder escaped = null;
    int from = 0;
    for (int i = 0; i < text.length(); ) {
      int next = i + Character.charCount(text.codePointAt(i));
      if (isControl(text.codePointAt(i))) {
        escaped = escaped == null ? new StringBuilder() : escaped;
        escaped.append(text, from, i);
        for (; i < next; i++) {
          escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) text.charAt(i)));
        }
        from = next;
      }
      i = next;
    }
    return escaped == null ? text : escaped.append(text, from, text.length()).toString();
  }

  /** The Unicode categories Cc, Cf, Zl and Zp. */
  private static boolean isControl(int codePoint) {
    switch (Character.getType(codePoint)) {
      case Character.CONTROL:
      case Character.FORMAT:
      case Character.LINE_SEPARATOR:
      case Character.PARAGRAPH_SEPARATOR:
        return true;
      default:
        return false;
    }
  }

  /** Cuts a text that is too long, but never within a surrogate pair. */
  public static String shorten(String text, int maxLength) {
    if (text.length() <= maxLength) {
      return text;
    }
    int end = maxLength - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }
}
