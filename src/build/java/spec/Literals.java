package spec;

/** Text as the inside of a Java string literal. */
final class Literals {
  private Literals() {}

  static String escape(String text) {
    StringBuilder literal = new StringBuilder();
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        literal.append('\\').append(c);
      } else if (Character.isISOControl(c)) {
        literal.append(String.format("\\%03o", (int) c)); // a \\u would be read too early
      } else {
        literal.append(c);
      }
    }
    return literal.toString();
  }
}
