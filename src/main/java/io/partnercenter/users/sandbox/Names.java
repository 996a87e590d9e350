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
   * Returns the object with the known names spelt as in the spec; null if two names that differ
   * only in case have different values. With equal values they are one property, because
   * Microsoft's SDK for Java sends a password that way.
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

  /**
   * Returns the name as the spec spells it; the name itself if the spec doesn't have it in any
   * case.
   */
  static String known(String name) {
    return KNOWN.getOrDefault(lowerCase(name), name);
  }

  private static String lowerCase(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
