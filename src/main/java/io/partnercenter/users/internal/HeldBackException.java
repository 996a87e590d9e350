package io.partnercenter.users.internal;

import java.time.Duration;

/** The service throttles, and the call can't wait so long. */
public final class HeldBackException extends Exception {
  private static final long serialVersionUID = 1;

  private final Duration remaining;

  HeldBackException(Duration remaining) {
    super("throttled", null, false, false);
    this.remaining = remaining;
  }

  /** How long it is until a request may be sent. */
  public Duration remaining() {
    return remaining;
  }
}
