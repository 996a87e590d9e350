package io.partnercenter.users.sandbox;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request that the sandbox received, and its response. Bodies are as they were: secrets included.
 */
public final class Exchange {
  private final String method;
  private final String path;
  private final @Nullable UUID customerId;
  private final @Nullable UUID userId;
  private final Map<String, List<String>> requestHeaders;
  private final String requestBody;
  private final int status;
  private final Map<String, List<String>> responseHeaders;
  private final String responseBody;
  private final boolean injected;

  Exchange(Request request, Response response, boolean injected) {
    this.method = request.method();
    this.path = request.target();
    this.customerId = request.customerId();
    this.userId = request.userId();
    this.requestHeaders = Map.copyOf(request.headers());
    this.requestBody = request.text();
    this.status = response.status();
    this.responseHeaders = response.headers();
    this.responseBody = response.body();
    this.injected = injected;
  }

  /** The HTTP method. */
  public String method() {
    return method;
  }

  /** The path, and the query if there was one, as sent. */
  public String path() {
    return path;
  }

  /** The customer of the path; null if there is no id of one. */
  @Nullable UUID customerId() {
    return customerId;
  }

  /** The user of the path; null if there is no id of one. */
  @Nullable UUID userId() {
    return userId;
  }

  /** The headers received; their names begin in upper case and go on in lower case. */
  public Map<String, List<String>> requestHeaders() {
    return requestHeaders;
  }

  /** The body received, or an empty string; the first 1,048,576 bytes of it if there were more. */
  public String requestBody() {
    return requestBody;
  }

  /** The HTTP status answered; 0 if the connection was closed instead. */
  public int status() {
    return status;
  }

  /** The headers answered, Date and Content-Length apart. */
  public Map<String, List<String>> responseHeaders() {
    return responseHeaders;
  }

  /** The body answered, or an empty string; in full, also if it was cut off on the way. */
  public String responseBody() {
    return responseBody;
  }

  /** Whether the response was given to the sandbox by {@link PartnerCenterSandbox#respondNext}. */
  public boolean injected() {
    return injected;
  }

  /** The request line and the status. */
  @Override
  public String toString() {
    return method + " " + path + " → " + status;
  }
}
