package io.partnercenter.users.sandbox;

import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * A small JSON API by which other processes, in any language, control a sandbox. It listens on a
 * port of its own on the loopback address. A Pact verifier sets provider states at {@code
 * /provider-states}.
 *
 * <p>It is not part of the service that the sandbox stands in for, and requires no credentials. It
 * refuses requests that a page in a browser could send: a Host header that names another machine
 * (421), an Origin header of another site (403), and a body that isn't declared as JSON (415).
 *
 * <p>A change is made in one step. If something in it is wrong, nothing is changed. Thread-safe.
 */
public final class SandboxControl implements AutoCloseable {
  private final LoopbackServer server;

  private SandboxControl(PartnerCenterSandbox sandbox, int port) {
    server = new LoopbackServer(port, new ControlHandler(ControlApi.of(sandbox)));
  }

  /**
   * Starts the control API of a sandbox on this port of the loopback address, or on a free port if
   * it is 0. Closing the control API leaves the sandbox running.
   *
   * @throws IllegalArgumentException if the port isn't from 0 to 65535
   * @throws UncheckedIOException if the port is in use, or can't be opened for another reason
   */
  public static SandboxControl start(PartnerCenterSandbox sandbox, int port) {
    return new SandboxControl(Objects.requireNonNull(sandbox, "sandbox"), port);
  }

  /** Returns the URL of the control API. */
  public String baseUrl() {
    return server.baseUrl();
  }

  /** Stops the control API immediately. */
  @Override
  public void close() {
    server.close();
  }
}
