package io.partnercenter.users.internal;

import io.partnercenter.users.RetryPolicy;
import io.partnercenter.users.internal.time.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long to pause between attempts: exponential, with full jitter. */
final class Backoff {
  private final RetryPolicy policy;

  Backoff(RetryPolicy policy) {
    this.policy = policy;
  }

  /**
   * Returns the pause after an attempt.
   *
   * @param attempt counts from 1
   * @param random from 0 to 1
   * @param retryAfter what the service asked for; the pause is never shorter. Null if it didn't ask
   */
  Duration pauseAfter(int attempt, double random, @Nullable Duration retryAfter) {
    long longest = Durations.nanos(Durations.shorter(policy.maxPause(), policy.maxWait()));
    double doubled = Durations.nanos(policy.initialPause()) * Math.pow(2, attempt - 1);
    Duration pause = Duration.ofNanos((long) (random * Math.min(doubled, (double) longest)));
    return retryAfter == null ? pause : Durations.longer(pause, retryAfter);
  }
}
