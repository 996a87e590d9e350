package io.partnercenter.users;

import io.partnercenter.users.internal.time.Durations;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When a failed call is retried, and after which pause. Immutable.
 *
 * <p>Retried are transient failures: the statuses 408, 429, 500, 502, 503, 504, and connections
 * that are refused, reset, timed out or cut off. A 401 is retried once if there is another token by
 * then, whatever the policy. All attempts of a call carry the same request id, so that the service
 * carries the call out once (Partner Center REST headers).
 *
 * <p>The pause before an attempt is random, between nothing and a limit. The limit is {@link
 * Builder#initialPause} before the second attempt and doubles with each further one, up to {@link
 * Builder#maxPause}. The pause is never shorter than what the service asks for by {@code
 * Retry-After}. No attempt begins after the limit of the call, see {@link
 * RequestOptions.Builder#timeout}.
 *
 * <p>After a 429 the whole client sends nothing for that customer before the moment that the
 * service named, and after it only as fast as the service was seen to admit. Calls wait for their
 * turn, first come, first served. A 429 that names a moment costs a call time but no attempt; one
 * that names none costs an attempt. Calls for other customers go on, unless the 429s show that the
 * limit is the partner's.
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

  /** A builder with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Every call is one attempt. A call for a customer that is throttled ends at once, unsent. */
  public static RetryPolicy none() {
    return NONE;
  }

  /** How many attempts a call makes at most. */
  public int maxAttempts() {
    return maxAttempts;
  }

  /** The longest pause before the second attempt. */
  public Duration initialPause() {
    return initialPause;
  }

  /** The longest pause before any attempt, where the service asks for none. */
  public Duration maxPause() {
    return maxPause;
  }

  /** The longest time to wait when the service asks to. */
  public Duration maxWait() {
    return maxWait;
  }

  /** A builder with the values of this policy. */
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

  /** All values, such as {@code RetryPolicy{maxAttempts=4, initialPause=500 ms, …}}. */
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
     * How many attempts a call makes at most; 4 unless set. A 429 that names a moment doesn't
     * count, nor does a refused token. With 1 nothing is retried, a 429 neither.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public Builder maxAttempts(int maxAttempts) {
      if (maxAttempts < 1) {
        throw new IllegalArgumentException("maxAttempts must be at least 1, not " + maxAttempts);
      }
      this.maxAttempts = maxAttempts;
      return this;
    }

    /**
     * The longest pause before the second attempt; 500 ms unless set.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Builder initialPause(Duration initialPause) {
      this.initialPause = Durations.notNegative("initialPause", initialPause);
      return this;
    }

    /**
     * The longest pause before any attempt, where the service asks for none; 30 seconds unless set.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Builder maxPause(Duration maxPause) {
      this.maxPause = Durations.notNegative("maxPause", maxPause);
      return this;
    }

    /**
     * The longest time to wait when the service asks to; 60 seconds unless set. If it asks for
     * more, the call ends at once and {@link PartnerServiceException#retryAfter()} says how long.
     * Zero: a call never waits for a throttle.
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
