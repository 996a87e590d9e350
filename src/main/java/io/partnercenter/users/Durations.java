package io.partnercenter.users;

import java.time.Duration;
import java.util.Objects;

/** Checks durations that callers give. */
final class Durations {
  private Durations() {}

  static Duration positive(String argument, Duration value) {
    Objects.requireNonNull(value, argument);
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(argument + " must be positive, not " + value);
    }
    return value;
  }
}
