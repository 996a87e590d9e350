package io.partnercenter.users.internal.throttle;

import java.util.concurrent.TimeUnit;

/**
 * What is known about one limit of the service: that of one scope, or that of the partner as a
 * whole. {@link Limiter} explains the algorithm. Times are nanoseconds of the limiter, rates are
 * requests per second. Not thread-safe: the lock of the limiter guards it.
 */
final class RateLimit {
  /** After a 429 the rate is set to this share of the rate that the service sustained. */
  private static final double DECREASE = 0.9;

  /** The share after a proven rate, which can't be far off. */
  private static final double SLIGHT_DECREASE = 0.96;

  /** A rate that was used for longer than this is proven. */
  private static final long PROVEN_AFTER = TimeUnit.SECONDS.toNanos(10);

  /**
   * A rate that was used for longer than this multiple of the pause is a better measure than the
   * count.
   */
  private static final int LONG_USE = 3;

  /** Added to the rate with each request: the rate grows by 20 % a second. */
  private static final double GROWTH = 0.2;

  /** The growth well below the rate that was refused last: 1 % a second. */
  private static final double GROWTH_BELOW_REFUSED = 0.01;

  /**
   * The growth close to the rate that was refused last: 0.07 % a second. One step too far costs all
   * requests of at least a second.
   */
  private static final double GROWTH_NEAR_REFUSED = 0.0007;

  /** From this share of the rate refused last on, a rate is close to it. */
  private static final double NEAR_REFUSED = 0.96;

  /**
   * If the rate exceeds the rate refused last by this factor, the service must have a new limit.
   */
  private static final double BEYOND_REFUSED = 1.01;

  /** A rate is measured from at least this many admitted requests. */
  private static final int ENOUGH = 3;

  /** This many admitted requests give a good measure. */
  private static final int PLENTY = 20;

  /** Retry-After counts in whole seconds, and a window of the service lasts at least a second. */
  private static final long RESOLUTION = TimeUnit.SECONDS.toNanos(1);

  /** Timers are late. A request that is sent up to this much late doesn't delay the next one. */
  private static final long CREDIT = TimeUnit.MILLISECONDS.toNanos(50);

  /** The pause after a 429 that names no moment. It doubles as long as nothing is admitted. */
  private static final long FIRST_PAUSE = TimeUnit.SECONDS.toNanos(1);

  private static final int MOST_DOUBLINGS = 5;

  private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Ramp ramp = new Ramp();
  private final RateEstimate estimate = new RateEstimate();

  /** The known rate; 0 while it isn't known, and the ramp limits instead. */
  private double rate;

  /**
   * The rate that the latest decrease took for the refused one; 0 while no known rate was refused.
   */
  private double refusedRate;

  private long nextSlot;
  private boolean blocked;
  private long blockedAt;
  private long resumesAt;
  private long resumedAt;
  private int blocks;

  /** Whether the service named the moment. If so, the pause shows how long its window can be. */
  private boolean momentNamed;

  /**
   * Whether the 429 that blocked this limit shows that it was exceeded: the request was sent after
   * the latest block, and no other limit was the cause.
   */
  private boolean exceeded;

  private boolean admittedSinceResumed;
  private int pausesWithoutSuccess;

  /** Whether the ramp limits instead of the known rate, until a request is admitted again. */
  private boolean probing;

  RateLimit(long now) {
    reset(now);
  }

  /** Forgets what was learned. Requests in flight are still counted. */
  void reset(long now) {
    rate = 0;
    refusedRate = 0;
    blocked = false;
    resumesAt = now;
    resumedAt = now;
    admittedSinceResumed = true;
    pausesWithoutSuccess = 0;
    probing = false;
    ramp.restart(Ramp.START);
    estimate.restart(now);
  }

  /**
   * Called for the first request after a break. The break isn't counted when the rate is measured.
   */
  void afterBreak(long now) {
    if (!isBlocked(now)) { // a pause that is over sets its rate first
      estimate.restart(now);
    }
  }

  /** Whether requests must wait. If the pause is over, this ends it and sets the next rate. */
  boolean isBlocked(long now) {
    if (blocked && now >= resumesAt) {
      resume();
    }
    return blocked;
  }

  /** When the pause ends, or when the latest one ended. */
  long resumesAt() {
    return resumesAt;
  }

  /**
   * When the next request may be sent, unless something changes; a time in the past means at once.
   */
  long nextAt(long now) {
    if (isBlocked(now)) {
      return resumesAt;
    }
    return rate > 0 && !probing ? nextSlot : ramp.nextAt(now);
  }

  /** How long it takes until this many waiting calls have been served; 0 if that isn't known. */
  long remaining(long now, int waiting) {
    if (isBlocked(now)) {
      return resumesAt - now;
    }
    return rate > 0 ? (long) (waiting * SECOND / rate) : 0;
  }

  /** The known rate; 0 while it isn't known. */
  double rate() {
    return rate;
  }

  /**
   * How often the limit was blocked. A 429 for a request that was sent before the latest block
   * tells nothing new.
   */
  int blocks() {
    return blocks;
  }

  /** Whether enough requests were admitted to measure the rate. */
  boolean isMeasured() {
    return estimate.all().admitted >= ENOUGH;
  }

  void granted(Permit permit, long now) {
    ramp.granted(permit);
    if (rate > 0) {
      long interval = (long) (SECOND / rate);
      boolean used = now - nextSlot < interval; // an unused rate isn't tested
      if (used) {
        rate += growth();
      }
      nextSlot = Math.max(nextSlot, now - CREDIT) + interval;
    }
  }

  private double growth() {
    if (isBeyondRefused()) {
      return GROWTH;
    }
    return rate < refusedRate * NEAR_REFUSED ? GROWTH_BELOW_REFUSED : GROWTH_NEAR_REFUSED;
  }

  private boolean isBeyondRefused() {
    return rate > refusedRate * BEYOND_REFUSED;
  }

  void returned(Permit permit, boolean admitted, long now) {
    ramp.returned(permit, admitted, now);
    if (admitted) {
      estimate.admitted(now);
      admittedSinceResumed = true;
      probing = false;
    }
  }

  /** How long to send nothing after a 429 that names no moment. */
  long defaultPause() {
    return FIRST_PAUSE << Math.min(nextPausesWithoutSuccess(), MOST_DOUBLINGS);
  }

  /**
   * Blocks requests until a moment.
   *
   * @param named whether the service named the moment
   * @param sentSinceLastBlock whether the refused request was sent after the latest block
   */
  void block(long now, long until, boolean named, boolean sentSinceLastBlock) {
    if (isBlocked(now)) {
      resumesAt = Math.max(resumesAt, until);
      return;
    }
    blocked = true;
    blockedAt = now;
    resumesAt = until;
    momentNamed = named;
    blocks++;
    exceeded = sentSinceLastBlock;
    pausesWithoutSuccess = nextPausesWithoutSuccess();
  }

  /**
   * Notes that another limit was exceeded. This one stays blocked, but learns nothing from the 429.
   */
  void notExceeded() {
    exceeded = false;
    pausesWithoutSuccess = 0;
  }

  private int nextPausesWithoutSuccess() {
    return admittedSinceResumed ? 0 : pausesWithoutSuccess + 1;
  }

  private void resume() {
    long usedFor = blockedAt - resumedAt;
    blocked = false;
    resumedAt = resumesAt;
    nextSlot = resumesAt;
    if (exceeded) {
      probing = !admittedSinceResumed;
      admittedSinceResumed = false;
      if (isMeasured()) {
        decrease(usedFor);
      }
      if (probing || rate == 0) {
        ramp.restart(Ramp.PROBE);
      }
    }
  }

  private void decrease(long usedFor) {
    long pause = resumesAt - blockedAt;
    boolean grewFast = isBeyondRefused();
    double measured = measured(pause, grewFast);
    if (rate == 0) {
      rate = DECREASE * measured;
    } else {
      boolean usedForLong = !grewFast && usedFor > LONG_USE * pause;
      refusedRate = usedForLong ? rate : Math.min(rate, measured);
      rate = refusedRate * (usedFor > PROVEN_AFTER ? SLIGHT_DECREASE : DECREASE);
    }
    estimate.restart(resumesAt);
  }

  /**
   * Returns the rate that the service sustained. The count includes the pause, because a window of
   * the service ends with the time in which it admits nothing. If the rate grew fast and the
   * service named a short pause, the latest second is the best measure. Otherwise the window may be
   * long, and everything counts.
   */
  private double measured(long pause, boolean grewFast) {
    boolean latest = grewFast && momentNamed && pause <= 2 * RESOLUTION;
    RateEstimate.Count count =
        latest ? estimate.since(blockedAt - RESOLUTION, PLENTY) : estimate.all();
    long counted = blockedAt - count.since + Math.max(0, pause - RESOLUTION);
    return count.admitted * SECOND / Math.max(RESOLUTION, counted);
  }
}
