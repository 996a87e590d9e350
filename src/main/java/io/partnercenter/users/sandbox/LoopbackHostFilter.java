package io.partnercenter.users.sandbox;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A filter that refuses requests whose host isn't a name of this machine. A page in a browser can
 * make a host name of its own site resolve to 127.0.0.1 (DNS rebinding). Without the filter it
 * could then read the responses as if they came from its own site.
 */
final class LoopbackHostFilter extends Filter {
  private static final Pattern LOOPBACK =
      Pattern.compile("(?i)(?:127\\.0\\.0\\.1|\\[::1]|localhost)(?::[0-9]{1,5})?");

  private static final Response REFUSAL =
      Response.json(
          421,
          Map.of(
              "message",
              "The sandbox only answers requests to 127.0.0.1, [::1] or localhost."
                  + " The Host header names another host."));

  @Override
  public String description() {
    return "serves only requests addressed to this machine";
  }

  @Override
  public void doFilter(HttpExchange http, Chain chain) throws IOException {
    if (isLoopback(http)) {
      chain.doFilter(http);
      return;
    }
    try {
      http.getRequestBody().transferTo(OutputStream.nullOutputStream());
      ExchangeHandler.send(http, REFUSAL, NextResponse.Extent.WHOLE);
    } finally {
      http.close();
    }
  }

  /**
   * Returns whether a request is addressed to this machine. A browser always sends a Host header,
   * so a request without one doesn't come from a page.
   */
  private static boolean isLoopback(HttpExchange http) {
    List<String> hosts = http.getRequestHeaders().getOrDefault("Host", List.of());
    String target = http.getRequestURI().getRawAuthority();
    return hosts.stream().allMatch(LoopbackHostFilter::isLoopback)
        && (target == null || isLoopback(target));
  }

  /** Returns whether a host, with or without a port, is a name of this machine. */
  static boolean isLoopback(String authority) {
    return LOOPBACK.matcher(authority).matches();
  }
}
