package io.partnercenter.users.internal.throttle;

import io.partnercenter.users.internal.time.Durations;
import java.time.Duration;

/** Thrown when a call gets no permit before its deadline, or within the time that it may wait. */
public final class PermitDeniedException extends Exception {
  private static final long serialVersionUID = 1;

  private final Duration remaining;

  PermitDeniedException(Duration remaining) {
    super("throttled for " + Durations.readable(remaining), null, false, false);
    this.remaining = remaining;
  }

  /**
   * How long it takes until a request may be sent; zero if the call has merely reached its
   * deadline.
   */
  public Duration remaining() {
    return remaining;
  }
}
