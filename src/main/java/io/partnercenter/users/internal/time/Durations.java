package io.partnercenter.users.internal.time;

import java.time.Duration;
import java.util.Objects;
import java.util.StringJoiner;

/** Checks the durations that callers pass, and converts them for timers. */
public final class Durations {
  private static final Duration ONE_YEAR = Duration.ofDays(365);

  private Durations() {}

  public static Duration positive(String argument, Duration value) {
    if (notNegative(argument, value).isZero()) {
      throw new IllegalArgumentException(argument + " must be positive, not " + value);
    }
    return value;
  }

  public static Duration notNegative(String argument, Duration value) {
    Objects.requireNonNull(value, argument);
    if (value.isNegative()) {
      throw new IllegalArgumentException(argument + " must not be negative, not " + value);
    }
    return value;
  }

  /** Converts to nanoseconds, at most a year: more could overflow, and no call lasts that long. */
  public static long nanos(Duration value) {
    return shorter(value, ONE_YEAR).toNanos();
  }

  /** Converts to milliseconds for OkHttp, which takes an int and reads 0 as no limit. */
  public static int millis(Duration value) {
    return (int) Math.max(1, shorter(value, Duration.ofMillis(Integer.MAX_VALUE)).toMillis());
  }

  public static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  public static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? b : a;
  }

  /** Formats a duration for people, such as {@code 57 s} or {@code 2 min 30 s}. */
  public static String readable(Duration value) {
    if (value.isNegative()) {
      return "-" + readable(value.negated());
    }
    if (value.compareTo(Duration.ofMillis(1)) < 0) {
      return value.isZero() ? "0 s" : value.toNanos() + " ns";
    }
    if (value.compareTo(Duration.ofSeconds(1)) < 0) {
      return value.toMillis() + " ms";
    }
    if (value.compareTo(Duration.ofSeconds(10)) < 0 && value.toMillisPart() >= 100) {
      return value.toSeconds() + "." + value.toMillisPart() / 100 + " s";
    }
    Duration rounded = value.toMillisPart() < 500 ? value : value.plusSeconds(1);
    StringJoiner parts = new StringJoiner(" ");
    add(parts, rounded.toDays(), "d");
    add(parts, rounded.toHoursPart(), "h");
    add(parts, rounded.toMinutesPart(), "min");
    add(parts, rounded.toSecondsPart(), "s");
    return parts.toString();
  }

  /** Formats a duration for people, and any other value by its toString. */
  public static String readable(Object value) {
    return value instanceof Duration ? readable((Duration) value) : value.toString();
  }

  private static void add(StringJoiner parts, long amount, String unit) {
    if (amount > 0) {
      parts.add(amount + " " + unit);
    }
  }
}
