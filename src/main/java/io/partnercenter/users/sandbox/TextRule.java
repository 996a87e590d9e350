package io.partnercenter.users.sandbox;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rule of the spec for a text that an update may set. */
final class TextRule {
  private final String name;
  private @Nullable Pattern pattern;
  private int min;
  private int max = Integer.MAX_VALUE;
  private @Nullable Set<String> codes;

  TextRule(String name) {
    this.name = name;
  }

  TextRule pattern(String regex) {
    pattern = Pattern.compile(regex);
    return this;
  }

  /** Sets the allowed length in characters. A surrogate pair is one character. */
  TextRule length(int min, int max) {
    this.min = min;
    this.max = max;
    return this;
  }

  /** Sets the only allowed values, separated by spaces. */
  TextRule codes(String codes) {
    this.codes = Set.of(codes.split(" "));
    return this;
  }

  String name() {
    return name;
  }

  boolean allows(@Nullable Object value) {
    if (!(value instanceof String)) {
      return false;
    }
    String text = (String) value;
    int length = text.codePointCount(0, text.length());
    return length >= min
        && length <= max
        && (pattern == null || pattern.matcher(text).find())
        && (codes == null || codes.contains(text));
  }
}
