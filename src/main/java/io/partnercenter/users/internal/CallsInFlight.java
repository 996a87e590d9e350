package io.partnercenter.users.internal;

import io.partnercenter.users.internal.time.Timer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The calls that have begun and not ended. Ends those that reach their limit: one watch serves all
 * of them, since a timer for each call would cost every call a lock and a thread's waking.
 */
final class CallsInFlight {
  private final Set<RetryingCall> calls = ConcurrentHashMap.newKeySet();
  private final Executor executor;
  private volatile @Nullable Watch watch;

  /**
   * @param executor ends calls. That runs code of the caller, which the timer's thread must not
   */
  CallsInFlight(Executor executor) {
    this.executor = executor;
  }

  void add(RetryingCall call) {
    // in this order: a watch that ends now must find the call
    calls.add(call);
    watchUntil(call.systemDeadlineNanos());
  }

  void remove(RetryingCall call) {
    calls.remove(call);
  }

  int size() {
    return calls.size();
  }

  void stopAll() {
    Watch current = watch;
    if (current != null && calls.isEmpty()) {
      current.stop(); // nothing of a closed client is kept
    }
    for (RetryingCall call : calls) {
      stop(call, StopReason.CLOSED);
    }
  }

  private void stop(RetryingCall call, StopReason reason) {
    executor.execute(() -> call.stop(reason));
  }

  /** By the latest at that nanoTime the calls are looked at. */
  private void watchUntil(long deadline) {
    Watch current = watch;
    if (current == null || deadline - current.end < 0) {
      watchEarlier(deadline);
    }
  }

  private synchronized void watchEarlier(long deadline) {
    Watch current = watch;
    if (current != null && deadline - current.end >= 0) {
      return;
    }
    Watch next = new Watch(deadline);
    watch = next;
    next.start();
    if (current != null) {
      current.stop();
    }
  }

  /** Whether it was the one that counts: an earlier one may have replaced it. */
  private synchronized boolean ended(Watch over) {
    if (watch != over) {
      return false;
    }
    watch = null;
    return true;
  }

  private void stopThoseThatAreDue() {
    long now = System.nanoTime();
    for (RetryingCall call : calls) {
      if (call.systemDeadlineNanos() - now <= 0) {
        stop(call, StopReason.DEADLINE);
      } else {
        watchUntil(call.systemDeadlineNanos());
      }
    }
  }

  /** In real time, whatever timer the client has. */
  private final class Watch {
    private final long end;
    private final CompletableFuture<Void> over;

    Watch(long end) {
      this.end = end;
      this.over = Timer.SYSTEM.after(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
    }

    void start() {
      over.thenRun(
          () -> {
            if (ended(this)) {
              stopThoseThatAreDue();
            }
          });
    }

    void stop() {
      over.complete(null);
    }
  }
}
