package io.partnercenter.users.sandbox;

import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * Lets other processes, in any language, tell a sandbox its conditions: a small JSON API on
 * loopback, on a port of its own. A Pact verifier brings the sandbox into its states at {@code
 * /provider-states}.
 *
 * <p>It is not part of the service that the sandbox stands in for, and asks for no credentials. It
 * refuses what a page in a browser could send it: another host than this machine (421), the origin
 * of another site (403), and a body that isn't declared as JSON (415).
 *
 * <p>A change is made in one step, or, if something in it is wrong, not at all. Thread-safe.
 */
public final class SandboxControl implements AutoCloseable {
  private final LoopbackServer server;

  private SandboxControl(PartnerCenterSandbox sandbox, int port) {
    server = new LoopbackServer(port, new ControlHandler(ControlApi.of(sandbox)));
  }

  /**
   * Starts it on this port of loopback; on a free one if it is 0. Closing it leaves the sandbox
   * running.
   *
   * @throws IllegalArgumentException if the port isn't one from 0 to 65535
   * @throws UncheckedIOException if the port is taken, or can't be had for another reason
   */
  public static SandboxControl start(PartnerCenterSandbox sandbox, int port) {
    return new SandboxControl(Objects.requireNonNull(sandbox, "sandbox"), port);
  }

  /** Where it listens. */
  public String baseUrl() {
    return server.baseUrl();
  }

  /** Stops it at once. */
  @Override
  public void close() {
    server.close();
  }
}
