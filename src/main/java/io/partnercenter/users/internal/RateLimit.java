package io.partnercenter.users.internal;

import java.util.concurrent.TimeUnit;

/**
 * One limit of the service, as far as it is known: that of a scope, or that of the partner as a
 * whole. Guarded by the {@link Limiter}, whose comment explains the algorithm.
 */
final class RateLimit {
  /** The share of the measured rate to go on with after a 429. */
  private static final double DECREASE = 0.93;

  /** How much the rate grows with each request, per second: by 20 % a second. */
  private static final double GROWTH = 0.2;

  /** The same close to the rate that was refused last: by 0.5 % a second. */
  private static final double GROWTH_NEAR_LIMIT = 0.01;

  /** Above this share of the rate that was refused last, that rate says nothing any more. */
  private static final double NEAR_LIMIT = 1.05;

  /** A rate is measured by no fewer requests. */
  private static final int ENOUGH = 3;

  /** After so many pauses' time without a 429 the rate is known better than it can be measured. */
  private static final int STEADY = 3;

  /** Retry-After has this resolution, and no limit is known to count in shorter windows. */
  private static final long RESOLUTION_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** By so much the requests may be late: timers are, and a thread may not get the processor. */
  private static final long CREDIT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** The pause after a 429 that names no moment; doubles with each pause in vain. */
  private static final long FIRST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final Ramp ramp = new Ramp();
  private final RateEstimate admitted;

  /** Requests per second; 0 as long as it isn't known. */
  private double rate;

  /** The rate at the latest 429; 0 if none was known then. */
  private double refusedRate;

  private long nextSlot;
  private boolean closed;
  private boolean blamed;
  private boolean probing;
  private boolean admittedSinceOpening = true;
  private int pausesInVain;
  private long openedAt;
  private long closedAt;
  private long opensAt;
  private int closings;

  RateLimit(long now) {
    admitted = new RateEstimate(now);
    nextSlot = now;
    opensAt = now;
  }

  /** Forgets all 429s. */
  void reset(long now) {
    closed = false;
    opensAt = now;
    probing = false;
    admittedSinceOpening = true;
    pausesInVain = 0;
    rate = 0;
    refusedRate = 0;
    ramp.restart(Ramp.START);
    admitted.restart(now);
  }

  /** Requests come again after a time without any. */
  void resumes(long now) {
    if (!closed) {
      admitted.restart(now);
    }
  }

  /** When the next request may go; not after now if it may go now. */
  long nextAt(long now) {
    if (isClosed(now)) {
      return opensAt;
    }
    return rate > 0 && !probing ? nextSlot : ramp.nextAt(now);
  }

  boolean isClosed(long now) {
    if (closed && now >= opensAt) {
      open();
    }
    return closed;
  }

  long opensAt() {
    return opensAt;
  }

  double rate() {
    return rate;
  }

  /** Whether it had too few requests to be measured. */
  boolean isUnmeasured() {
    return admitted.count() < ENOUGH;
  }

  /** How often it was closed. What was sent before the latest one says nothing new. */
  int closings() {
    return closings;
  }

  void granted(Permit permit, long now) {
    ramp.granted(permit);
    if (rate > 0) {
      long interval = (long) (TimeUnit.SECONDS.toNanos(1) / rate);
      if (now - nextSlot < interval) { // only a rate that is used is tested
        boolean near = rate < refusedRate * NEAR_LIMIT;
        rate += near ? GROWTH_NEAR_LIMIT : GROWTH;
      }
      nextSlot = Math.max(nextSlot, now - CREDIT_NANOS) + interval;
    }
  }

  void returned(Permit permit, boolean wasAdmitted, long now) {
    ramp.returned(permit, wasAdmitted, now);
    if (wasAdmitted) {
      admitted.admitted(now);
      admittedSinceOpening = true;
      probing = false;
    }
  }

  /** How long to wait after a 429 that names no moment. */
  long defaultPause() {
    long pause = FIRST_PAUSE_NANOS << Math.min(pausesInVain + (admittedSinceOpening ? 0 : 1), 5);
    return Math.min(pause, LONGEST_PAUSE_NANOS);
  }

  /** Nothing is sent before that moment. */
  void close(long now, long until, boolean news) {
    if (!isClosed(now)) {
      closed = true;
      pausesInVain = admittedSinceOpening ? 0 : pausesInVain + 1;
      blamed = news;
      closedAt = now;
      closings++;
      opensAt = until;
    } else {
      opensAt = Math.max(opensAt, until);
    }
  }

  /** It stays closed, but this limit isn't the one that was reached. */
  void acquit() {
    blamed = false;
    pausesInVain = 0;
  }

  private void open() {
    closed = false;
    nextSlot = opensAt;
    long previouslyOpenedAt = openedAt;
    openedAt = opensAt;
    if (!blamed) {
      return;
    }
    probing = !admittedSinceOpening;
    admittedSinceOpening = false;
    if (probing) {
      ramp.restart(Ramp.PROBE);
    }
    if (admitted.count() < ENOUGH) {
      ramp.restart(Ramp.PROBE);
      return;
    }
    long period = opensAt - admitted.start() - RESOLUTION_NANOS;
    double measured =
        (double) TimeUnit.SECONDS.toNanos(1)
            * admitted.count()
            / Math.max(RESOLUTION_NANOS, Math.max(period, closedAt - admitted.start()));
    boolean steady = closedAt - previouslyOpenedAt > STEADY * (opensAt - closedAt);
    double limit = rate > 0 && (steady || rate < measured) ? rate : measured;
    refusedRate = rate > 0 ? limit : 0;
    rate = DECREASE * limit;
    admitted.restart(opensAt);
  }
}
