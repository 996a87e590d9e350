package io.partnercenter.users.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * How many requests may be on their way at once while no rate is known. Starts small and grows with
 * each response that comes while the ramp is full. Guarded by the {@link Limiter}.
 *
 * <p>A request counts for at most {@link #COUNTED_NANOS}. So a service that doesn't respond delays
 * the others, but never stops them.
 */
final class Ramp {
  /** Of the first requests: nothing is known of the service yet. */
  static final double START = 4;

  /** After a 429 that came before anything could be measured. */
  static final double PROBE = 1;

  /**
   * By how much the ramp grows for each response. When the limit of the service is reached, about
   * this share of what it let through is on its way, and is refused.
   */
  private static final double GROWTH = 0.2;

  static final long COUNTED_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Deque<Permit> onTheirWay = new ArrayDeque<>();
  private double limit = START;
  private int inFlight;

  void restart(double newLimit) {
    limit = newLimit;
  }

  void granted(Permit permit) {
    onTheirWay.add(permit);
    inFlight++;
  }

  /** Called once for each permit, before it is marked as returned. */
  void returned(Permit permit, boolean admitted, long now) {
    dropOld(now);
    if (admitted && isFull()) {
      limit += GROWTH;
    }
    if (counts(permit, now)) {
      inFlight--;
    }
  }

  /** When the next request may go; not after now if it may go now. */
  long nextAt(long now) {
    dropOld(now);
    Permit oldest = onTheirWay.peek();
    return oldest == null || !isFull() ? now : oldest.grantedAt() + COUNTED_NANOS;
  }

  private boolean isFull() {
    return inFlight >= (int) limit;
  }

  private void dropOld(long now) {
    Permit oldest = onTheirWay.peek();
    while (oldest != null && (oldest.isReturned() || !counts(oldest, now))) {
      if (!oldest.isReturned()) {
        inFlight--;
      }
      onTheirWay.poll();
      oldest = onTheirWay.peek();
    }
  }

  private static boolean counts(Permit permit, long now) {
    return now - permit.grantedAt() < COUNTED_NANOS;
  }
}
