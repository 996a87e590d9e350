package spec;

import java.math.BigDecimal;

/** Converts values of the spec to Java source. */
final class Literals {
  private Literals() {}

  /**
   * Returns the call with which a JSON writer writes a value; null if the value is neither a text,
   * a boolean nor an integer of at most 18 digits.
   */
  static String written(Object value) {
    if (value instanceof String text) {
      return ".value(\"" + escape(text) + "\")";
    }
    if (value instanceof BigDecimal number && number.toString().matches("-?[0-9]{1,18}")) {
      return ".value(" + number + "L)";
    }
    return value instanceof Boolean ? ".value(" + value + ")" : null;
  }

  /** Returns the text escaped for a string literal. */
  static String escape(String text) {
    StringBuilder literal = new StringBuilder();
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        literal.append('\\').append(c);
      } else if (Character.isISOControl(c)) {
        literal.append(String.format("\\%03o", (int) c)); // javac reads \\u before literals
      } else {
        literal.append(c);
      }
    }
    return literal.toString();
  }
}
