package io.partnercenter.users.internal.throttle;

import io.partnercenter.users.internal.time.Timer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Runs an action once at a certain time, unless it is stopped before. Thread-safe. */
final class Alarm {
  /** When the alarm rings, in nanoseconds of the {@link Limiter}. */
  final long at;

  private final CompletableFuture<Void> stopped = new CompletableFuture<>();

  Alarm(long at) {
    this.at = at;
  }

  void start(Timer timer, Duration pause, Runnable action) {
    CompletableFuture<Void> over = timer.after(pause);
    stopped.thenRun(() -> over.cancel(false)); // frees the timer
    over.thenRun(action);
  }

  /**
   * Stops the alarm, before or after it was started. If it is ringing just now, the action runs
   * anyway.
   */
  void stop() {
    stopped.complete(null);
  }
}
