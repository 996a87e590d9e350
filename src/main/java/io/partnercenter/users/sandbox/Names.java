package io.partnercenter.users.sandbox;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Binds the names of an update without regard to case, as the service does. */
final class Names {
  private static final Map<String, String> KNOWN =
      SpecNames.ALL.stream()
          .distinct()
          .collect(
              Collectors.toUnmodifiableMap(Names::lowerCase, Function.identity(), (a, b) -> a));

  private Names() {}

  /**
   * The object with its known names as the spec has them; null if two that differ only in case have
   * two values. With one value they are one property: so Microsoft's SDK for Java sends a password.
   */
  static @Nullable Map<String, Object> bind(Map<?, ?> object) {
    Map<String, Object> bound = new LinkedHashMap<>();
    Map<String, Object> values = new HashMap<>();
    for (Map.Entry<?, ?> property : object.entrySet()) {
      String name = (String) property.getKey();
      Object value = property.getValue();
      if (value instanceof Map) {
        value = bind((Map<?, ?>) value);
        if (value == null) {
          return null;
        }
      }
      if (!values.containsKey(lowerCase(name))) {
        values.put(lowerCase(name), value);
        bound.put(known(name), value);
      } else if (!Objects.equals(values.get(lowerCase(name)), value)) {
        return null;
      }
    }
    return bound;
  }

  /** The name as the spec has it; itself if it has none like it. */
  static String known(String name) {
    return KNOWN.getOrDefault(lowerCase(name), name);
  }

  private static String lowerCase(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
