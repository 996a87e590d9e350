package io.partnercenter.users.sandbox;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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

  /** The object with its known names as the spec has them; null if two differ only in case. */
  static @Nullable Map<String, Object> bind(Map<?, ?> object) {
    Map<String, Object> bound = new LinkedHashMap<>();
    Set<String> seen = new HashSet<>();
    for (Map.Entry<?, ?> property : object.entrySet()) {
      String name = (String) property.getKey();
      Object value = property.getValue();
      if (value instanceof Map) {
        value = bind((Map<?, ?>) value);
        if (value == null) {
          return null;
        }
      }
      if (!seen.add(lowerCase(name))) {
        return null;
      }
      bound.put(KNOWN.getOrDefault(lowerCase(name), name), value);
    }
    return bound;
  }

  private static String lowerCase(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
