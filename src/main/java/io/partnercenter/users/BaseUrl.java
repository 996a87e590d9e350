package io.partnercenter.users;

import okhttp3.HttpUrl;

/** Says whether a client may talk to a base URL. */
final class BaseUrl {
  private BaseUrl() {}

  /** Gives the URL, ending in a slash; or says what is wrong with it. */
  static HttpUrl parse(String baseUrl, boolean allowInsecureHttp) {
    HttpUrl url = HttpUrl.parse(baseUrl);
    if (url == null) {
      throw new IllegalArgumentException("baseUrl is not an http or https URL");
    }
    if (!url.username().isEmpty() || !url.password().isEmpty()) {
      throw new IllegalArgumentException("baseUrl must not contain credentials");
    }
    if (url.query() != null || url.fragment() != null) {
      throw new IllegalArgumentException("baseUrl must not contain a query or a fragment: " + url);
    }
    if (!url.isHttps() && !isLoopback(url.host()) && !allowInsecureHttp) {
      throw new IllegalArgumentException(
          "baseUrl must be https, or http to loopback: "
              + url
              + " (allowInsecureHttp() admits it)");
    }
    boolean endsInSlash = url.pathSegments().get(url.pathSize() - 1).isEmpty();
    return endsInSlash ? url : url.newBuilder().addPathSegment("").build();
  }

  /** By the name alone: a look-up could be answered by anybody. */
  private static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.equals("::1")
        || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
  }
}
