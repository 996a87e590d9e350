package io.partnercenter.users.internal.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** The clock and the timer that calls use. Tests replace it, so that no test waits. */
public interface Timer {
  /** The clock and timer of the JVM. */
  Timer SYSTEM = new SystemTimer();

  /** The time of day. */
  Instant now();

  /** A time like {@link System#nanoTime}, to measure durations with. */
  long nanoTime();

  /**
   * Returns a future that completes when the pause is over. It completes on a thread that must not
   * be blocked. Completing the future earlier ends the pause.
   */
  CompletableFuture<Void> after(Duration pause);
}
