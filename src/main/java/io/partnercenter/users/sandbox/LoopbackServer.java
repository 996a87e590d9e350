package io.partnercenter.users.sandbox;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server on 127.0.0.1 that only serves requests addressed to this machine. */
final class LoopbackServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool(LoopbackServer::daemon);

  /**
   * Starts a server on this port, or on a free port if it is 0.
   *
   * @throws IllegalArgumentException if the port isn't from 0 to 65535
   * @throws UncheckedIOException if the port is in use, or can't be opened for another reason
   */
  LoopbackServer(int port, HttpHandler handler) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be from 0 to 65535, was " + port);
    }
    server = listenOn(port);
    server.setExecutor(threads);
    server.createContext("/", handler).getFilters().add(new LoopbackHostFilter());
    server.start();
  }

  private static HttpServer listenOn(int port) {
    setUnlessSet("sun.net.httpserver.nodelay", "true");
    setUnlessSet("sun.net.httpserver.maxReqTime", "10");
    try {
      return HttpServer.create(new InetSocketAddress(loopback(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the sandbox can't listen on port " + port + ": " + e.getMessage(), e);
    }
  }

  /** Returns 127.0.0.1. The loopback address of the JDK may be ::1, which isn't in the base URL. */
  private static InetAddress loopback() throws UnknownHostException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "partner-center-sandbox");
    thread.setDaemon(true);
    return thread;
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Stops the server immediately. Requests in progress are cut off. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
