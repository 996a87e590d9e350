package io.partnercenter.users.internal;

import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** Checks whether a client may use a base URL, and whether another URL has the same origin. */
public final class BaseUrl {
  private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";
  private static final Pattern LOOPBACK_IPV4 = Pattern.compile("127(?:\\." + OCTET + "){3}");

  private BaseUrl() {}

  /**
   * Returns the URL, ending in a slash.
   *
   * @throws IllegalArgumentException if the client may not use it; the message says why
   */
  public static HttpUrl parse(String baseUrl, boolean allowInsecureHttp) {
    HttpUrl url = HttpUrl.parse(baseUrl);
    if (url == null) {
      throw new IllegalArgumentException("baseUrl is not an http or https URL");
    }
    if (!url.username().isEmpty() || !url.password().isEmpty()) {
      throw new IllegalArgumentException("baseUrl must not contain credentials");
    }
    if (url.query() != null || url.fragment() != null) {
      throw new IllegalArgumentException("baseUrl must not contain a query or a fragment");
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

  /**
   * Whether both URLs have the same scheme, host and port. The access token is only sent to the
   * origin of the base URL.
   */
  static boolean haveSameOrigin(HttpUrl one, HttpUrl other) {
    return one.scheme().equals(other.scheme())
        && one.host().equals(other.host())
        && one.port() == other.port();
  }

  /** Decides by the name alone: a DNS lookup could be answered by anybody. */
  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("::1") || LOOPBACK_IPV4.matcher(host).matches();
  }
}
