package io.partnercenter.users.sandbox;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The query of a request. As in the service, the case of parameter names doesn't matter. */
final class Query {
  private final String raw;
  private final Map<String, String> parameters = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /**
   * @param raw the query as sent; null if there is none
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

  /** Returns the last value of a parameter; null if there is none. */
  @Nullable String parameter(String name) {
    return parameters.get(name);
  }

  /** Returns all parameters. The map is unmodifiable. */
  Map<String, String> parameters() {
    return Collections.unmodifiableMap(parameters);
  }

  /** Returns the query as sent. */
  String raw() {
    return raw;
  }
}
