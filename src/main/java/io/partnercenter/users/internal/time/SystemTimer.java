package io.partnercenter.users.internal.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The clock of the JVM, with a thread of its own for pauses. No code of callers runs on that
 * thread, because all calls wait for it. The JDK's shared thread for delays isn't used, because
 * anybody may block it.
 */
final class SystemTimer implements Timer {
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(1, new DaemonThreads("partnercenter-timer"));

  SystemTimer() {
    thread.setRemoveOnCancelPolicy(true);
    // an idle thread ends, because it would keep a class loader in memory
    thread.setKeepAliveTime(10, TimeUnit.SECONDS);
    thread.allowCoreThreadTimeOut(true);
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public CompletableFuture<Void> after(Duration pause) {
    CompletableFuture<Void> over = new CompletableFuture<>();
    if (pause.isZero()) {
      over.complete(null);
      return over;
    }
    Future<?> task =
        thread.schedule(() -> over.complete(null), Durations.nanos(pause), TimeUnit.NANOSECONDS);
    over.whenComplete((nothing, failure) -> task.cancel(false));
    return over;
  }

  /** How many pauses have neither elapsed nor been ended early. */
  int pending() {
    return thread.getQueue().size();
  }
}
