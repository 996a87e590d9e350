package io.partnercenter.users.sandbox;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A stand-in of Partner Center's users resource, in this JVM, on loopback. It keeps users in
 * memory: a PATCH changes them, a GET shows the change. Any access token is accepted that isn't
 * blank.
 *
 * <pre>{@code
 * try (PartnerCenterSandbox sandbox = PartnerCenterSandbox.start();
 *     PartnerCenter partner =
 *         PartnerCenter.builder()
 *             .baseUrl(sandbox.baseUrl())
 *             .accessTokens(AccessTokens.of("any"))
 *             .build()) {
 *   ...
 * }
 * }</pre>
 *
 * <p>The first start in a JVM sets the system property {@code sun.net.httpserver.nodelay}, unless
 * it is set: without it the JDK's server answers a PATCH 40 ms late.
 */
public final class PartnerCenterSandbox implements AutoCloseable {
  /** The customer there is from the start. */
  public static final UUID CUSTOMER_ID = UUID.fromString("eebd1b55-5360-4438-a11d-5c06918c3014");

  /** The active user of {@link #CUSTOMER_ID} there is from the start. */
  public static final UUID USER_ID = UUID.fromString("4b10bf41-ab11-40e3-8c53-cd67849b50de");

  private static final String NO_DELAY = "sun.net.httpserver.nodelay";

  private final HttpServer server;
  private final ExecutorService threads;
  private final Directory directory;
  private final Recorder recorder;

  private PartnerCenterSandbox(
      HttpServer server, ExecutorService threads, Directory directory, Recorder recorder) {
    this.server = server;
    this.threads = threads;
    this.directory = directory;
    this.recorder = recorder;
  }

  /** Starts a sandbox on a free port. */
  public static PartnerCenterSandbox start() {
    if (System.getProperty(NO_DELAY) == null) {
      System.setProperty(NO_DELAY, "true");
    }
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("the sandbox can't listen on loopback", e);
    }
    ExecutorService threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "partner-center-sandbox");
              thread.setDaemon(true);
              return thread;
            });
    Directory directory = new Directory(Clock.systemUTC());
    directory.add(CUSTOMER_ID, USER_ID);
    Recorder recorder = new Recorder();
    server.setExecutor(threads);
    server.createContext("/", new ExchangeHandler(new UsersResource(directory), recorder));
    server.start();
    return new PartnerCenterSandbox(server, threads, directory, recorder);
  }

  /** Where it listens, for {@code PartnerCenter.builder().baseUrl(…)}; without {@code /v1}. */
  public String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /**
   * Deletes a user as a person in Partner Center would: it becomes inactive, and can be restored.
   *
   * @throws IllegalArgumentException if there is no such active user
   */
  public void deleteUser(UUID customerId, UUID userId) {
    directory.delete(customerId, userId);
  }

  /** What was received and answered since the start, oldest first. Held in memory until the end. */
  public List<Exchange> exchanges() {
    return recorder.exchanges();
  }

  /** Stops it at once; requests under way are cut off. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
