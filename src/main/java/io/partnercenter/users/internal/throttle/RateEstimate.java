package io.partnercenter.users.internal.throttle;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Counts the requests that the service admitted, second by second. It forgets what is older than a
 * minute. Times are nanoseconds of the {@link Limiter}.
 */
final class RateEstimate {
  private static final long SLICE = TimeUnit.SECONDS.toNanos(1);
  private static final int SLICES = 60;

  /** The latest slices, each at its number modulo their count. */
  private final int[] counts = new int[SLICES];

  private long start;

  /** The number of the slice counted in, 0 for the first. */
  private long latest;

  /** Starts to count anew. */
  void restart(long now) {
    Arrays.fill(counts, 0);
    start = now;
    latest = 0;
  }

  void admitted(long now) {
    long slice = (now - start) / SLICE;
    if (slice - latest >= SLICES) {
      Arrays.fill(counts, 0);
      latest = slice;
    }
    while (latest < slice) {
      latest++;
      counts[index(latest)] = 0;
    }
    counts[index(slice)]++;
  }

  /** All that is known. */
  Count all() {
    return since(start, 0);
  }

  /** What was admitted since that moment; longer ago, too, if it was fewer than enough. */
  Count since(long moment, int enough) {
    long oldest = Math.max(0, latest - SLICES + 1);
    long slice = latest;
    int admitted = counts[index(slice)];
    while (slice > oldest && (startOf(slice) > moment || admitted < enough)) {
      slice--;
      admitted += counts[index(slice)];
    }
    return new Count(startOf(slice), admitted);
  }

  private long startOf(long slice) {
    return start + slice * SLICE;
  }

  private static int index(long slice) {
    return (int) (slice % SLICES);
  }

  /** So many were admitted since that moment. */
  static final class Count {
    final long since;
    final int admitted;

    Count(long since, int admitted) {
      this.since = since;
      this.admitted = admitted;
    }
  }
}
