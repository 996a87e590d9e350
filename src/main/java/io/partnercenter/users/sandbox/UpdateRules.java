package io.partnercenter.users.sandbox;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules for the properties that a PATCH may contain, and for their values. */
final class UpdateRules {
  private UpdateRules() {}

  /**
   * Returns what is invalid; null if nothing is. The text contains no values, because one may be a
   * password.
   */
  static @Nullable String problem(Map<String, Object> update) {
    if (!update.containsKey("attributes")) {
      return "The property attributes is missing.";
    }
    for (Map.Entry<String, Object> property : update.entrySet()) {
      if (!valid(property.getKey(), property.getValue())) {
        return "The property " + property.getKey() + " is invalid.";
      }
    }
    return null;
  }

  private static boolean valid(String name, @Nullable Object value) {
    switch (name) {
      case "passwordProfile":
        return value instanceof Map && validPasswordProfile((Map<?, ?>) value);
      case "state":
        return "active".equals(value) || "inactive".equals(value);
      case "attributes":
        return Map.of("objectType", "CustomerUser").equals(value);
      default:
        return SpecNames.WRITABLE_TEXTS.stream()
            .anyMatch(rule -> rule.name().equals(name) && rule.allows(value));
    }
  }

  private static boolean validPasswordProfile(Map<?, ?> profile) {
    Object password = profile.get("password");
    return password instanceof String
        && !((String) password).isEmpty()
        && (profile.get("forceChangePassword") instanceof Boolean
            || !profile.containsKey("forceChangePassword"));
  }
}
