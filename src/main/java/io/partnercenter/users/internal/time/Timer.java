package io.partnercenter.users.internal.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** Time as calls see it. Tests bring their own, so that none of them waits. */
public interface Timer {
  /** The time of the JVM. */
  Timer SYSTEM = new SystemTimer();

  /** The time of day. */
  Instant now();

  /** As {@link System#nanoTime}. */
  long nanoTime();

  /**
   * Completes when the pause is over, on a thread that must not be kept. Completing it earlier ends
   * the pause.
   */
  CompletableFuture<Void> after(Duration pause);
}
