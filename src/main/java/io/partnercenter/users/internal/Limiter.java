package io.partnercenter.users.internal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Decides when requests are sent. */
public final class Limiter {
  /** After so long without a request a scope is forgotten. */
  private static final long FORGOTTEN_AFTER_NANOS = TimeUnit.MINUTES.toNanos(1);

  /** After so long without a request a new measurement begins. */
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Moments named for the same window differ by no more: they are whole seconds. */
  private static final long SAME_MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(1500);

  /** Timers needn't ring more often. */
  private static final long SHORTEST_ALARM_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private static final long NEVER = Long.MAX_VALUE;

  private final Timer timer;
  private final long origin;
  private final Object lock = new Object();

  // guarded by the lock
  private final Map<String, Scope> scopes = new LinkedHashMap<>(16, 0.75f, true);
  private final Deque<Scope> ready = new ArrayDeque<>();
  private final NavigableSet<Scope> asleep =
      new TreeSet<>(Comparator.comparingLong(Scope::wakesAt).thenComparingLong(Scope::number));
  private RateLimit partner;
  private int unreturned;
  private int waiting;
  private long lastUsedAt;
  private long arrivals;
  private long scopeNumbers;
  private long sent;
  private @Nullable Permit suspect;
  private @Nullable Alarm alarm;

  public Limiter(Timer timer) {
    this.timer = timer;
    this.origin = timer.nanoTime();
    this.partner = new RateLimit(0);
  }

  public Permit acquire(String scope, Duration maxWait, long deadlineNanos) {
    long now = now();
    long left = deadlineNanos - origin - now;
    long deadline = left > NEVER - now ? NEVER : now + left;
    List<Runnable> effects = new ArrayList<>(2);
    Permit permit;
    synchronized (lock) {
      permit = new Permit(this, scope(scope, now), arrivals++, maxWait, deadline);
      enqueue(permit, now, effects);
    }
    run(effects);
    return permit;
  }

  Permit acquireAgain(Permit previous) {
    long now = now();
    List<Runnable> effects = new ArrayList<>(2);
    Permit permit;
    synchronized (lock) {
      finish(previous, false, now);
      permit =
          new Permit(this, previous.scope, previous.arrival, previous.maxWait, previous.deadline);
      enqueue(permit, now, effects);
    }
    run(effects);
    return permit;
  }

  boolean confirm(Permit permit) {
    long now = now();
    List<Runnable> effects = new ArrayList<>(2);
    boolean confirmed = false;
    synchronized (lock) {
      if (permit.state == Permit.State.GRANTED) {
        if (permit.scope.limit.isClosed(now) || partner.isClosed(now)) {
          finish(permit, false, now);
          dispatch(now, effects);
        } else {
          permit.sentNumber = ++sent;
          confirmed = true;
          permit.scopeClosings = permit.scope.limit.closings();
          permit.partnerClosings = partner.closings();
        }
      }
    }
    run(effects);
    return confirmed;
  }

  void admitted(Permit permit) {
    long now = now();
    List<Runnable> effects = new ArrayList<>(2);
    synchronized (lock) {
      if (permit.state == Permit.State.GRANTED) {
        if (suspect != null && permit.sentNumber > suspect.sentNumber) {
          suspect = null;
        }
        finish(permit, true, now);
        dispatch(now, effects);
      }
    }
    run(effects);
  }

  void throttled(Permit permit, @Nullable Duration retryAfter) {
    long now = now();
    List<Runnable> effects = new ArrayList<>(2);
    synchronized (lock) {
      if (permit.state == Permit.State.GRANTED) {
        finish(permit, false, now);
        close(permit, now, now + pause(permit.scope, retryAfter));
        failWhoCannotWait(now, effects);
        dispatch(now, effects);
      }
    }
    run(effects);
  }

  private long pause(Scope scope, @Nullable Duration retryAfter) {
    if (retryAfter != null && !retryAfter.isZero() && !retryAfter.isNegative()) {
      return Math.min(Durations.nanos(retryAfter), NEVER / 2);
    }
    return scope.limit.defaultPause();
  }

  private void close(Permit permit, long now, long until) {
    RateLimit own = permit.scope.limit;
    permit.throttledUntil = until;
    boolean news = permit.scopeClosings == own.closings();
    own.close(now, until, news);
    if (permit.partnerClosings != partner.closings()) {
      own.acquit();
      return;
    }
    boolean partnerIsKnown = partner.rate() > 0 && !ready.isEmpty();
    if (!own.isUnmeasured() && !partnerIsKnown) {
      return;
    }
    Permit other = suspect;
    if (other != null
        && other.scope != permit.scope
        && now < other.throttledUntil
        && Math.abs(other.throttledUntil - until) < SAME_MOMENT_NANOS) {
      partner.close(now, Math.max(until, other.throttledUntil), true);
      own.acquit();
      other.scope.limit.acquit();
      suspect = null;
    } else {
      suspect = permit;
    }
  }

  void release(Permit permit) {
    long now = now();
    List<Runnable> effects = new ArrayList<>(2);
    synchronized (lock) {
      if (permit.state != Permit.State.RETURNED) {
        finish(permit, false, now);
        dispatch(now, effects);
      }
    }
    run(effects);
  }

  Duration remaining(Permit permit) {
    long now = now();
    synchronized (lock) {
      return Duration.ofNanos(
          Math.max(0, Math.max(partner.nextAt(now), permit.scope.limit.nextAt(now)) - now));
    }
  }

  public void forget() {
    long now = now();
    List<Runnable> effects = new ArrayList<>();
    synchronized (lock) {
      partner.reset(now);
      suspect = null;
      for (Scope scope : scopes.values()) {
        scope.limit.reset(now);
        wake(scope);
      }
      dispatch(now, effects);
    }
    run(effects);
  }

  int scopeCount() {
    synchronized (lock) {
      return scopes.size();
    }
  }

  String dump() {
    return String.format("partner %.2f", partner.rate()) + scopes.size();
  }

  private long now() {
    return timer.nanoTime() - origin;
  }

  private Scope scope(String name, long now) {
    if (unreturned == 0 && waiting == 0) {
      if (now - lastUsedAt > FORGOTTEN_AFTER_NANOS
          && now - partner.opensAt() > FORGOTTEN_AFTER_NANOS) {
        partner.reset(now);
      } else if (now - lastUsedAt > IDLE_NANOS) {
        partner.resumes(now);
      }
    }
    lastUsedAt = now;
    Scope scope = scopes.get(name);
    if (scope == null) {
      scope = new Scope(scopeNumbers++, now);
      scopes.put(name, scope);
    } else if (scope.isIdle() && now - scope.lastUsedAt > IDLE_NANOS) {
      scope.limit.resumes(now);
    }
    scope.lastUsedAt = now;
    forgetEldest(now);
    return scope;
  }

  private void forgetEldest(long now) {
    for (int i = 0; i < 2; i++) {
      Iterator<Map.Entry<String, Scope>> all = scopes.entrySet().iterator();
      Map.Entry<String, Scope> eldest = all.next();
      Scope scope = eldest.getValue();
      if (now - scope.lastUsedAt <= FORGOTTEN_AFTER_NANOS) {
        return;
      }
      if (scope.isIdle() && now - scope.limit.opensAt() > FORGOTTEN_AFTER_NANOS) {
        all.remove();
      } else {
        scopes.get(eldest.getKey()); // becomes the youngest
      }
    }
  }

  private void enqueue(Permit permit, long now, List<Runnable> effects) {
    long opensAt = opensAt(permit.scope, now);
    if (cannotWait(permit, opensAt, now)) {
      fail(permit, opensAt - now, effects);
      return;
    }
    permit.scope.waiting.add(permit);
    waiting++;
    if (permit.scope.state == Scope.State.IDLE) {
      permit.scope.state = Scope.State.READY;
      ready.add(permit.scope);
    }
    dispatch(now, effects);
  }

  private long opensAt(Scope scope, long now) {
    long opensAt = now;
    if (scope.limit.isClosed(now)) {
      opensAt = Math.max(opensAt, scope.limit.opensAt());
    }
    if (partner.isClosed(now)) {
      opensAt = Math.max(opensAt, partner.opensAt());
    }
    return opensAt;
  }

  private static boolean cannotWait(Permit permit, long opensAt, long now) {
    return opensAt > now
        && (opensAt > permit.deadline || opensAt - now > Durations.nanos(permit.maxWait));
  }

  private void failWhoCannotWait(long now, List<Runnable> effects) {
    for (Scope scope : scopes.values()) {
      long opensAt = opensAt(scope, now);
      for (Iterator<Permit> all = scope.waiting.iterator(); all.hasNext(); ) {
        Permit permit = all.next();
        if (cannotWait(permit, opensAt, now)) {
          all.remove();
          waiting--;
          fail(permit, opensAt - now, effects);
        }
      }
    }
  }

  private static void fail(Permit permit, long remaining, List<Runnable> effects) {
    permit.state = Permit.State.RETURNED;
    HeldBackException held = new HeldBackException(Duration.ofNanos(Math.max(0, remaining)));
    effects.add(() -> permit.granted().completeExceptionally(held));
  }

  private void finish(Permit permit, boolean admitted, long now) {
    Scope scope = permit.scope;
    if (permit.state == Permit.State.WAITING) {
      scope.waiting.remove(permit);
      waiting--;
    } else if (permit.state == Permit.State.GRANTED) {
      scope.limit.returned(permit, admitted, now);
      partner.returned(permit, admitted, now);
      scope.unreturned--;
      unreturned--;
      wake(scope);
    }
    permit.state = Permit.State.RETURNED;
  }

  private void wake(Scope scope) {
    if (scope.state == Scope.State.ASLEEP) {
      asleep.remove(scope);
      scope.state = Scope.State.READY;
      ready.add(scope);
    }
  }

  private void dispatch(long now, List<Runnable> effects) {
    while (!asleep.isEmpty() && asleep.first().wakesAt <= now) {
      wake(asleep.first());
    }
    while (!ready.isEmpty() && partner.nextAt(now) <= now) {
      Scope scope = ready.poll();
      long at = scope.limit.nextAt(now);
      if (scope.waiting.isEmpty()) {
        scope.state = Scope.State.IDLE;
      } else if (at > now) {
        scope.state = Scope.State.ASLEEP;
        scope.wakesAt = at;
        asleep.add(scope);
      } else {
        grantFirst(scope, now, effects);
        ready.add(scope);
      }
    }
    setAlarm(now, effects);
  }

  private void grantFirst(Scope scope, long now, List<Runnable> effects) {
    Permit permit = scope.waiting.pollFirst();
    waiting--;
    if (permit.deadline < now) {
      fail(permit, 0, effects);
      return;
    }
    permit.state = Permit.State.GRANTED;
    permit.grantedAt = now;
    permit.scopeClosings = scope.limit.closings();
    permit.partnerClosings = partner.closings();
    scope.limit.granted(permit, now);
    partner.granted(permit, now);
    scope.unreturned++;
    unreturned++;
    effects.add(() -> permit.granted().complete(null));
  }

  private void setAlarm(long now, List<Runnable> effects) {
    long at = NEVER;
    if (waiting > 0) {
      at = ready.isEmpty() ? NEVER : partner.nextAt(now);
      if (!asleep.isEmpty()) {
        at = Math.min(at, asleep.first().wakesAt);
      }
    }
    Alarm current = alarm;
    if (current != null && (at == NEVER || at < current.at)) {
      effects.add(current::stop);
      alarm = null;
    }
    if (at != NEVER && alarm == null) {
      Alarm next = new Alarm(Math.max(at, now + SHORTEST_ALARM_NANOS));
      alarm = next;
      effects.add(next::start);
    }
  }

  private static void run(List<Runnable> effects) {
    for (Runnable effect : effects) {
      effect.run();
    }
  }

  private final class Alarm {
    private final long at;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    Alarm(long at) {
      this.at = at;
    }

    void start() {
      CompletableFuture<Void> pause = timer.after(Duration.ofNanos(Math.max(1, at - now())));
      stopped.thenRun(() -> pause.complete(null));
      pause.thenRun(this::rings);
    }

    void stop() {
      stopped.complete(null);
    }

    private void rings() {
      long now = now();
      List<Runnable> effects = new ArrayList<>(2);
      synchronized (lock) {
        if (alarm == this) {
          alarm = null;
          dispatch(now, effects);
        }
      }
      run(effects);
    }
  }
}
