package io.partnercenter.users.internal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Holds calls back while the service throttles their customer: until the moment it named, then but
 * for one, the probe, until that one got through. Open for a customer until the first 429.
 */
final class ThrottleGate {
  /** After so long without a call a customer is forgotten. */
  private static final long FORGOTTEN_AFTER_NANOS = Duration.ofMinutes(1).toNanos();

  private static final CompletableFuture<Void> AT_ONCE = CompletableFuture.completedFuture(null);

  private final Timer timer;
  private final Map<String, Closure> closures = new ConcurrentHashMap<>();

  ThrottleGate(Timer timer) {
    this.timer = timer;
  }

  /**
   * Asks for the turn to send one request. Every turn must come back, by {@link #throttled}, {@link
   * #admitted} or {@link #leave}.
   *
   * @param maxWait how long the call may wait for a moment; if zero it doesn't wait at all
   */
  Turn enter(Request request, Duration maxWait) {
    if (closures.isEmpty()) {
      return new Turn(request, maxWait, AT_ONCE);
    }
    synchronized (this) {
      Closure closure = closures.get(ThrottleScope.of(request));
      if (closure == null) {
        return new Turn(request, maxWait, AT_ONCE);
      }
      Turn turn = new Turn(request, maxWait, new CompletableFuture<>());
      closure.waiting.add(turn);
      closure.proceed();
      return turn;
    }
  }

  /** The request was answered with 429: nothing is sent for its customer for so long. */
  synchronized void throttled(Turn turn, Duration wait) {
    long now = timer.nanoTime();
    for (Iterator<Closure> all = closures.values().iterator(); all.hasNext(); ) {
      if (all.next().isForgotten(now)) {
        all.remove();
      }
    }
    String customer = ThrottleScope.of(turn.request);
    Closure closure = closures.get(customer);
    if (closure == null) {
      closure = new Closure(now);
      closures.put(customer, closure);
    }
    closure.close(turn, now + Durations.nanos(wait));
  }

  /** The request was answered with anything else. */
  void admitted(Turn turn) {
    if (closures.isEmpty()) {
      return;
    }
    synchronized (this) {
      String customer = ThrottleScope.of(turn.request);
      Closure closure = closures.get(customer);
      if (closure == null || closure.probe != turn) {
        return;
      }
      closure.probe = null;
      if (closure.opensAt - timer.nanoTime() > 0) { // the answer to an earlier request said so
        closure.proceed();
      } else {
        closures.remove(customer);
        for (Turn waiting : closure.waiting) {
          waiting.grant();
        }
      }
    }
  }

  /** The call needs its turn no more: no answer came, or it wasn't waited for. */
  void leave(Turn turn) {
    if (closures.isEmpty()) {
      return;
    }
    synchronized (this) {
      Closure closure = closures.get(ThrottleScope.of(turn.request));
      if (closure != null) {
        closure.leave(turn);
      }
    }
  }

  /** How long it is until a request may be sent. */
  synchronized Duration rest(Request request) {
    Closure closure = closures.get(ThrottleScope.of(request));
    long rest = closure == null ? 0 : closure.opensAt - timer.nanoTime();
    return Duration.ofNanos(Math.max(0, rest));
  }

  /** Leave to send one request, given or to come. */
  final class Turn {
    private final Request request;
    private final Duration maxWait;
    private final CompletableFuture<Void> granted;

    Turn(Request request, Duration maxWait, CompletableFuture<Void> granted) {
      this.request = request;
      this.maxWait = maxWait;
      this.granted = granted;
    }

    /** Completes when the request may be sent; fails with {@link CallFailedException}. */
    CompletableFuture<Void> granted() {
      return granted;
    }

    /** Whether the customer was throttled since the turn was given. */
    boolean isLost() {
      if (closures.isEmpty()) {
        return false;
      }
      synchronized (ThrottleGate.this) {
        Closure closure = closures.get(ThrottleScope.of(request));
        return closure != null && closure.probe != this;
      }
    }

    /** Whether it was still waited for. */
    private boolean grant() {
      return granted.complete(null);
    }

    private boolean refusedIfTooLong(long rest, long now) {
      boolean tooLong =
          maxWait.isZero()
              || rest > Durations.nanos(maxWait)
              || (rest > 0 && rest > CallContext.of(request).endNanos() - now);
      if (tooLong) {
        granted.completeExceptionally(
            Failures.heldBack(request, Duration.ofNanos(Math.max(0, rest))));
      }
      return tooLong;
    }
  }

  /** One customer's. Guarded by the gate. */
  private final class Closure {
    private final Deque<Turn> waiting = new ArrayDeque<>();
    private long opensAt;
    private @Nullable Turn probe;
    private @Nullable CompletableFuture<Void> alarm;

    Closure(long opensAt) {
      this.opensAt = opensAt;
    }

    void close(Turn turn, long until) {
      if (probe == turn) {
        probe = null;
      }
      if (until - opensAt > 0) {
        opensAt = until;
      }
      proceed();
    }

    void leave(Turn turn) {
      waiting.remove(turn);
      if (probe == turn) {
        probe = null;
        proceed();
      }
      CompletableFuture<Void> pending = alarm;
      if (waiting.isEmpty() && pending != null) {
        pending.complete(null);
      }
    }

    /** Does what there is to do: sends the probe, refuses who can't wait, waits for the moment. */
    void proceed() {
      long now = timer.nanoTime();
      long rest = opensAt - now;
      while (rest <= 0 && probe == null && !waiting.isEmpty()) {
        Turn next = waiting.poll();
        if (next.grant()) {
          probe = next;
        }
      }
      waiting.removeIf(turn -> turn.refusedIfTooLong(rest, now));
      if (rest > 0 && probe == null) {
        setAlarm(rest);
      }
    }

    private void setAlarm(long rest) {
      if (waiting.isEmpty() || alarm != null) {
        return;
      }
      CompletableFuture<Void> pending = timer.after(Duration.ofNanos(rest));
      alarm = pending;
      pending.thenRun(
          () -> {
            synchronized (ThrottleGate.this) {
              alarm = null;
              proceed();
            }
          });
    }

    boolean isForgotten(long now) {
      return waiting.isEmpty() && probe == null && now - opensAt > FORGOTTEN_AFTER_NANOS;
    }
  }
}
