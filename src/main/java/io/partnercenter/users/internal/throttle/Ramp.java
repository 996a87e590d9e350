package io.partnercenter.users.internal.throttle;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * Limits how many requests are in flight while no rate is known. The limit starts low and grows
 * with each response that arrives while the limit is reached. So a burst of calls approaches the
 * unknown limit of the service step by step.
 *
 * <p>A request counts as in flight for one second at most. A service that doesn't respond slows the
 * other requests down but doesn't stop them.
 */
final class Ramp {
  /** The limit while nothing is known about the service. */
  static final double START = 4;

  /**
   * The limit after a 429 with too few admitted requests to measure: one request is sent to find
   * out.
   */
  static final double PROBE = 1;

  /**
   * How much the limit grows with a response. When the service begins to refuse, about this share
   * of the admitted requests is in flight, and most of those are refused, too.
   */
  private static final double GROWTH = 0.15;

  private static final long COUNTED_FOR = TimeUnit.SECONDS.toNanos(1);

  /**
   * In the order in which they were granted. Returned permits are removed once they are the oldest.
   */
  private final Deque<Permit> granted = new ArrayDeque<>();

  private double limit = START;
  private int inFlight;

  void restart(double newLimit) {
    limit = newLimit;
  }

  void granted(Permit permit) {
    granted.add(permit);
    inFlight++;
  }

  /** Must be called once for each granted permit, before it is marked as returned. */
  void returned(Permit permit, boolean admitted, long now) {
    removeOld(now);
    if (admitted && isFull()) {
      limit += GROWTH;
    }
    if (counts(permit, now)) {
      inFlight--;
    }
  }

  /**
   * When the next request may be sent if no response arrives before; a time in the past means at
   * once.
   */
  long nextAt(long now) {
    removeOld(now);
    Permit oldest = granted.peek();
    return oldest == null || !isFull() ? now : oldest.grantedAt + COUNTED_FOR;
  }

  private boolean isFull() {
    return inFlight >= (int) limit;
  }

  private void removeOld(long now) {
    for (Permit oldest = granted.peek(); oldest != null; oldest = granted.peek()) {
      boolean returned = oldest.state == Permit.State.RETURNED;
      if (!returned && counts(oldest, now)) {
        return;
      }
      if (!returned) {
        inFlight--;
      }
      granted.remove();
    }
  }

  private static boolean counts(Permit permit, long now) {
    return now - permit.grantedAt < COUNTED_FOR;
  }
}
