package io.partnercenter.users.internal;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import okio.AsyncTimeout;
import org.jspecify.annotations.Nullable;

/**
 * The calls that have begun and not ended; ends those whose limit strikes. One watch is kept for
 * all of them, for setting one for each call costs every call a lock and a thread's waking.
 */
final class CallsInFlight {
  private final Set<RetryingCall> calls = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Watch watch;

  void add(RetryingCall call) {
    // in this order: a watch that ends now must find the call
    calls.add(call);
    watchUntil(call.deadline());
  }

  void remove(RetryingCall call) {
    calls.remove(call);
  }

  int size() {
    return calls.size();
  }

  void cancelAll() {
    for (RetryingCall call : calls) {
      call.cancel();
    }
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
    if (current != null) {
      if (deadline - current.end >= 0) {
        return;
      }
      current.exit();
    }
    Watch next = new Watch(deadline);
    watch = next;
    next.enter();
  }

  private synchronized void ended(Watch over) {
    if (watch == over) {
      watch = null;
    }
  }

  private void endThoseThatAreDue() {
    long now = System.nanoTime();
    for (RetryingCall call : calls) {
      if (call.deadline() - now <= 0) {
        call.limitStrikes();
      } else {
        watchUntil(call.deadline());
      }
    }
  }

  private final class Watch extends AsyncTimeout {
    private final long end;

    Watch(long end) {
      this.end = end;
      timeout(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    }

    @Override
    protected void timedOut() {
      ended(this);
      endThoseThatAreDue();
    }
  }
}
