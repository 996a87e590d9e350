package io.partnercenter.users.sandbox;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Refuses a request whose host is another name than those of this machine. A page in a browser can
 * have a name of its own resolve to 127.0.0.1 (DNS rebinding), and would read the responses as if
 * they were its own site's.
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
    return "answers only requests addressed to this machine";
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

  /** A browser always sends the header. Without one the request can't come from a page. */
  private static boolean isLoopback(HttpExchange http) {
    List<String> hosts = http.getRequestHeaders().getOrDefault("Host", List.of());
    String target = http.getRequestURI().getRawAuthority();
    return hosts.stream().allMatch(LoopbackHostFilter::isLoopback)
        && (target == null || isLoopback(target));
  }

  /** Whether a host, with a port or without one, is a name of this machine. */
  static boolean isLoopback(String authority) {
    return LOOPBACK.matcher(authority).matches();
  }
}
