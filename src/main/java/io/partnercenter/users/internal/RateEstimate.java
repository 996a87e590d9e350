package io.partnercenter.users.internal;

import java.util.concurrent.TimeUnit;

/**
 * How many requests the service let through, and since when. It looks back half a minute to a
 * minute, so that a busy hour in the past doesn't count. Guarded by the {@link Limiter}.
 */
final class RateEstimate {
  private static final long SLICE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private long start;
  private long sliceStart;
  private int admitted;
  private int admittedInSlice;

  RateEstimate(long now) {
    restart(now);
  }

  /** Forgets what was counted. */
  void restart(long now) {
    start = now;
    sliceStart = now;
    admitted = 0;
    admittedInSlice = 0;
  }

  void admitted(long now) {
    if (now - sliceStart > SLICE_NANOS) {
      start = sliceStart;
      admitted = admittedInSlice;
      sliceStart = now;
      admittedInSlice = 0;
    }
    admitted++;
    admittedInSlice++;
  }

  int count() {
    return admitted;
  }

  long start() {
    return start;
  }
}
