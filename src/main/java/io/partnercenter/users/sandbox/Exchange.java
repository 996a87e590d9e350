package io.partnercenter.users.sandbox;

import java.util.List;
import java.util.Map;

/**
 * A request that the sandbox received, and its answer. Bodies are as they were: secrets included.
 */
public final class Exchange {
  private final String method;
  private final String path;
  private final Map<String, List<String>> requestHeaders;
  private final String requestBody;
  private final int status;
  private final Map<String, List<String>> responseHeaders;
  private final String responseBody;

  Exchange(
      String method,
      String path,
      Map<String, List<String>> requestHeaders,
      String requestBody,
      Answer answer) {
    this.method = method;
    this.path = path;
    this.requestHeaders = Map.copyOf(requestHeaders);
    this.requestBody = requestBody;
    this.status = answer.status();
    this.responseHeaders = answer.headers();
    this.responseBody = answer.body();
  }

  /** The HTTP method. */
  public String method() {
    return method;
  }

  /** The path, and the query if there was one, as sent. */
  public String path() {
    return path;
  }

  /** The headers received; their names begin in upper case and go on in lower case. */
  public Map<String, List<String>> requestHeaders() {
    return requestHeaders;
  }

  /** The body received, or an empty string. */
  public String requestBody() {
    return requestBody;
  }

  /** The HTTP status answered. */
  public int status() {
    return status;
  }

  /** The headers answered, Date and Content-Length apart. */
  public Map<String, List<String>> responseHeaders() {
    return responseHeaders;
  }

  /** The body answered, or an empty string. */
  public String responseBody() {
    return responseBody;
  }

  /** The request line and the status. */
  @Override
  public String toString() {
    return method + " " + path + " → " + status;
  }
}
