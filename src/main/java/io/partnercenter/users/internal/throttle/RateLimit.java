package io.partnercenter.users.internal.throttle;

import java.util.concurrent.TimeUnit;

/**
 * What is known of one limit of the service: that of one scope, or that of the partner as a whole.
 * Not thread-safe, see {@link Limiter}, which also explains the algorithm. Times are nanoseconds of
 * the limiter, rates are requests per second.
 */
final class RateLimit {
  /** After a 429 requests go on at this share of the rate that the service bore. */
  private static final double DECREASE = 0.9;

  /** The same after a rate that was used for long: it can be wrong by little only. */
  private static final double SLIGHT_DECREASE = 0.96;

  /** So long is long, unless the pause is long, too. */
  private static final long LONG_USE = TimeUnit.SECONDS.toNanos(10);

  private static final int LONG_USE_IN_PAUSES = 3;

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
  private static final double NEAR_REFUSED = 1.01;

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
  private boolean closed;
  private long closedAt;
  private long opensAt;
  private long openedAt;
  private int closings;

  /** Whether the 429 that closed it says something of this limit. */
  private boolean exceeded;

  private boolean admittedSinceOpened;
  private int pausesInVain;

  /** Until something is admitted the ramp limits, too, even if the rate is known. */
  private boolean probing;

  RateLimit(long now) {
    reset(now);
  }

  /** Forgets what it learned. Requests in flight stay counted. */
  void reset(long now) {
    rate = 0;
    refusedRate = 0;
    closed = false;
    opensAt = now;
    openedAt = now;
    admittedSinceOpened = true;
    pausesInVain = 0;
    probing = false;
    ramp.restart(Ramp.START);
    estimate.restart(now);
  }

  /** The first request after a time without any: that time isn't measured. */
  void resume(long now) {
    if (!closed) {
      estimate.restart(now);
    }
  }

  boolean isClosed(long now) {
    if (closed && now >= opensAt) {
      open();
    }
    return closed;
  }

  /** When it opens, or did so last. */
  long opensAt() {
    return opensAt;
  }

  /** When the next request may be sent, unless something changes. Now or earlier: at once. */
  long nextAt(long now) {
    if (isClosed(now)) {
      return opensAt;
    }
    return rate > 0 && !probing ? nextSlot : ramp.nextAt(now);
  }

  /** How long it takes until so many calls that wait got their turn; 0 if it isn't known. */
  long remaining(long now, int waiting) {
    if (isClosed(now)) {
      return opensAt - now;
    }
    return rate > 0 ? (long) (waiting * SECOND / rate) : 0;
  }

  /** 0 while it isn't known. */
  double rate() {
    return rate;
  }

  /** How often it was closed. A 429 for a request sent before the latest closing is no news. */
  int closings() {
    return closings;
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
    if (rate > refusedRate * NEAR_REFUSED) {
      return GROWTH;
    }
    return rate < refusedRate * SLIGHT_DECREASE ? GROWTH_BELOW_REFUSED : GROWTH_NEAR_REFUSED;
  }

  void returned(Permit permit, boolean admitted, long now) {
    ramp.returned(permit, admitted, now);
    if (admitted) {
      estimate.admitted(now);
      admittedSinceOpened = true;
      probing = false;
    }
  }

  /** How long to send nothing after a 429 that doesn't say. */
  long defaultPause() {
    int doublings = admittedSinceOpened ? 0 : pausesInVain + 1;
    return FIRST_PAUSE << Math.min(doublings, MOST_DOUBLINGS);
  }

  /**
   * Sends nothing before that moment.
   *
   * @param news whether the refused request was sent after the latest closing
   */
  void close(long now, long until, boolean news) {
    if (isClosed(now)) {
      opensAt = Math.max(opensAt, until);
      return;
    }
    closed = true;
    closedAt = now;
    opensAt = until;
    closings++;
    exceeded = news;
    pausesInVain = admittedSinceOpened ? 0 : pausesInVain + 1;
  }

  /** It stays closed, but another limit was the one exceeded: nothing is learned. */
  void notExceeded() {
    exceeded = false;
    pausesInVain = 0;
  }

  private void open() {
    long usedFor = closedAt - openedAt;
    closed = false;
    openedAt = opensAt;
    nextSlot = opensAt;
    if (exceeded) {
      probing = !admittedSinceOpened;
      admittedSinceOpened = false;
      if (isMeasured()) {
        decrease(usedFor);
      }
      if (probing || rate == 0) {
        ramp.restart(Ramp.PROBE);
      }
    }
  }

  private void decrease(long usedFor) {
    long pause = opensAt - closedAt;
    boolean grewFast = rate > refusedRate * NEAR_REFUSED;
    double measured = measured(pause, grewFast);
    if (rate == 0) {
      rate = DECREASE * measured;
    } else {
      boolean longUsed = !grewFast && usedFor > LONG_USE_IN_PAUSES * pause;
      refusedRate = longUsed ? rate : Math.min(rate, measured);
      rate = refusedRate * (usedFor > LONG_USE ? SLIGHT_DECREASE : DECREASE);
    }
    estimate.restart(opensAt);
  }

  /**
   * The rate that the service bore. The count covers the pause: in a window of the service, that is
   * when it admits no more. If the pause is short and the rate grew until then, the latest second
   * says most; else the window may be long and all counts.
   */
  private double measured(long pause, boolean grewFast) {
    boolean latest = grewFast && pause <= 2 * RESOLUTION;
    RateEstimate.Count count =
        latest ? estimate.since(closedAt - RESOLUTION, PLENTY) : estimate.all();
    long counted = closedAt - count.since + Math.max(0, pause - RESOLUTION);
    return count.admitted * SECOND / Math.max(RESOLUTION, counted);
  }
}
