package io.partnercenter.users.internal;

import io.partnercenter.users.internal.time.Timer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The calls that have begun and not ended. Ends those that reach their limit. One timer serves all
 * calls: a timer for each would cost every call a lock and the waking of a thread.
 */
final class CallsInFlight {
  private final Set<RetryingCall> calls = ConcurrentHashMap.newKeySet();
  private final Executor executor;
  private volatile @Nullable Watch watch;
  private volatile boolean closed;

  /**
   * Makes an empty set.
   *
   * @param executor ends the calls. Ending one runs code of the caller, which must not run on the
   *     timer's thread
   */
  CallsInFlight(Executor executor) {
    this.executor = executor;
  }

  void add(RetryingCall call) {
    // in this order: a watch that ends in between must find the call
    calls.add(call);
    watchUntil(call.systemDeadlineNanos());
  }

  void remove(RetryingCall call) {
    calls.remove(call);
    if (closed) {
      stopUnneededWatch();
    }
  }

  int size() {
    return calls.size();
  }

  void stopAll() {
    closed = true;
    stopUnneededWatch();
    for (RetryingCall call : calls) {
      stop(call, StopReason.CLOSED);
    }
  }

  /** The timer would keep a closed client in memory. */
  private void stopUnneededWatch() {
    Watch current = watch;
    if (current != null && calls.isEmpty()) {
      current.stop();
    }
  }

  private void stop(RetryingCall call, StopReason reason) {
    executor.execute(() -> call.stop(reason));
  }

  /** Makes sure that the calls are looked at by this {@link System#nanoTime}. */
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

  /** Returns whether the watch was the current one. An earlier watch may have replaced it. */
  private synchronized boolean ended(Watch over) {
    if (watch != over) {
      return false;
    }
    watch = null;
    return true;
  }

  private void stopDueCalls() {
    long now = System.nanoTime();
    for (RetryingCall call : calls) {
      if (call.systemDeadlineNanos() - now <= 0) {
        stop(call, StopReason.DEADLINE);
      } else {
        watchUntil(call.systemDeadlineNanos());
      }
    }
  }

  /** Waits until a moment. Uses real time, whatever timer the client has. */
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
              stopDueCalls();
            }
          });
    }

    void stop() {
      over.complete(null);
    }
  }
}
