package spec;

import java.math.BigDecimal;

/** Values of the spec in Java's source. */
final class Literals {
  private Literals() {}

  /** How a writer of JSON writes a value; null if it is no scalar, or a number of many digits. */
  static String written(Object value) {
    if (value instanceof String text) {
      return ".value(\"" + escape(text) + "\")";
    }
    if (value instanceof BigDecimal number && number.toString().matches("-?[0-9]{1,18}")) {
      return ".value(" + number + "L)";
    }
    return value instanceof Boolean ? ".value(" + value + ")" : null;
  }

  /** Text as the inside of a string literal. */
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
