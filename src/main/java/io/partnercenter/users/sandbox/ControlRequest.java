package io.partnercenter.users.sandbox;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;

/** A request to the control API. */
final class ControlRequest {
  private final Request request;
  private final Matcher path;

  /**
   * @param path a matcher that has matched the request's path; its groups are the path parameters
   */
  ControlRequest(Request request, Matcher path) {
    this.request = request;
    this.path = path;
  }

  /** Returns an id in the path. */
  UUID id(String name) {
    return id(name, path.group(name));
  }

  static UUID id(String name, String text) {
    UUID id = Request.guid(text);
    if (id == null) {
      throw new InvalidFieldException(name, name + " must be a GUID");
    }
    return id;
  }

  Query query() {
    return request.query();
  }

  boolean hasBody() {
    return request.body().length > 0;
  }

  /** Returns the body, which must be a JSON object with no fields other than these. */
  ControlBody body(String... names) {
    return new ControlBody(anyBody(), List.of(names));
  }

  /** Returns the body, which must be a JSON object. */
  Map<String, Object> anyBody() {
    Map<String, Object> body = Json.readObject(request.body());
    if (body == null) {
      throw new IllegalArgumentException("the body must be a JSON object");
    }
    return body;
  }
}
