package io.partnercenter.users.sandbox;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The JSON object in the body of a control request. If a field is missing or doesn't have the type
 * that a method expects, the method throws an {@link InvalidFieldException} that names the field.
 * Immutable.
 */
final class ControlBody {
  private final Map<String, Object> fields;

  /**
   * @param names the names of the fields that the object may have
   */
  ControlBody(Map<String, Object> fields, Collection<String> names) {
    this.fields = fields;
    for (String name : fields.keySet()) {
      if (!names.contains(name)) {
        throw new InvalidFieldException(
            name, "there is no field " + name + "; the fields are " + String.join(", ", names));
      }
    }
  }

  boolean has(String name) {
    return fields.containsKey(name);
  }

  boolean flag(String name) {
    return required(name, Boolean.class, "true or false");
  }

  /** Returns a text that isn't blank. */
  String token(String name) {
    return token(name, required(name, String.class, "a text"));
  }

  /** Returns a list of texts that aren't blank. */
  List<String> tokens(String name) {
    List<?> texts = required(name, List.class, "a list of texts");
    return texts.stream().map(each -> token(name, each)).collect(Collectors.toList());
  }

  private static String token(String name, @Nullable Object value) {
    if (!(value instanceof String) || ((String) value).isBlank()) {
      throw invalid(name, "a text that isn't blank");
    }
    return (String) value;
  }

  String text(String name, String defaultValue) {
    return has(name) ? required(name, String.class, "a text") : defaultValue;
  }

  int integer(String name, int min, int max) {
    String expected = "a whole number from " + min + " to " + max;
    double value = required(name, Number.class, expected).doubleValue();
    if (value != Math.rint(value) || value < min || value > max) {
      throw invalid(name, expected);
    }
    return (int) value;
  }

  int integer(String name, int min, int max, int defaultValue) {
    return has(name) ? integer(name, min, max) : defaultValue;
  }

  /** Returns a whole number that is one of these. */
  int oneOf(String name, List<Integer> numbers) {
    String expected = "one of " + numbers;
    double value = required(name, Number.class, expected).doubleValue();
    return numbers.stream()
        .filter(each -> each == value)
        .findFirst()
        .orElseThrow(() -> invalid(name, expected));
  }

  <E extends Enum<E>> E oneOf(String name, Class<E> type) {
    String expected = "one of " + Arrays.toString(type.getEnumConstants());
    String value = required(name, String.class, expected);
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> each.name().equals(value))
        .findFirst()
        .orElseThrow(() -> invalid(name, expected));
  }

  <E extends Enum<E>> E oneOf(String name, Class<E> type, E defaultValue) {
    return has(name) ? oneOf(name, type) : defaultValue;
  }

  /** Returns an object; an empty one if the field is missing. */
  Map<?, ?> object(String name) {
    return has(name) ? required(name, Map.class, "an object") : Map.of();
  }

  private <T> T required(String name, Class<T> type, String expected) {
    Object value = fields.get(name);
    if (!has(name)) {
      throw new InvalidFieldException(name, name + " is missing");
    }
    if (!type.isInstance(value)) {
      throw invalid(name, expected);
    }
    return type.cast(value);
  }

  private static InvalidFieldException invalid(String name, String expected) {
    return new InvalidFieldException(name, name + " must be " + expected);
  }
}
