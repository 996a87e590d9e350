package io.partnercenter.users.internal.throttle;

import io.partnercenter.users.internal.time.Durations;
import java.time.Duration;

/** A request isn't sent because the service throttles for longer than the call can wait. */
public final class HeldBackException extends Exception {
  private static final long serialVersionUID = 1;

  private final Duration remaining;

  HeldBackException(Duration remaining) {
    super("throttled for " + Durations.readable(remaining), null, false, false);
    this.remaining = remaining;
  }

  /** How long it is until a request may be sent. */
  public Duration remaining() {
    return remaining;
  }
}
