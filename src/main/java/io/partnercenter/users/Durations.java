package io.partnercenter.users;

import java.time.Duration;
import java.util.Objects;

/** Checks durations that callers give, and brings them to what timers take. */
final class Durations {
  private static final Duration ONE_YEAR = Duration.ofDays(365);

  private Durations() {}

  static Duration positive(String argument, Duration value) {
    if (notNegative(argument, value).isZero()) {
      throw new IllegalArgumentException(argument + " must be positive, not " + value);
    }
    return value;
  }

  static Duration notNegative(String argument, Duration value) {
    Objects.requireNonNull(value, argument);
    if (value.isNegative()) {
      throw new IllegalArgumentException(argument + " must not be negative, not " + value);
    }
    return value;
  }

  /** More than a year is as good as for ever, and might overflow. */
  static long nanos(Duration value) {
    return shorter(value, ONE_YEAR).toNanos();
  }

  /** OkHttp counts in an int, and takes 0 for no limit. */
  static int millis(Duration value) {
    return (int) Math.max(1, shorter(value, Duration.ofMillis(Integer.MAX_VALUE)).toMillis());
  }

  static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? b : a;
  }
}
