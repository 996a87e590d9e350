package spec;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The constraints that a schema places on a value set by a caller. */
final class Constraints {
  /**
   * The constraints that a list or map takes over from its items, because they apply to all of
   * them.
   */
  static final List<String> OF_ITEMS =
      List.of(
          "x-secret",
          "x-pattern",
          "x-shown-pattern",
          "x-has-length",
          "x-min-length",
          "x-max-length",
          "x-rule");

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
    if (min != null && max != null && min > max) {
      problems.add(schema.location("minLength"), place, "minLength is above maxLength");
    }
    if (min != null || max != null) {
      use.put("x-has-length", true);
      use.put("x-min-length", min == null ? 0 : min);
      use.put("x-max-length", max == null ? "Integer.MAX_VALUE" : max.toString());
      if (min != null && min > 0) {
        rules.add(min == 1 ? "is empty" : "has fewer than " + min + " characters");
      }
      if (max != null) {
        rules.add("has more than " + max + " characters");
      }
    }
    if (!rules.isEmpty()) {
      use.put("x-rule", String.join(", or ", rules));
    }
  }

  /** Adds the codes that a property may have. Only the sandbox and the console use them. */
  static void ofCodes(SpecObject property, SpecObject member, String place, Problems problems) {
    if (!property.containsKey("x-codes")) {
      return;
    }
    SpecObject codes = property.object("x-codes");
    String name = codes.text("name");
    String values = codes.text("values");
    if (name == null || values == null || !member.isTrue("x-text")) {
      problems.add(
          property.location("x-codes"),
          place,
          "x-codes is for texts, and needs a name, and values separated by spaces");
      return;
    }
    member.put("x-codes-name", Literals.escape(name));
    member.put("x-codes", Literals.escape(values));
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
    problems.add(schema.location(key), place, key + " isn't a whole number of at least 0");
    return null;
  }

  /**
   * Returns the pattern in Java's syntax. OpenAPI uses that of JavaScript: {@code $} is the very
   * end of the text, a character class may be empty, and a bracket or an ampersand in a class is a
   * literal character.
   */
  private static String asJava(String pattern) {
    StringBuilder java = new StringBuilder();
    boolean inClass = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\' && i + 1 < pattern.length()) {
        java.append(c).append(pattern.charAt(++i));
      } else if (!inClass && pattern.startsWith("[^]", i)) {
        java.append("[\\s\\S]");
        i += 2;
      } else if (!inClass && pattern.startsWith("[]", i)) {
        java.append("(?!)");
        i++;
      } else if (!inClass && c == '$') {
        java.append("\\z");
      } else if (inClass && (c == '[' || c == '&')) {
        java.append('\\').append(c);
      } else {
        inClass = c == '[' || inClass && c != ']';
        java.append(c);
      }
    }
    return java.toString();
  }
}
