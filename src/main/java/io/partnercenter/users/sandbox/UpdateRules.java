package io.partnercenter.users.sandbox;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a PATCH may name, and with which values. */
final class UpdateRules {
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  private UpdateRules() {}

  /** Says what is invalid, or null. Values are left out: one may be a password. */
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
      case "usageLocation":
        return value instanceof String && COUNTRIES.contains(value);
      case "passwordProfile":
        return value instanceof Map && validPasswordProfile((Map<?, ?>) value);
      case "state":
        return "active".equals(value);
      case "attributes":
        return Map.of("objectType", "CustomerUser").equals(value);
      default:
        return SpecNames.WRITABLE_TEXTS.contains(name) && value instanceof String;
    }
  }

  private static boolean validPasswordProfile(Map<?, ?> profile) {
    Object forceChange = profile.get("forceChangePassword");
    return profile.get("password") instanceof String
        && !((String) profile.get("password")).isBlank()
        && (forceChange instanceof Boolean || !profile.containsKey("forceChangePassword"))
        && Set.of("password", "forceChangePassword").containsAll(profile.keySet());
  }
}
