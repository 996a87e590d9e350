package io.partnercenter.users.internal.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.partnercenter.users.ThrottleStatus;
import io.partnercenter.users.internal.time.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What calls meet that wait in line. */
class LimiterTest extends LimiterInSimulatedTime {
  @Test
  void aCallThatCannotWaitSoLongFailsAtOnceWithTheTimeThatRemains() {
    Permit waiting = null;
    List<Permit> inFlight = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      inFlight.add(sent(ALFA));
    }
    waiting = limiter.acquire(ALFA, SECOND.multipliedBy(4), Long.MAX_VALUE);
    Permit patient = limiter.acquire(ALFA, SECOND.multipliedBy(5), Long.MAX_VALUE);
    inFlight.get(0).throttled(SECOND.multipliedBy(5));

    assertThat(remaining(waiting)).isEqualTo(SECOND.multipliedBy(5));
    assertThat(patient.granted()).isNotDone();
    assertThat(remaining(limiter.acquire(ALFA, Duration.ZERO, Long.MAX_VALUE)))
        .isEqualTo(SECOND.multipliedBy(5));
    time.advance(SECOND);
    long deadline = time.nanoTime() + SECOND.multipliedBy(3).toNanos();
    assertThat(remaining(limiter.acquire(ALFA, MAX_WAIT, deadline)))
        .isEqualTo(SECOND.multipliedBy(4));
  }

  @Test
  void aCallThatGivesUpLeavesTheLine() {
    sent(ALFA).throttled(SECOND);
    Permit first = acquire(ALFA);
    Permit second = acquire(ALFA);
    assertThat(limiter.status(ALFA).waiting()).isEqualTo(2);

    first.release();
    first.release();

    assertThat(limiter.status(ALFA).waiting()).isEqualTo(1);
    time.advance(SECOND);
    assertThat(first.granted()).isNotDone();
    assertThat(second.granted()).isCompleted();
  }

  @Test
  void aPermitCountsOnceHoweverOftenItIsReturned() {
    List<Permit> permits = acquire(10, ALFA);
    for (Permit permit : permits.subList(0, 4)) {
      permit.confirm();
      permit.release();
      permit.release();
      permit.admitted();
      permit.throttled(SECOND);
    }

    assertThat(granted(permits)).isEqualTo(8);
  }

  @Test
  void noTimerIsLeftWhenNobodyWaits() {
    sent(ALFA).throttled(SECOND.multipliedBy(57));
    assertThat(time.pauses()).isZero();
    Permit waiting = acquire(ALFA);
    assertThat(time.pauses()).isEqualTo(1);

    waiting.release();

    assertThat(time.pauses()).isZero();
  }

  @Test
  void theStatusTellsRateAndWaitingCalls() {
    assertThat(limiter.status(ALFA))
        .returns(0, ThrottleStatus::waiting)
        .returns(Duration.ZERO, ThrottleStatus::remaining);
    assertThat(limiter.status(ALFA).requestsPerSecond()).isEmpty();

    sent(ALFA).throttled(SECOND.multipliedBy(57));
    acquire(3, ALFA);
    acquire(2, BETA);
    time.advance(SECOND);

    assertThat(limiter.status(ALFA))
        .returns(3, ThrottleStatus::waiting)
        .returns(SECOND.multipliedBy(56), ThrottleStatus::remaining);
    assertThat(limiter.status())
        .returns(3, ThrottleStatus::waiting)
        .returns(Duration.ZERO, ThrottleStatus::remaining);
  }

  @Test
  void whatRemainsIsTheTimeThatTheLineTakesOnceARateIsKnown() {
    List<Permit> permits = acquire(100, ALFA);
    assertThat(permits.get(99).remaining()).isZero(); // only the ramp holds it back
    for (int i = 0; i < 20; i++) {
      permits.get(i).confirm();
      permits.get(i).admitted();
    }
    permits.get(20).confirm();
    permits.get(20).throttled(SECOND);
    time.advance(SECOND);

    double rate = limiter.status(ALFA).requestsPerSecond().getAsDouble();
    long waiting = limiter.status(ALFA).waiting();
    assertThat(rate).isCloseTo(18, within(0.5));
    assertThat(permits.get(99).remaining())
        .isCloseTo(Duration.ofMillis((long) (1_000 * waiting / rate)), Duration.ofMillis(5));
  }

  @Test
  void manyThreadsLoseNoPermit() throws Exception {
    Limiter shared = new Limiter(Timer.SYSTEM);
    int threads = 8;
    int calls = 2_000;
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      String scope = "scope " + i % 3;
      all.add(
          executor.submit(
              () -> {
                for (int j = 0; j < calls; j++) {
                  Permit permit = shared.acquire(scope, MAX_WAIT, Long.MAX_VALUE);
                  permit.granted().get(1, TimeUnit.MINUTES);
                  assertThat(permit.confirm()).isTrue();
                  permit.admitted();
                }
                return null;
              }));
    }
    for (Future<?> each : all) {
      each.get(1, TimeUnit.MINUTES);
    }
    executor.shutdown();

    assertThat(shared.status().waiting()).isZero();
    assertThat(shared.scopes()).isEqualTo(3);
  }

  @Test
  void aCallIsNotSentAfterItsDeadline() {
    acquire(4, ALFA);
    Permit late =
        limiter.acquire(ALFA, MAX_WAIT, time.nanoTime() + Duration.ofMillis(500).toNanos());

    time.advance(SECOND);

    assertThat(remaining(late)).isZero();
  }

  @Test
  void noCodeOfOthersRunsUnderTheLock() throws Exception {
    AtomicBoolean locked = new AtomicBoolean();
    Runnable probe =
        () -> {
          try {
            CompletableFuture.runAsync(() -> limiter.status()).get(10, TimeUnit.SECONDS);
          } catch (Exception e) {
            locked.set(true);
          }
        };
    List<Permit> permits = acquire(20, ALFA);
    permits.forEach(permit -> permit.granted().whenComplete((granted, failure) -> probe.run()));
    for (int i = 0; i < 10; i++) {
      permits.get(i).confirm();
      permits.get(i).admitted();
    }
    permits.get(10).confirm();
    permits.get(10).throttled(Duration.ofDays(1));
    assertThat(permits.get(19).granted()).isCompletedExceptionally();

    assertThat(locked).isFalse();
  }

  @Test
  void theStatusCountsRefusedRequests() {
    Permit first = sent(ALFA);
    Permit second = sent(ALFA);
    first.throttled(SECOND);
    second.throttled(SECOND);
    Permit third = sent(BETA);
    third.throttled(SECOND.multipliedBy(20));

    assertThat(limiter.status(ALFA).refused()).isEqualTo(2);
    assertThat(limiter.status().refused()).isEqualTo(3);
  }
}
