package io.partnercenter.users.spec;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A request that was generated from the spec.
 *
 * @param pathParameters not encoded
 * @param query not encoded
 * @param broken what makes the request invalid; null if it is valid
 */
public record SpecRequest(
    SpecTree.Operation operation,
    String method,
    String path,
    Map<String, String> pathParameters,
    Map<String, String> query,
    Map<String, String> headers,
    @Nullable String body,
    @Nullable Break broken) {

  /** Returns the path with its parameters and the query, as they are sent. */
  public String target() {
    String target = path;
    for (Map.Entry<String, String> parameter : pathParameters.entrySet()) {
      target = target.replace("{" + parameter.getKey() + "}", encoded(parameter.getValue()));
    }
    return query.isEmpty()
        ? target
        : query.entrySet().stream()
            .map(each -> each.getKey() + "=" + encoded(each.getValue()))
            .collect(Collectors.joining("&", target + "?", ""));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Returns the parameters in a place of the spec: path, query or header. */
  public Map<String, String> parameters(String in) {
    return switch (in) {
      case "path" -> pathParameters;
      case "query" -> query;
      default -> headers;
    };
  }

  /** Returns the same request with this parameter, or without it if the value is null. */
  public SpecRequest with(String in, String name, @Nullable String value) {
    Map<String, String> changed = new LinkedHashMap<>(parameters(in));
    if (value == null) {
      changed.remove(name);
    } else {
      changed.put(name, value);
    }
    return new SpecRequest(
        operation,
        method,
        path,
        in.equals("path") ? changed : pathParameters,
        in.equals("query") ? changed : query,
        in.equals("header") ? changed : headers,
        body,
        broken);
  }

  SpecRequest withMethod(String other) {
    return new SpecRequest(operation, other, path, pathParameters, query, headers, body, broken);
  }

  SpecRequest withPath(String other) {
    return new SpecRequest(operation, method, other, pathParameters, query, headers, body, broken);
  }

  SpecRequest withBody(@Nullable String other) {
    return new SpecRequest(operation, method, path, pathParameters, query, headers, other, broken);
  }

  SpecRequest broken(Break how) {
    return new SpecRequest(operation, method, path, pathParameters, query, headers, body, how);
  }

  /** Returns the request as HTTP/1.1 writes it. */
  @Override
  public String toString() {
    String lines =
        headers.entrySet().stream()
            .map(each -> "\n    " + each.getKey() + ": " + each.getValue())
            .collect(Collectors.joining());
    return "\n    " + method + " " + target() + lines + (body == null ? "" : "\n\n    " + body);
  }
}
