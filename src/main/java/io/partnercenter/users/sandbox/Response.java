package io.partnercenter.users.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A status, headers and a body. Immutable. */
final class Response {
  /** No response: the connection is closed instead. */
  static final Response NONE = new Response(0, Map.of(), "");

  private static final int MAX_DESCRIPTION = 1024;

  private final int status;
  private final Map<String, List<String>> headers;
  private final String body;

  Response(int status, Map<String, List<String>> headers, String body) {
    this.status = status;
    this.headers = Map.copyOf(headers);
    this.body = body;
  }

  static Response user(Map<String, Object> user, String etag) {
    return json(200, user).with("ETag", etag);
  }

  static Response page(Map<String, Object> page) {
    return json(200, page);
  }

  /** Returns an error in the shape of the service. */
  static Response error(int status, String code, String description) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("code", code);
    error.put(
        "description", description.substring(0, Math.min(description.length(), MAX_DESCRIPTION)));
    error.put("data", List.of());
    error.put("source", "Sandbox");
    return json(status, error);
  }

  /** Returns an error for which the documentation names no code. The status serves as the code. */
  static Response error(int status, String description) {
    return error(status, Integer.toString(status), description);
  }

  /** Returns an error in the shape of the gateway in front of the service. */
  static Response gatewayError(int status, String message) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("statusCode", status);
    error.put("message", message);
    return json(status, error);
  }

  static Response json(int status, Map<String, Object> body) {
    return new Response(
        status,
        Map.of("Content-Type", List.of("application/json; charset=utf-8")),
        Json.write(body));
  }

  Response with(String name, String value) {
    Map<String, List<String>> more = new LinkedHashMap<>(headers);
    more.put(name, List.of(value));
    return new Response(status, more, body);
  }

  int status() {
    return status;
  }

  Map<String, List<String>> headers() {
    return headers;
  }

  String body() {
    return body;
  }
}
