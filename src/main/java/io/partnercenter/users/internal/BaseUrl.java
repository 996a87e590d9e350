package io.partnercenter.users.internal;

import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** Says whether a client may talk to a base URL, and what belongs to it. */
public final class BaseUrl {
  private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";
  private static final Pattern LOOPBACK_IPV4 = Pattern.compile("127(?:\\." + OCTET + "){3}");

  private BaseUrl() {}

  /** Gives the URL, ending in a slash; or says what is wrong with it. */
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

  /** Whether both lead to the same server, by the same scheme. The token is for one of these. */
  static boolean haveSameOrigin(HttpUrl one, HttpUrl other) {
    return one.scheme().equals(other.scheme())
        && one.host().equals(other.host())
        && one.port() == other.port();
  }

  /** By the name alone: a look-up could be answered by anybody. */
  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("::1") || LOOPBACK_IPV4.matcher(host).matches();
  }
}
