package io.partnercenter.users.internal.throttle;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Counts the requests that the service admitted, for each of the latest 60 seconds. Times are
 * nanoseconds of the {@link Limiter}.
 */
final class RateEstimate {
  private static final long SLICE = TimeUnit.SECONDS.toNanos(1);
  private static final int SLICES = 60;

  /** The counts of the latest slices; the index is the number of the slice modulo 60. */
  private final int[] counts = new int[SLICES];

  private long start;

  /** The number of the current slice; the first slice is 0. */
  private long latest;

  /** Starts to count from zero. */
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

  /** Everything counted since the start, a minute at most. */
  Count all() {
    return since(start, 0);
  }

  /**
   * The requests admitted since a moment. If they are fewer than {@code enough}, earlier seconds
   * are included.
   */
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

  /** How many requests were admitted since a moment. */
  static final class Count {
    final long since;
    final int admitted;

    Count(long since, int admitted) {
      this.since = since;
      this.admitted = admitted;
    }
  }
}
