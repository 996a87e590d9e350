package io.partnercenter.users.internal.throttle;

import io.partnercenter.users.ThrottleStatus;
import io.partnercenter.users.internal.time.Durations;
import io.partnercenter.users.internal.time.Timer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Decides when requests are sent, so that the service refuses few of them with 429. It learns the
 * limits of the service from its responses: one {@link RateLimit} for each throttle scope
 * (customer) and one for the partner as a whole. A request needs a permit from both.
 *
 * <p>A limit goes through these phases:
 *
 * <ol>
 *   <li><b>Ramp.</b> Nothing is known yet. Only the number of requests in flight is limited. It
 *       starts at 4 and grows with each response.
 *   <li><b>Blocked.</b> A 429 came. Nothing is sent before the moment that it named. If it named
 *       none, the pause is one second. It doubles, up to 32 seconds, as long as nothing is
 *       admitted.
 *   <li><b>Paced.</b> Requests are sent evenly, at a rate. The first rate is a little less than
 *       what was measured: the number of admitted requests, divided by the time from the first of
 *       them to the named moment, less a second by which that moment may be rounded up. The service
 *       counts in windows, and this time covers a whole window.
 *   <li>While the rate is used, it grows: very slowly close to the rate that was refused last,
 *       slowly below it, and fast above it. After the next 429 it is set a little below the refused
 *       rate, or below the measured rate if that is lower. If the rate grew fast, only the latest
 *       second is measured, because before it the rate was below the limit of the service.
 * </ol>
 *
 * <p>If fewer than three requests were admitted, nothing is measured: a known rate stays as it is.
 * If none was admitted, or if no rate is known, one request is sent first. A limit that isn't used
 * for a minute is forgotten.
 *
 * <p>A 429 doesn't say whose limit was exceeded. It blocks its scope, and {@link PartnerEvidence}
 * finds out whether it was the partner's limit. Scopes take turns, so that many waiting calls of
 * one scope don't delay the others. Within a scope, calls are served in the order of their arrival.
 *
 * <p>Thread-safe. All state is guarded by one lock. While it is held, no future is completed and no
 * timer is set: these effects are collected and run after the lock is released.
 */
public final class Limiter {
  /** A scope that isn't used for this long is forgotten. */
  private static final long FORGOTTEN_AFTER = TimeUnit.MINUTES.toNanos(1);

  /** A longer time without requests isn't counted when a rate is measured. */
  private static final long BREAK = TimeUnit.SECONDS.toNanos(1);

  /**
   * The shortest pause that the alarm is set to: timers aren't more exact. A request that is sent
   * late doesn't delay the next one, see {@link RateLimit}.
   */
  private static final long SHORTEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

  private static final long NEVER = Long.MAX_VALUE;

  private final Timer timer;

  /** All times are counted from here, so that they can be compared, and a deadline can be NEVER. */
  private final long origin;

  private final Object lock = new Object();

  // All fields below are guarded by the lock.

  /** By name; the least recently used scope comes first. */
  private final Map<String, Scope> scopes = new LinkedHashMap<>(16, 0.75f, true);

  private final Deque<Scope> ready = new ArrayDeque<>();
  private final NavigableSet<Scope> asleep = new TreeSet<>(Scope.BY_WAKING);
  private final RateLimit partner = new RateLimit(0);
  private final PartnerEvidence evidence = new PartnerEvidence();
  private int waiting;
  private int inFlight;
  private long refused;
  private long lastUsedAt;
  private long places;
  private long scopeNumbers;
  private long sends;
  private @Nullable Alarm alarm;

  /** Makes a limiter that knows no limits yet. */
  public Limiter(Timer timer) {
    this.timer = timer;
    this.origin = timer.nanoTime();
  }

  /**
   * Asks for the permit to send one request. Never blocks.
   *
   * @param scope the name of what the service may count separately
   * @param maxWait how long the call may wait for the end of the pause after a 429
   * @param deadlineNanos when the call ends, as {@link Timer#nanoTime()}
   */
  public Permit acquire(String scope, Duration maxWait, long deadlineNanos) {
    List<Runnable> effects = new ArrayList<>(2);
    Permit permit;
    synchronized (lock) {
      long now = now();
      long left = deadlineNanos - origin - now;
      long deadline = left < NEVER - now ? now + left : NEVER;
      permit = new Permit(this, use(scope, now), places++, maxWait, deadline);
      enqueue(permit, now, effects);
    }
    run(effects);
    return permit;
  }

  /** The status of one scope. */
  public ThrottleStatus status(String scope) {
    synchronized (lock) {
      Scope known = scopes.get(scope);
      return known == null
          ? ThrottleStatus.of(OptionalDouble.empty(), Duration.ZERO, 0, 0)
          : status(known.limit, known.lastUsedAt, known.waiting.size(), known.refused);
    }
  }

  /** The status of the partner as a whole. It counts the waiting calls of all scopes. */
  public ThrottleStatus status() {
    synchronized (lock) {
      return status(partner, lastUsedAt, waiting, refused);
    }
  }

  /** Forgets everything that was learned, as if there had been no 429. For tests. */
  public void forget() {
    List<Runnable> effects = new ArrayList<>();
    synchronized (lock) {
      long now = now();
      evidence.reset();
      partner.reset(now);
      for (Scope scope : scopes.values()) {
        scope.limit.reset(now);
        wake(scope);
      }
      dispatch(now, effects);
    }
    run(effects);
  }

  boolean confirm(Permit permit) {
    List<Runnable> effects = new ArrayList<>(2);
    boolean confirmed = false;
    synchronized (lock) {
      long now = now();
      if (permit.state == Permit.State.GRANTED) {
        if (permit.scope.limit.isBlocked(now) || partner.isBlocked(now)) {
          takeBack(permit, false, now);
          dispatch(now, effects);
        } else {
          permit.scopeBlocks = permit.scope.limit.blocks();
          permit.partnerBlocks = partner.blocks();
          permit.sendOrder = ++sends;
          confirmed = true;
        }
      }
    }
    run(effects);
    return confirmed;
  }

  void admitted(Permit permit) {
    List<Runnable> effects = new ArrayList<>(2);
    synchronized (lock) {
      long now = now();
      if (permit.state == Permit.State.GRANTED) {
        evidence.admitted(permit);
      }
      takeBack(permit, true, now);
      dispatch(now, effects);
    }
    run(effects);
  }

  void throttled(Permit permit, @Nullable Duration retryAfter) {
    List<Runnable> effects = new ArrayList<>(2);
    synchronized (lock) {
      long now = now();
      boolean granted = permit.state == Permit.State.GRANTED;
      // calls of scopes that are ready wait for the partner's rate alone
      boolean heldBackByPartner =
          partner.rate() > 0 && ready.stream().anyMatch(scope -> !scope.waiting.isEmpty());
      takeBack(permit, false, now);
      if (granted) {
        refused++;
        permit.scope.refused++;
        block(permit, heldBackByPartner, now, retryAfter);
        failCallsThatCannotWait(permit.scope, now, effects);
      }
      dispatch(now, effects);
    }
    run(effects);
  }

  void release(Permit permit) {
    List<Runnable> effects = new ArrayList<>(2);
    synchronized (lock) {
      long now = now();
      takeBack(permit, false, now);
      dispatch(now, effects);
    }
    run(effects);
  }

  Permit acquireAgain(Permit previous) {
    List<Runnable> effects = new ArrayList<>(2);
    Permit permit;
    synchronized (lock) {
      long now = now();
      Scope scope = use(previous.scope.name, now); // it may have been forgotten in the meantime
      permit = new Permit(this, scope, previous.place, previous.maxWait, previous.deadline);
      enqueue(permit, now, effects);
    }
    run(effects);
    return permit;
  }

  Duration remaining(Permit permit) {
    synchronized (lock) {
      long now = now();
      Scope scope = permit.scope;
      return Duration.ofNanos(
          Math.max(
              scope.limit.remaining(now, scope.waiting.size()), partner.remaining(now, waiting)));
    }
  }

  /** How many scopes are held in memory. */
  public int scopes() {
    synchronized (lock) {
      return scopes.size();
    }
  }

  private long now() {
    return timer.nanoTime() - origin;
  }

  private ThrottleStatus status(RateLimit limit, long usedAt, int waitingForIt, long refusedByIt) {
    long now = now();
    long remaining = limit.isBlocked(now) ? limit.resumesAt() - now : 0;
    boolean known = limit.rate() > 0 && (waitingForIt > 0 || !isForgotten(limit, usedAt, now));
    OptionalDouble rate = known ? OptionalDouble.of(limit.rate()) : OptionalDouble.empty();
    return ThrottleStatus.of(rate, Duration.ofNanos(remaining), waitingForIt, refusedByIt);
  }

  private Scope use(String name, long now) {
    if (waiting == 0 && inFlight == 0) {
      if (isForgotten(partner, lastUsedAt, now)) {
        partner.reset(now);
      } else if (now - lastUsedAt > BREAK) {
        partner.afterBreak(now);
      }
    }
    forgetUnused(now);
    Scope scope = scopes.get(name);
    if (scope == null || isForgotten(scope, now)) { // it may not have been removed yet
      scope = new Scope(name, scopeNumbers++, now);
      scopes.put(name, scope);
    } else if (scope.isUnused() && now - scope.lastUsedAt > BREAK) {
      scope.limit.afterBreak(now);
    }
    usedAt(scope, now);
    return scope;
  }

  private void usedAt(Scope scope, long now) {
    lastUsedAt = now;
    scope.lastUsedAt = now;
    scopes.get(scope.name); // moves it to the end
  }

  /**
   * Looks at the two oldest scopes with each call, so that unused scopes are removed faster than
   * new ones are added.
   */
  private void forgetUnused(long now) {
    for (int i = 0; i < 2 && !scopes.isEmpty(); i++) {
      Map.Entry<String, Scope> oldest = scopes.entrySet().iterator().next();
      Scope scope = oldest.getValue();
      if (now - scope.lastUsedAt <= FORGOTTEN_AFTER) {
        return;
      }
      if (isForgotten(scope, now)) {
        scopes.remove(oldest.getKey());
      } else {
        scopes.get(oldest.getKey()); // moves it to the end
      }
    }
  }

  private static boolean isForgotten(Scope scope, long now) {
    return scope.isUnused() && isForgotten(scope.limit, scope.lastUsedAt, now);
  }

  private static boolean isForgotten(RateLimit limit, long lastUsedAt, long now) {
    return now - Math.max(lastUsedAt, limit.resumesAt()) > FORGOTTEN_AFTER;
  }

  private void enqueue(Permit permit, long now, List<Runnable> effects) {
    Scope scope = permit.scope;
    long resumesAt = resumesAt(scope, now);
    if (cannotWait(permit, resumesAt, now)) {
      fail(permit, resumesAt - now, effects);
      return;
    }
    scope.waiting.add(permit);
    waiting++;
    if (scope.state == Scope.State.IDLE) {
      scope.state = Scope.State.READY;
      ready.add(scope);
    }
    dispatch(now, effects);
  }

  /** Returns when the scope and the partner are no longer blocked. */
  private long resumesAt(Scope scope, long now) {
    long ofScope = scope.limit.isBlocked(now) ? scope.limit.resumesAt() : now;
    long ofPartner = partner.isBlocked(now) ? partner.resumesAt() : now;
    return Math.max(ofScope, ofPartner);
  }

  private static boolean cannotWait(Permit permit, long resumesAt, long now) {
    return resumesAt > now
        && (resumesAt >= permit.deadline || resumesAt - now > Durations.nanos(permit.maxWait));
  }

  private void failCallsThatCannotWait(Scope refused, long now, List<Runnable> effects) {
    Collection<Scope> affected = partner.isBlocked(now) ? scopes.values() : Set.of(refused);
    for (Scope scope : affected) {
      long resumesAt = resumesAt(scope, now);
      for (Iterator<Permit> all = scope.waiting.iterator(); all.hasNext(); ) {
        Permit permit = all.next();
        if (cannotWait(permit, resumesAt, now)) {
          all.remove();
          waiting--;
          fail(permit, resumesAt - now, effects);
        }
      }
    }
  }

  private static void fail(Permit permit, long remaining, List<Runnable> effects) {
    permit.state = Permit.State.RETURNED;
    PermitDeniedException failure = new PermitDeniedException(Duration.ofNanos(remaining));
    effects.add(() -> permit.granted().completeExceptionally(failure));
  }

  /** Takes a permit back. Does nothing if it was returned before. */
  private void takeBack(Permit permit, boolean admitted, long now) {
    Scope scope = permit.scope;
    if (permit.state == Permit.State.WAITING) {
      scope.waiting.remove(permit);
      waiting--;
    } else if (permit.state == Permit.State.GRANTED) {
      scope.limit.returned(permit, admitted, now);
      partner.returned(permit, admitted, now);
      scope.inFlight--;
      inFlight--;
      usedAt(scope, now);
      wake(scope);
    }
    permit.state = Permit.State.RETURNED;
  }

  private void block(
      Permit permit, boolean heldBackByPartner, long now, @Nullable Duration namedPause) {
    RateLimit own = permit.scope.limit;
    boolean named = namedPause != null;
    long until = now + (namedPause == null ? own.defaultPause() : Durations.nanos(namedPause));
    own.block(now, until, named, permit.scopeBlocks == own.blocks());
    if (permit.partnerBlocks != partner.blocks()) {
      own.notExceeded(); // the request was sent before the partner was blocked
      return;
    }
    if (heldBackByPartner) {
      own.notExceeded(); // the partner's rate kept the scope below its own limit
    } else if (own.isMeasured()) {
      return; // the scope sent enough to have exceeded its own limit
    }
    Scope other = evidence.refused(permit, now, until);
    if (other != null) {
      partner.block(now, Math.max(until, other.limit.resumesAt()), named, true);
      own.notExceeded();
      other.limit.notExceeded();
    }
  }

  /** Grants all permits that are due, and sets the alarm for the next one. */
  private void dispatch(long now, List<Runnable> effects) {
    while (!asleep.isEmpty() && asleep.first().wakesAt <= now) {
      wake(asleep.first());
    }
    while (!ready.isEmpty() && partner.nextAt(now) <= now) {
      Scope scope = ready.remove();
      long nextAt = scope.limit.nextAt(now);
      if (scope.waiting.isEmpty()) {
        scope.state = Scope.State.IDLE;
      } else if (nextAt > now) {
        scope.state = Scope.State.ASLEEP;
        scope.wakesAt = nextAt;
        asleep.add(scope);
      } else {
        grantFirst(scope, now, effects);
        ready.add(scope);
      }
    }
    setAlarm(now, effects);
  }

  private void wake(Scope scope) {
    if (scope.state == Scope.State.ASLEEP) {
      asleep.remove(scope);
      scope.state = Scope.State.READY;
      ready.add(scope);
    }
  }

  private void grantFirst(Scope scope, long now, List<Runnable> effects) {
    Permit permit = scope.waiting.first();
    scope.waiting.remove(permit);
    waiting--;
    if (permit.deadline <= now) {
      fail(permit, 0, effects);
      return;
    }
    permit.state = Permit.State.GRANTED;
    permit.grantedAt = now;
    scope.limit.granted(permit, now);
    partner.granted(permit, now);
    scope.inFlight++;
    inFlight++;
    effects.add(() -> permit.granted().complete(null));
  }

  private void setAlarm(long now, List<Runnable> effects) {
    long next = NEVER;
    if (waiting > 0) {
      next = asleep.isEmpty() ? NEVER : asleep.first().wakesAt;
      next = ready.isEmpty() ? next : Math.min(next, partner.nextAt(now));
    }
    Alarm current = alarm;
    if (current != null && (next == NEVER || next < current.at)) {
      effects.add(current::stop);
      alarm = null;
    }
    if (next != NEVER && alarm == null) { // an alarm that is too early is set again when it rings
      Alarm set = new Alarm(Math.max(next, now + SHORTEST_PAUSE));
      alarm = set;
      effects.add(() -> set.start(timer, Duration.ofNanos(set.at - now), () -> rings(set)));
    }
  }

  private void rings(Alarm rung) {
    List<Runnable> effects = new ArrayList<>(2);
    synchronized (lock) {
      if (alarm == rung) {
        alarm = null;
        dispatch(now(), effects);
      }
    }
    run(effects);
  }

  private static void run(List<Runnable> effects) {
    effects.forEach(Runnable::run);
  }
}
