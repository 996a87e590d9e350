package io.partnercenter.users.console;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Listens on loopback for the browser that returns from a sign-in. The listener takes the same port
 * for IPv4 and IPv6: a browser may try either for {@code localhost}, and no other program may get
 * the code.
 */
final class RedirectListener implements AutoCloseable {
  private static final int FIRST_PORT = 8400;
  private static final int PORTS = 100;

  private final List<HttpServer> servers;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "console-redirect");
            thread.setDaemon(true);
            return thread;
          });

  private RedirectListener(List<HttpServer> servers) {
    this.servers = servers;
  }

  /**
   * Listens on the first free port from 8400 on.
   *
   * @throws IOException if none is free
   */
  static RedirectListener listen() throws IOException {
    for (int port = FIRST_PORT; port < FIRST_PORT + PORTS; port++) {
      List<HttpServer> servers = new ArrayList<>();
      try {
        for (InetAddress address : loopback()) {
          servers.add(HttpServer.create(new InetSocketAddress(address, port), 0));
        }
        return new RedirectListener(servers);
      } catch (BindException e) { // another program has the port
        servers.forEach(server -> server.stop(0));
      }
    }
    throw new IOException(
        "no port from " + FIRST_PORT + " to " + (FIRST_PORT + PORTS - 1) + " is free on loopback");
  }

  private static List<InetAddress> loopback() throws IOException {
    List<InetAddress> addresses = new ArrayList<>();
    addresses.add(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    byte[] ipv6Address = new byte[16];
    ipv6Address[15] = 1;
    InetAddress ipv6 = InetAddress.getByAddress(ipv6Address);
    try {
      HttpServer.create(new InetSocketAddress(ipv6, 0), 0).stop(0);
      addresses.add(ipv6);
    } catch (IOException e) {
      // the machine has no IPv6, so no browser can try it
    }
    return addresses;
  }

  /** Returns the redirect address that the application must have registered, with this port. */
  URI redirectUri() {
    return URI.create("http://localhost:" + servers.get(0).getAddress().getPort());
  }

  /**
   * Begins to listen. A request that isn't a redirect of the sign-in has no effect: anybody can
   * send a browser here.
   *
   * @param isAnswer whether an address is a redirect of the sign-in
   * @param onRedirect receives each redirect after the browser has received its page
   */
  void start(Predicate<URI> isAnswer, Consumer<URI> onRedirect) {
    for (HttpServer server : servers) {
      server.setExecutor(threads);
      server.createContext("/", exchange -> handle(exchange, isAnswer, onRedirect));
      server.start();
    }
  }

  private void handle(HttpExchange exchange, Predicate<URI> isAnswer, Consumer<URI> onRedirect)
      throws IOException {
    URI address = redirectUri().resolve(exchange.getRequestURI());
    boolean accepted =
        exchange.getRequestMethod().equals("GET")
            && exchange.getRequestURI().getPath().equals("/")
            && isAnswer.test(address);
    byte[] page =
        ("<!doctype html><meta charset=utf-8><title>Partner Center sign-in</title><p>"
                + (accepted
                    ? "The console has received the sign-in. This window can be closed."
                    : "This is not the sign-in that the console is waiting for."))
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
    try {
      exchange.sendResponseHeaders(accepted ? 200 : 400, page.length);
      exchange.getResponseBody().write(page);
    } finally {
      exchange.close();
    }
    if (accepted) {
      onRedirect.accept(address);
    }
  }

  @Override
  public void close() {
    servers.forEach(server -> server.stop(0));
    threads.shutdownNow();
  }
}
