package io.partnercenter.users.internal.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** At which rate requests go once a limit is known. */
class LimiterRateTest extends LimiterInSimulatedTime {
  @Test
  void requestsGoOnAtTheRateThatWasMeasured() {
    List<Permit> permits = acquire(300, ALFA);
    for (int i = 0; i < 60; i++) {
      permits.get(i).confirm();
      permits.get(i).admitted();
    }
    permits.get(60).confirm();
    permits.get(60).throttled(SECOND.multipliedBy(20));
    int before = granted(permits);
    for (Permit permit : permits.subList(61, before)) {
      assertThat(permit.confirm()).isFalse();
    }

    time.advance(SECOND.multipliedBy(20));
    assertThat(limiter.status(ALFA).requestsPerSecond().getAsDouble())
        .isCloseTo(0.9 * 60 / 19, within(0.3)); // Retry-After may be a second too long
    time.advance(SECOND);
    assertThat(granted(permits) - before).isBetween(3, 5);
  }

  @Test
  void whatWasLearnedCanBeForgotten() {
    sent(ALFA).throttled(SECOND.multipliedBy(57));
    List<Permit> waiting = acquire(3, ALFA);

    limiter.forget();

    assertThat(granted(waiting)).isEqualTo(3);
    assertThat(limiter.status(ALFA).remaining()).isZero();
    assertThat(time.pauses()).isZero();
  }

  @Test
  void scopesThatAreNotUsedAreForgotten() {
    for (int i = 0; i < 5_000; i++) {
      Permit permit = sent("customer " + i);
      if (i % 2 == 0) {
        permit.throttled(SECOND);
        time.advance(SECOND.multipliedBy(2));
      } else {
        permit.admitted();
      }
    }
    assertThat(limiter.scopes()).isLessThan(100);

    Permit slow = sent(ALFA);
    time.advance(Duration.ofMinutes(5));
    for (int i = 0; i < 100; i++) {
      sent(BETA).admitted();
    }
    assertThat(limiter.scopes()).isEqualTo(2);
    slow.throttled(SECOND); // its scope is still there
    assertThat(acquire(ALFA).granted()).isNotDone();
  }

  @Test
  void aCallThatAsksAgainAfterItsScopeWasForgottenJoinsTheOthers() {
    Permit early = sent(ALFA);
    early.release();
    time.advance(Duration.ofMinutes(5));
    sent(BETA).admitted();
    assertThat(limiter.scopes()).isEqualTo(1);
    sent(ALFA).throttled(SECOND);

    assertThat(early.again().granted()).isNotDone();
  }

  @Test
  void a429ForARequestThatWasSentBeforeTheThrottleLowersTheRateNoFurther() {
    Permit slow = sent(ALFA);
    throttleAtTwentyASecond();
    for (int i = 0; i < 5; i++) {
      sent(ALFA).admitted();
      time.advance(Duration.ofMillis(100));
    }
    double rate = rate(ALFA);
    slow.throttled(SECOND);
    time.advance(SECOND);

    assertThat(rate(ALFA)).isEqualTo(rate);
  }

  @Test
  void aRateThatIsNotUsedDoesNotGrow() {
    double rate = throttleAtTwentyASecond();
    for (int i = 0; i < 20; i++) {
      sent(ALFA).admitted();
      time.advance(Duration.ofMillis(500));
    }

    assertThat(rate(ALFA)).isCloseTo(rate, within(0.3));
  }

  @Test
  void aRateThatIsUsedGrows() {
    double rate = throttleAtTwentyASecond();
    acquire(100, ALFA).forEach(permit -> permit.granted().thenRun(permit::admitted));
    time.advance(SECOND);

    assertThat(limiter.status(ALFA).waiting()).isCloseTo(80, within(5));
    assertThat(rate(ALFA)).isCloseTo(rate * 1.2, within(1.0));
  }

  @Test
  void slotsThatWereNotUsedAreLost() {
    double rate = throttleAtTwentyASecond();
    time.advance(SECOND.multipliedBy(10));

    assertThat(granted(acquire(20, ALFA))).isEqualTo(1);
    assertThat(rate).isPositive();
  }

  @Test
  void aSlotThatIsUsedALittleLateDoesNotDelayTheNextOne() {
    double rate = throttleAtTwentyASecond();
    sent(ALFA).admitted();
    Duration interval = Duration.ofNanos((long) (1e9 / rate));
    time.advance(interval.plusMillis(20));
    sent(ALFA).admitted();
    Permit next = acquire(ALFA);

    time.advance(interval.minusMillis(19));

    assertThat(next.granted()).isCompleted();
  }

  @Test
  void aTimeWithoutCallsIsNotMeasured() {
    for (int i = 0; i < 20; i++) {
      sent(ALFA).admitted();
    }
    time.advance(SECOND.multipliedBy(20));

    assertThat(throttleAtTwentyASecond()).isCloseTo(18, within(0.5));
  }

  @Test
  void aRateIsNotReportedAMinuteAfterItsLastUse() {
    throttleAtTwentyASecond();
    time.advance(Duration.ofSeconds(59));
    assertThat(limiter.status(ALFA).requestsPerSecond()).isPresent();

    time.advance(Duration.ofSeconds(2));

    assertThat(limiter.status(ALFA).requestsPerSecond()).isEmpty();
  }

  @Test
  void aRateIsNotUsedAMinuteAfterItsLastUseEvenIfOtherScopesAreOlder() {
    for (String older : List.of("1", "2", "3", "4")) {
      sent(older).admitted();
    }
    throttleAtTwentyASecond();
    time.advance(Duration.ofSeconds(61));

    assertThat(granted(acquire(3, ALFA))).isEqualTo(3);
    assertThat(limiter.status(ALFA).requestsPerSecond()).isEmpty();
    assertThat(limiter.status(ALFA).refused()).isZero();
  }

  @Test
  void aRateIsMeasuredThoughEachResponseTakesLongerThanABreak() {
    for (int i = 0; i < 10; i++) {
      Permit permit = sent(ALFA);
      time.advance(Duration.ofMillis(1_200));
      permit.admitted();
    }
    sent(ALFA).throttled(SECOND);
    time.advance(SECOND);

    assertThat(rate(ALFA)).isCloseTo(0.9 * 10 / 12, within(0.1));
  }

  @Test
  void aRateIsInUseUntilTheLastResponse() {
    throttleAtTwentyASecond();
    Permit slow = sent(ALFA);
    time.advance(Duration.ofSeconds(61));
    slow.admitted();
    time.advance(SECOND);

    assertThat(limiter.status(ALFA).requestsPerSecond()).isPresent();
  }

  @Test
  void aPauseWhoseEndNobodyWaitedForIsNotMeasured() {
    for (int i = 0; i < 20; i++) {
      sent(ALFA).admitted();
    }
    sent(ALFA).throttled(SECOND);
    time.advance(Duration.ofSeconds(31));
    for (int i = 0; i < 15; i++) {
      sent(ALFA).admitted();
      time.advance(Duration.ofMillis(70));
    }
    sent(ALFA).throttled(SECOND);
    time.advance(SECOND);

    assertThat(rate(ALFA)).isGreaterThan(8);
  }

  @Test
  void whatIsLongAgoIsNotMeasured() {
    for (int i = 0; i < 100; i++) {
      sent(ALFA).admitted();
      time.advance(SECOND);
    }
    for (int i = 0; i < 20 * 70; i++) {
      sent(ALFA).admitted();
      time.advance(Duration.ofMillis(50));
    }
    sent(ALFA).throttled(SECOND);
    time.advance(SECOND);

    assertThat(rate(ALFA)).isCloseTo(18, within(0.5));
  }

  @Test
  void threeAdmittedRequestsAreEnoughToMeasureARate() {
    for (int i = 0; i < 3; i++) {
      sent(ALFA).admitted();
    }
    sent(ALFA).throttled(SECOND);
    time.advance(SECOND);

    assertThat(rate(ALFA)).isCloseTo(0.9 * 3, within(0.1));
  }

  @Test
  void whatWasCountedIsForgottenToo() {
    for (int i = 0; i < 20; i++) {
      sent(ALFA).admitted();
    }
    limiter.forget();
    sent(ALFA).throttled(SECOND);
    time.advance(SECOND);

    assertThat(limiter.status(ALFA).requestsPerSecond()).isEmpty();
  }

  @Test
  void a429ForARequestThatWaitedSinceBeforeTheThrottleLowersTheRate() {
    throttleAtTwentyASecond();
    Permit early = acquire(ALFA);
    time.advance(Duration.ofMillis(100));
    sent(ALFA).throttled(SECOND);
    time.advance(SECOND);
    for (int i = 0; i < 10; i++) {
      sent(ALFA).admitted();
      time.advance(Duration.ofMillis(100));
    }
    double rate = rate(ALFA);

    assertThat(early.confirm()).isTrue();
    early.throttled(SECOND);
    time.advance(SECOND);

    assertThat(rate(ALFA)).isLessThan(0.95 * rate);
  }

  @Test
  void aRateThatWasUsedForLongIsLoweredByFourPercentAndThenGrowsSlowly() {
    throttleAtTwentyASecond();
    useFor(Duration.ofSeconds(2));
    refuse();
    useFor(Duration.ofSeconds(15));
    double refused = refuse();
    assertThat(rate(ALFA)).isCloseTo(0.96 * refused, within(0.01 * refused));

    useFor(Duration.ofSeconds(60));

    assertThat(rate(ALFA)).isBetween(0.98 * refused, 1.01 * refused);
  }

  @Test
  void aRateThatWasUsedForAShortTimeIsLoweredByTenPercent() {
    throttleAtTwentyASecond();
    useFor(Duration.ofSeconds(2));
    refuse();
    useFor(Duration.ofSeconds(5));

    double refused = refuse();

    assertThat(rate(ALFA)).isCloseTo(0.9 * refused, within(0.01 * refused));
  }

  /** Sends as many requests as the limiter permits. All are admitted. */
  private void useFor(Duration duration) {
    for (long millis = 0; millis < duration.toMillis(); millis += 10) {
      while (limiter.status(ALFA).waiting() < 3) {
        Permit permit = acquire(ALFA);
        permit.granted().thenRun(permit::admitted);
      }
      time.advance(Duration.ofMillis(10));
    }
  }

  /** Refuses a request. Returns the rate before that. */
  private double refuse() {
    double rate = rate(ALFA);
    Permit permit = acquire(ALFA);
    while (!permit.granted().isDone()) {
      time.advance(Duration.ofMillis(10));
    }
    permit.confirm();
    permit.throttled(SECOND);
    time.advance(SECOND);
    return rate;
  }
}
