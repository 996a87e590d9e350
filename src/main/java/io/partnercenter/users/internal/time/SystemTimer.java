package io.partnercenter.users.internal.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The time of the JVM. It has a thread of its own, which runs no code of others: all calls wait for
 * it. The JDK's own thread for delays may be kept by anybody.
 */
final class SystemTimer implements Timer {
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(1, new DaemonThreads("partnercenter-timer"));

  SystemTimer() {
    thread.setRemoveOnCancelPolicy(true);
    // an idle one ends, so that it keeps no class loader
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

  /** How many pauses are neither over nor ended early. */
  int pending() {
    return thread.getQueue().size();
  }
}
