package io.partnercenter.users.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A status, headers and a JSON body. */
final class Answer {
  private final int status;
  private final String body;
  private final Map<String, List<String>> headers = new LinkedHashMap<>();

  private Answer(int status, String body) {
    this.status = status;
    this.body = body;
    header("Content-Type", "application/json; charset=utf-8");
  }

  static Answer user(Map<String, Object> user, String etag) {
    return new Answer(200, Json.write(user)).header("ETag", etag);
  }

  /** An error in the shape of the service. */
  static Answer error(int status, String code, String description) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("code", code);
    error.put("description", description);
    error.put("data", List.of());
    error.put("source", "Sandbox");
    return new Answer(status, Json.write(error));
  }

  Answer header(String name, String value) {
    headers.put(name, List.of(value));
    return this;
  }

  int status() {
    return status;
  }

  String body() {
    return body;
  }

  Map<String, List<String>> headers() {
    return Map.copyOf(headers);
  }
}
