package io.partnercenter.users.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Time as calls see it. Tests bring their own, so that none of them waits. */
public interface Timer {
  Timer SYSTEM =
      new Timer() {
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
          return pause.isZero()
              ? CompletableFuture.completedFuture(null)
              : new CompletableFuture<Void>()
                  .completeOnTimeout(null, Durations.nanos(pause), TimeUnit.NANOSECONDS);
        }
      };

  /** What the clock on the wall says. */
  Instant now();

  /** As {@link System#nanoTime}. */
  long nanoTime();

  /**
   * Completes when the pause is over, on a thread that must not be kept. To end the pause early,
   * complete it normally: before JDK 21 a timer isn't freed by a failure.
   */
  CompletableFuture<Void> after(Duration pause);
}
