package io.partnercenter.users.sandbox;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An operation of the control API: a method, a path and an action. Immutable. */
final class ControlOperation {
  private final String method;
  private final String path;
  private final Pattern pattern;
  private final Function<ControlRequest, Response> action;

  /**
   * @param path the path with its parameters in braces, as in the description of the API
   */
  ControlOperation(String method, String path, Function<ControlRequest, Response> action) {
    this.method = method;
    this.path = path;
    this.pattern = Pattern.compile(path.replaceAll("\\{(\\w+)}", "(?<$1>[^/]+)"));
    this.action = action;
  }

  String method() {
    return method;
  }

  boolean isAt(String requestPath) {
    return pattern.matcher(requestPath).matches();
  }

  Response perform(Request request) {
    Matcher parameters = pattern.matcher(request.decodedPath());
    parameters.matches();
    return action.apply(new ControlRequest(request, parameters));
  }

  /** Returns the method and the path. */
  @Override
  public String toString() {
    return method + ' ' + path;
  }
}
