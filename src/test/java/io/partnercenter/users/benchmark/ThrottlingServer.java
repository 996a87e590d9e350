package io.partnercenter.users.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A service on the loopback that admits a number of requests in each fixed window. It refuses other
 * requests with 429, and counts them too. It responds after 20 to 100 ms. Retry-After is in whole
 * seconds.
 */
final class ThrottlingServer implements AutoCloseable {
  static {
    // otherwise a response may wait 40 ms until the client acknowledges its first bytes
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private static final int SHORTEST_MILLIS = 20;
  private static final int LONGEST_MILLIS = 100;
  private static final byte[] REFUSAL =
      "{\"code\":\"429\",\"description\":\"Too many requests.\",\"data\":[],\"source\":\"PartnerFD\"}"
          .getBytes(UTF_8);

  private final byte[] user = Sample.response(0).getBytes(UTF_8);
  private final ThrottledCalls limits;
  private final Random random = new Random(1);
  private final HttpServer server;
  private final ScheduledExecutorService responses = Executors.newScheduledThreadPool(2);
  private final long start;

  /** The part of the first window that was over when the server started, in nanoseconds. */
  private final long phase;

  private final Map<String, Window> windows = new HashMap<>(); // guarded by this
  private final List<Arrival> arrivals = new ArrayList<>(); // guarded by this

  private ThrottlingServer(ThrottledCalls limits) throws IOException {
    this.limits = limits;
    phase = (long) (random.nextDouble() * limits.window().toNanos());
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 1024);
    server.createContext("/", this::handle);
    server.setExecutor(responses);
    start = System.nanoTime();
    server.start();
  }

  /** Starts a server on a free port. */
  static ThrottlingServer start(ThrottledCalls limits) throws IOException {
    return new ThrottlingServer(limits);
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Returns the requests so far, in the order of their arrival. */
  synchronized List<Arrival> arrivals() {
    return List.copyOf(arrivals);
  }

  @Override
  public void close() {
    server.stop(0);
    responses.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    long retryAfter = count(path, limits.perCustomer() ? path.split("/")[3] : "");
    int latency = SHORTEST_MILLIS + random.nextInt(LONGEST_MILLIS - SHORTEST_MILLIS);
    responses.schedule(
        () -> {
          respond(exchange, retryAfter);
          return null;
        },
        latency,
        TimeUnit.MILLISECONDS);
  }

  /** Counts a request. Returns its Retry-After in seconds, or zero if it is admitted. */
  private synchronized long count(String path, String scope) {
    long now = System.nanoTime() - start;
    long length = limits.window().toNanos();
    long number = (now + phase) / length;
    Window window = windows.get(scope);
    if (window == null || window.number != number) {
      window = new Window(number);
      windows.put(scope, window);
    }
    window.requests++;
    boolean admitted = window.requests <= limits.perWindow();
    arrivals.add(new Arrival(Duration.ofNanos(now), path, admitted));
    return admitted ? 0 : secondsRoundedUp((number + 1) * length - phase - now);
  }

  private static long secondsRoundedUp(long nanos) {
    return Duration.ofNanos(nanos).plusNanos(999_999_999).toSeconds();
  }

  private void respond(HttpExchange exchange, long retryAfter) throws IOException {
    byte[] body = retryAfter == 0 ? user : REFUSAL;
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    if (retryAfter > 0) {
      exchange.getResponseHeaders().set("Retry-After", String.valueOf(retryAfter));
    }
    exchange.sendResponseHeaders(retryAfter == 0 ? 200 : 429, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  /** A request, and when it arrived, measured from the start of the server. */
  record Arrival(Duration at, String path, boolean admitted) {
    String customer() {
      return path.split("/")[3];
    }
  }

  private static final class Window {
    private final long number;
    private int requests;

    Window(long number) {
      this.number = number;
    }
  }
}
