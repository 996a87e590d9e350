package io.partnercenter.users.internal.throttle;

import java.util.concurrent.TimeUnit;

/**
 * Counts the requests that the service admitted, and since when. It forgets what is older than a
 * minute, so that only the present counts. Times are nanoseconds of the {@link Limiter}.
 */
final class RateEstimate {
  /** The count covers one to two slices. */
  private static final long SLICE = TimeUnit.SECONDS.toNanos(30);

  private long start;
  private int count;
  private long sliceStart;
  private int sliceCount;

  /** Starts to count anew. */
  void restart(long now) {
    start = now;
    count = 0;
    sliceStart = now;
    sliceCount = 0;
  }

  void admitted(long now) {
    if (now - sliceStart > SLICE) {
      start = sliceStart;
      count = sliceCount;
      sliceStart = now;
      sliceCount = 0;
    }
    count++;
    sliceCount++;
  }

  /** When the count began. */
  long start() {
    return start;
  }

  int count() {
    return count;
  }
}
