package io.partnercenter.users.sandbox;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request that the sandbox received, with its response. Bodies are unchanged, including secrets.
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

  /** Returns the HTTP method. */
  public String method() {
    return method;
  }

  /** Returns the path as sent, with the query if there was one. */
  public String path() {
    return path;
  }

  /** Returns the customer id in the path; null if the path has no such GUID. */
  @Nullable UUID customerId() {
    return customerId;
  }

  /** Returns the user id in the path; null if the path has no such GUID. */
  @Nullable UUID userId() {
    return userId;
  }

  /**
   * Returns the headers of the request. Their names begin with an upper-case letter, followed by
   * lower-case letters.
   */
  public Map<String, List<String>> requestHeaders() {
    return requestHeaders;
  }

  /**
   * Returns the body of the request, or an empty string. Of a longer body, only the first 1,048,576
   * bytes are kept.
   */
  public String requestBody() {
    return requestBody;
  }

  /** Returns the HTTP status of the response; 0 if the connection was closed without a response. */
  public int status() {
    return status;
  }

  /** Returns the headers of the response, without Date and Content-Length. */
  public Map<String, List<String>> responseHeaders() {
    return responseHeaders;
  }

  /**
   * Returns the whole body of the response, or an empty string. It is whole even if the response
   * was cut off.
   */
  public String responseBody() {
    return responseBody;
  }

  /** Returns whether the response was injected by {@link PartnerCenterSandbox#respondNext}. */
  public boolean injected() {
    return injected;
  }

  /** Returns the method, the path and the status. */
  @Override
  public String toString() {
    return method + " " + path + " → " + status;
  }
}
