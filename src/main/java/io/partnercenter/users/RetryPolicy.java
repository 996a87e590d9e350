package io.partnercenter.users;

import io.partnercenter.users.internal.time.Durations;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The policy that decides when a failed call is retried, and after which pause. Immutable.
 *
 * <p>Transient failures are retried: the statuses 408, 429, 500, 502, 503, 504, and connections
 * that are refused, reset, timed out or cut off. Whatever the policy, a 401 is retried once if the
 * token provider then returns another token. All attempts of a call carry the same request id, so
 * that the service carries out the call only once (Partner Center REST headers).
 *
 * <p>The pause before an attempt is random, between zero and an upper bound. The bound is {@link
 * Builder#initialPause} before the second attempt and doubles with each further attempt, up to
 * {@link Builder#maxPause} or {@link Builder#maxWait}, whichever is shorter. If the service asks
 * for a pause by {@code Retry-After}, the pause is never shorter than that. No attempt begins after
 * the limit of the call, see {@link RequestOptions.Builder#timeout}.
 *
 * <p>After a 429 the whole client sends nothing for that customer before the time that the service
 * named. After that time it sends requests only at a rate that the service has admitted before.
 * Calls wait for their turn, first come, first served. A 429 with {@code Retry-After} delays a call
 * but doesn't count as an attempt; a 429 without it counts. Calls for other customers go on, unless
 * the 429s show that the limit is the partner's.
 *
 * <pre>{@code
 * RetryPolicy.builder().maxAttempts(5).maxWait(Duration.ofMinutes(2)).build()
 * }</pre>
 */
public final class RetryPolicy {
  private static final RetryPolicy NONE = builder().maxAttempts(1).maxWait(Duration.ZERO).build();

  private final int maxAttempts;
  private final Duration initialPause;
  private final Duration maxPause;
  private final Duration maxWait;

  private RetryPolicy(Builder builder) {
    maxAttempts = builder.maxAttempts;
    initialPause = builder.initialPause;
    maxPause = builder.maxPause;
    maxWait = builder.maxWait;
  }

  /** Returns a builder with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns a policy without retries: every call is one attempt. A call for a customer that is
   * throttled ends at once, without a request.
   */
  public static RetryPolicy none() {
    return NONE;
  }

  /** Returns the maximum number of attempts of a call. */
  public int maxAttempts() {
    return maxAttempts;
  }

  /** Returns the longest pause before the second attempt. */
  public Duration initialPause() {
    return initialPause;
  }

  /** Returns the longest pause before any attempt, if the service doesn't ask for one. */
  public Duration maxPause() {
    return maxPause;
  }

  /**
   * Returns the longest time that a call waits for the end of a pause that the service asks for, or
   * that follows a 429.
   */
  public Duration maxWait() {
    return maxWait;
  }

  /** Returns a builder with the values of this policy. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.maxAttempts = maxAttempts;
    builder.initialPause = initialPause;
    builder.maxPause = maxPause;
    builder.maxWait = maxWait;
    return builder;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof RetryPolicy)) {
      return false;
    }
    RetryPolicy that = (RetryPolicy) other;
    return maxAttempts == that.maxAttempts
        && initialPause.equals(that.initialPause)
        && maxPause.equals(that.maxPause)
        && maxWait.equals(that.maxWait);
  }

  @Override
  public int hashCode() {
    return Objects.hash(maxAttempts, initialPause, maxPause, maxWait);
  }

  /** Returns all values, such as {@code RetryPolicy{maxAttempts=4, initialPause=500 ms, …}}. */
  @Override
  public String toString() {
    return "RetryPolicy{maxAttempts="
        + maxAttempts
        + ", initialPause="
        + Durations.readable(initialPause)
        + ", maxPause="
        + Durations.readable(maxPause)
        + ", maxWait="
        + Durations.readable(maxWait)
        + "}";
  }

  /** Builds a {@link RetryPolicy}. Not thread-safe. */
  public static final class Builder {
    private int maxAttempts = 4;
    private Duration initialPause = Duration.ofMillis(500);
    private Duration maxPause = Duration.ofSeconds(30);
    private Duration maxWait = Duration.ofSeconds(60);

    private Builder() {}

    /**
     * Sets the maximum number of attempts of a call. The default is 4. A 429 with {@code
     * Retry-After} doesn't count, and neither does a refused token. With 1, no failure is retried,
     * not even a 429; only a refused token is.
     *
     * @throws IllegalArgumentException if the number is less than 1
     */
    public Builder maxAttempts(int maxAttempts) {
      if (maxAttempts < 1) {
        throw new IllegalArgumentException("maxAttempts must be at least 1, not " + maxAttempts);
      }
      this.maxAttempts = maxAttempts;
      return this;
    }

    /**
     * Sets the longest pause before the second attempt. The default is 500 ms.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Builder initialPause(Duration initialPause) {
      this.initialPause = Durations.notNegative("initialPause", initialPause);
      return this;
    }

    /**
     * Sets the longest pause before any attempt, if the service doesn't ask for one. The default is
     * 30 seconds. A pause is never longer than {@link #maxWait} either: with a maxWait of zero,
     * attempts follow each other at once.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Builder maxPause(Duration maxPause) {
      this.maxPause = Durations.notNegative("maxPause", maxPause);
      return this;
    }

    /**
     * Sets the longest time that a call waits for the end of a pause that the service asks for, or
     * that follows a 429. The default is 60 seconds. If the pause is longer, the call ends at once
     * and {@link PartnerServiceException#retryAfter()} says how long to wait. With zero, a call
     * never waits for a throttle. This doesn't limit how long a call waits for its turn after the
     * pause: {@link RequestOptions.Builder#timeout} does.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Builder maxWait(Duration maxWait) {
      this.maxWait = Durations.notNegative("maxWait", maxWait);
      return this;
    }

    /** Builds the policy. */
    public RetryPolicy build() {
      return new RetryPolicy(this);
    }
  }
}
