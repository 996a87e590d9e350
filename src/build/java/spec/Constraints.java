package spec;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What a schema asks of the value that a caller writes. */
final class Constraints {
  private Constraints() {}

  static void ofString(SpecObject schema, SpecObject use, String place, Problems problems) {
    List<String> rules = new ArrayList<>();
    String pattern = schema.text("pattern");
    if (pattern != null) {
      String javaPattern = asJava(pattern);
      try {
        Pattern.compile(javaPattern);
        use.put("x-pattern", Literals.escape(javaPattern));
        use.put("x-shown-pattern", Literals.escape(pattern));
        rules.add("doesn't match " + JavadocText.code(pattern));
      } catch (PatternSyntaxException e) {
        problems.add(
            schema.location("pattern"),
            place,
            "the pattern " + pattern + " isn't valid: " + e.getDescription());
      }
    }
    Integer min = length(schema, "minLength", place, problems);
    Integer max = length(schema, "maxLength", place, problems);
    if (min != null || max != null) {
      use.put("x-has-length", true);
      use.put("x-min-length", min == null ? 0 : min);
      use.put("x-max-length", max == null ? "Integer.MAX_VALUE" : max.toString());
      rules.add(
          (min == null ? "" : "has fewer than " + min + " characters")
              + (min == null || max == null ? "" : " or ")
              + (max == null ? "" : "more than " + max + " characters"));
    }
    if (!rules.isEmpty()) {
      use.put("x-rule", String.join(", or ", rules));
    }
  }

  private static Integer length(SpecObject schema, String key, String place, Problems problems) {
    if (!schema.containsKey(key)) {
      return null;
    }
    if (schema.get(key) instanceof BigDecimal number
        && number.signum() >= 0
        && number.stripTrailingZeros().scale() <= 0
        && number.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0) {
      return number.intValue();
    }
    problems.add(schema.location(key), place, key + " isn't a whole number from 0");
    return null;
  }

  /** The end of the text is the end: Java's own {@code $} also matches before a line break. */
  private static String asJava(String pattern) {
    StringBuilder java = new StringBuilder();
    boolean inClass = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\' && i + 1 < pattern.length()) {
        java.append(c).append(pattern.charAt(++i));
        continue;
      }
      inClass = c == '[' || inClass && c != ']';
      java.append(c == '$' && !inClass ? "\\z" : String.valueOf(c));
    }
    return java.toString();
  }
}
