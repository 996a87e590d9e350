package io.partnercenter.users.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A status, headers and a body. Immutable. */
final class Answer {
  /** No answer at all. */
  static final Answer NONE = new Answer(0, Map.of(), "");

  private static final int MAX_DESCRIPTION = 1024;

  private final int status;
  private final Map<String, List<String>> headers;
  private final String body;

  Answer(int status, Map<String, List<String>> headers, String body) {
    this.status = status;
    this.headers = Map.copyOf(headers);
    this.body = body;
  }

  static Answer user(Map<String, Object> user, String etag) {
    return json(200, user).with("ETag", etag);
  }

  static Answer page(Map<String, Object> page) {
    return json(200, page);
  }

  /** An error in the shape of the service. */
  static Answer error(int status, String code, String description) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("code", code);
    error.put(
        "description", description.substring(0, Math.min(description.length(), MAX_DESCRIPTION)));
    error.put("data", List.of());
    error.put("source", "Sandbox");
    return json(status, error);
  }

  /** The same where the documentation names no code: the status serves as one. */
  static Answer error(int status, String description) {
    return error(status, Integer.toString(status), description);
  }

  /** An error in the shape of the gateway before the service. */
  static Answer gatewayError(int status, String message) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("statusCode", status);
    error.put("message", message);
    return json(status, error);
  }

  static Answer json(int status, Map<String, Object> body) {
    return new Answer(
        status,
        Map.of("Content-Type", List.of("application/json; charset=utf-8")),
        Json.write(body));
  }

  Answer with(String name, String value) {
    Map<String, List<String>> more = new LinkedHashMap<>(headers);
    more.put(name, List.of(value));
    return new Answer(status, more, body);
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
