package io.partnercenter.users;

import io.partnercenter.users.internal.time.Durations;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * How the client holds requests back because the service throttles: for one customer, or for the
 * partner as a whole. A snapshot for metrics. Immutable.
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
   * A status, for tests of code that reads one.
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
   * The rate at which requests are sent at most, as it was learned from responses with status 429.
   * Empty while no rate is known: before the first 429, and a minute after the latest request.
   */
  public OptionalDouble requestsPerSecond() {
    return requestsPerSecond;
  }

  /**
   * How long nothing is sent, because the service named a moment. Zero if requests are sent, also
   * if they are sent at a limited rate.
   */
  public Duration remaining() {
    return remaining;
  }

  /** How many calls wait until their request may be sent. */
  public int waiting() {
    return waiting;
  }

  /**
   * How many requests the service refused with status 429 so far. For a customer: since the client
   * knows of it, which it forgets when it sends nothing for a minute.
   */
  public long refused() {
    return refused;
  }

  /** For logs. */
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
