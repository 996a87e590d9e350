package io.partnercenter.users.internal.throttle;

import java.util.concurrent.TimeUnit;

/**
 * What is known of one limit of the service: that of one scope, or that of the partner as a whole.
 * Not thread-safe, see {@link Limiter}, which also explains the algorithm. Times are nanoseconds of
 * the limiter, rates are requests per second.
 */
final class RateLimit {
  /** After a 429 requests go on at this share of the rate that the service sustained. */
  private static final double DECREASE = 0.9;

  /** The same after a proven rate: it can be wrong by little only. */
  private static final double SLIGHT_DECREASE = 0.96;

  /** A rate that was used for longer is proven. */
  private static final long PROVEN_AFTER = TimeUnit.SECONDS.toNanos(10);

  /** A rate that was used for so many times the pause is a better measure than the count. */
  private static final int LONG_USE = 3;

  /** Added to the rate with each request: it grows by 20 % a second. */
  private static final double GROWTH = 0.2;

  /** The same below the rate refused last: it grows by 1 % a second. */
  private static final double GROWTH_BELOW_REFUSED = 0.01;

  /**
   * The same while the rate is close to the one refused last: it grows by 0.07 % a second. Each
   * step too far costs the requests of a second at least.
   */
  private static final double GROWTH_NEAR_REFUSED = 0.0007;

  /** Beyond this multiple of the rate refused last, the service has a new limit. */
  private static final double BEYOND_REFUSED = 1.01;

  /** A rate is measured with at least so many admitted requests. */
  private static final int ENOUGH = 3;

  /** With so many it is measured well. */
  private static final int PLENTY = 20;

  /** Retry-After is in whole seconds, and a window of the service lasts a second at least. */
  private static final long RESOLUTION = TimeUnit.SECONDS.toNanos(1);

  /** So much time may be made up for after a slot was used late, for timers are late. */
  private static final long CREDIT = TimeUnit.MILLISECONDS.toNanos(50);

  /** The pause after a 429 that names no moment. It doubles as long as nothing is admitted. */
  private static final long FIRST_PAUSE = TimeUnit.SECONDS.toNanos(1);

  private static final int MOST_DOUBLINGS = 5;

  private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Ramp ramp = new Ramp();
  private final RateEstimate estimate = new RateEstimate();

  /** 0 while it isn't known: then the ramp limits. */
  private double rate;

  /** The rate at the latest 429; 0 if it wasn't known then. */
  private double refusedRate;

  private long nextSlot;
  private boolean blocked;
  private long blockedAt;
  private long resumesAt;
  private long resumedAt;
  private int blocks;

  /** Whether the service named the moment: then the pause says how long its window may be. */
  private boolean momentNamed;

  /** Whether the 429 that blocked it says something of this limit. */
  private boolean exceeded;

  private boolean admittedSinceResumed;
  private int pausesWithoutSuccess;

  /** Until something is admitted the ramp limits, too, even if the rate is known. */
  private boolean probing;

  RateLimit(long now) {
    reset(now);
  }

  /** Forgets what it learned. Requests in flight stay counted. */
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

  /** The first request after a time without any: that time isn't measured. */
  void afterBreak(long now) {
    if (!blocked) {
      estimate.restart(now);
    }
  }

  /** Whether requests must wait. If the pause is over, it ends here: then the next rate is set. */
  boolean isBlocked(long now) {
    if (blocked && now >= resumesAt) {
      resume();
    }
    return blocked;
  }

  /** When requests go on, or did so last. */
  long resumesAt() {
    return resumesAt;
  }

  /** When the next request may be sent, unless something changes. Now or earlier: at once. */
  long nextAt(long now) {
    if (isBlocked(now)) {
      return resumesAt;
    }
    return rate > 0 && !probing ? nextSlot : ramp.nextAt(now);
  }

  /** How long it takes until so many calls that wait got their turn; 0 if it isn't known. */
  long remaining(long now, int waiting) {
    if (isBlocked(now)) {
      return resumesAt - now;
    }
    return rate > 0 ? (long) (waiting * SECOND / rate) : 0;
  }

  /** 0 while it isn't known. */
  double rate() {
    return rate;
  }

  /**
   * How often it was blocked. A 429 for a request sent before the latest time tells nothing new.
   */
  int blocks() {
    return blocks;
  }

  /** Whether enough was admitted to measure its rate. */
  boolean isMeasured() {
    return estimate.all().admitted >= ENOUGH;
  }

  void granted(Permit permit, long now) {
    ramp.granted(permit);
    if (rate > 0) {
      long interval = (long) (SECOND / rate);
      boolean used = now - nextSlot < interval; // a rate that isn't used isn't put to the test
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
    return rate < refusedRate * SLIGHT_DECREASE ? GROWTH_BELOW_REFUSED : GROWTH_NEAR_REFUSED;
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

  /** How long to send nothing after a 429 that doesn't say. */
  long defaultPause() {
    int doublings = admittedSinceResumed ? 0 : pausesWithoutSuccess + 1;
    return FIRST_PAUSE << Math.min(doublings, MOST_DOUBLINGS);
  }

  /**
   * Sends nothing before that moment.
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
    pausesWithoutSuccess = admittedSinceResumed ? 0 : pausesWithoutSuccess + 1;
  }

  /** It stays blocked, but another limit was the one exceeded: nothing is learned. */
  void notExceeded() {
    exceeded = false;
    pausesWithoutSuccess = 0;
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
   * The rate that the service sustained. The count covers the pause: in a window of the service,
   * that is when it admits no more. If the service named a short pause and the rate grew until
   * then, the latest second says most; else the window may be long and all counts.
   */
  private double measured(long pause, boolean grewFast) {
    boolean latest = grewFast && momentNamed && pause <= 2 * RESOLUTION;
    RateEstimate.Count count =
        latest ? estimate.since(blockedAt - RESOLUTION, PLENTY) : estimate.all();
    long counted = blockedAt - count.since + Math.max(0, pause - RESOLUTION);
    return count.admitted * SECOND / Math.max(RESOLUTION, counted);
  }
}
