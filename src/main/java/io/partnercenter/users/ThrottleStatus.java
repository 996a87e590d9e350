package io.partnercenter.users;

import io.partnercenter.users.internal.time.Durations;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * The state of the client's throttle, which holds requests back because the service throttles: for
 * one customer, or for the partner as a whole. A snapshot for metrics. Immutable.
 */
public final class ThrottleStatus {
  private final OptionalDouble requestsPerSecond;
  private final Duration remaining;
  private final int waiting;
  private final long refused;

  private ThrottleStatus(
      OptionalDouble requestsPerSecond, Duration remaining, int waiting, long refused) {
    this.requestsPerSecond = requestsPerSecond;
    this.remaining = remaining;
    this.waiting = waiting;
    this.refused = refused;
  }

  /**
   * Returns a status, for tests of code that reads one.
   *
   * @param requestsPerSecond see {@link #requestsPerSecond()}
   * @param remaining see {@link #remaining()}
   * @param waiting see {@link #waiting()}
   * @param refused see {@link #refused()}
   * @throws NullPointerException if {@code requestsPerSecond} or {@code remaining} is null
   */
  public static ThrottleStatus of(
      OptionalDouble requestsPerSecond, Duration remaining, int waiting, long refused) {
    return new ThrottleStatus(
        Objects.requireNonNull(requestsPerSecond, "requestsPerSecond"),
        Objects.requireNonNull(remaining, "remaining"),
        waiting,
        refused);
  }

  /**
   * Returns the maximum rate at which requests are sent, as learned from responses with status 429.
   * Empty while no rate is known: before the first 429, and once a minute has passed since the
   * latest request or response.
   */
  public OptionalDouble requestsPerSecond() {
    return requestsPerSecond;
  }

  /**
   * Returns how much longer the client sends nothing, because the service asked it to wait. Zero if
   * requests are sent, even if at a limited rate.
   */
  public Duration remaining() {
    return remaining;
  }

  /** Returns how many calls wait until their request may be sent. */
  public int waiting() {
    return waiting;
  }

  /**
   * Returns how many requests the service has refused with status 429 so far. For a customer, the
   * count starts when the client first sends a request for it. The client forgets a customer for
   * which it has sent nothing for a minute.
   */
  public long refused() {
    return refused;
  }

  /** Returns the values, for logs. */
  @Override
  public String toString() {
    return "ThrottleStatus{requestsPerSecond="
        + (requestsPerSecond.isPresent() ? requestsPerSecond.getAsDouble() : "unlimited")
        + ", remaining="
        + Durations.readable(remaining)
        + ", waiting="
        + waiting
        + ", refused="
        + refused
        + "}";
  }
}
