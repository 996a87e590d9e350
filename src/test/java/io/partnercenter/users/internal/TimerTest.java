package io.partnercenter.users.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TimerTest {
  @Test
  void aPauseOfTheSystemsTimerLastsAsLongAsItMust() throws Exception {
    long start = Timer.SYSTEM.nanoTime();

    Timer.SYSTEM.after(Duration.ofMillis(5)).get(10, TimeUnit.SECONDS);

    assertThat(Timer.SYSTEM.nanoTime() - start).isGreaterThanOrEqualTo(5_000_000);
  }

  @Test
  void itsClockIsTheOneOnTheWall() {
    assertThat(Timer.SYSTEM.now()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
  }

  @Test
  void noPauseIsOverAtOnceAndALongOneIsNot() {
    assertThat(Timer.SYSTEM.after(Duration.ZERO)).isDone();
    CompletableFuture<Void> longOne = Timer.SYSTEM.after(Duration.ofSeconds(Long.MAX_VALUE));
    assertThat(longOne).isNotDone();
    longOne.complete(null);
  }
}
