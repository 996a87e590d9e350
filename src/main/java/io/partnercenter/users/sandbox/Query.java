package io.partnercenter.users.sandbox;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The query of a request. The service binds its names without regard to case. */
final class Query {
  private final String raw;
  private final Map<String, String> parameters = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /**
   * @param raw as sent; null for none
   */
  Query(@Nullable String raw) {
    this.raw = raw == null ? "" : raw;
    for (String parameter : this.raw.split("&", -1)) {
      String[] parts = parameter.split("=", 2);
      if (parts.length == 2) {
        parameters.put(decoded(parts[0]), decoded(parts[1]));
      }
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** The last value of a parameter; null if there is none. */
  @Nullable String parameter(String name) {
    return parameters.get(name);
  }

  /** All parameters. Unmodifiable. */
  Map<String, String> parameters() {
    return Collections.unmodifiableMap(parameters);
  }

  /** As sent. */
  String raw() {
    return raw;
  }
}
