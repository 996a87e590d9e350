package io.partnercenter.users.internal.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When requests go on after a 429. */
class LimiterPauseTest extends LimiterInSimulatedTime {
  @Test
  void nothingGoesBeforeTheMomentThatA429Named() {
    Permit refused = sent(ALFA);
    refused.throttled(SECOND.multipliedBy(57));

    Permit next = refused.again();
    Permit another = acquire(ALFA);
    time.advance(Duration.ofMillis(56_999));
    assertThat(next.granted()).isNotDone();
    assertThat(another.granted()).isNotDone();

    time.advance(Duration.ofMillis(1));
    assertThat(next.granted()).isCompleted();
    assertThat(another.granted()).isNotDone(); // one finds out first
    next.confirm();
    next.admitted();
    assertThat(another.granted()).isCompleted();
  }

  @Test
  void theLatestNamedMomentCounts() {
    Permit first = sent(ALFA);
    Permit second = sent(ALFA);
    Permit third = sent(ALFA);
    first.throttled(SECOND.multipliedBy(5));
    second.throttled(SECOND.multipliedBy(10));
    third.throttled(SECOND);

    Permit next = acquire(ALFA);

    assertThat(next.remaining()).isEqualTo(SECOND.multipliedBy(10));
    time.advance(Duration.ofMillis(9_999));
    assertThat(next.granted()).isNotDone();
    time.advance(Duration.ofMillis(1));
    assertThat(next.granted()).isCompleted();
  }

  @Test
  void aPermitThatWasGrantedBeforeTheThrottleIsNotUsed() {
    Permit early = acquire(ALFA);
    sent(ALFA).throttled(SECOND.multipliedBy(30));

    assertThat(early.confirm()).isFalse();

    Permit again = early.again();
    time.advance(Duration.ofMillis(29_999));
    assertThat(again.granted()).isNotDone();
    time.advance(Duration.ofMillis(1));
    assertThat(again.granted()).isCompleted();
    assertThat(again.confirm()).isTrue();
  }

  @Test
  void aCallThatAsksAgainKeepsItsPlaceInLine() {
    Permit first = acquire(ALFA);
    Permit second = sent(ALFA);
    second.throttled(SECOND);
    Permit third = acquire(ALFA);
    second = second.again();
    first.confirm();
    first = first.again();

    List<Permit> order = new ArrayList<>();
    for (Permit permit : List.of(third, second, first)) {
      permit.granted().thenRun(() -> order.add(permit));
    }
    time.advance(SECOND);
    first.confirm();
    first.admitted();
    time.advance(SECOND);

    assertThat(order).containsExactly(first, second, third);
  }

  @Test
  void withoutAMomentThePauseDoublesUntilSomethingIsAdmitted() throws Exception {
    Permit permit = sent(ALFA);
    for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 32}) {
      permit.throttled(null);
      permit = permit.again();
      assertThat(permit.remaining()).isEqualTo(Duration.ofSeconds(seconds));
      time.advance(Duration.ofSeconds(seconds));
      permit.granted().get(0, TimeUnit.SECONDS);
      permit.confirm();
    }
    permit.admitted();

    Permit later = sent(ALFA);
    later.throttled(null);
    assertThat(later.remaining()).isEqualTo(SECOND);
  }

  @Test
  void aThrottledScopeDelaysNoOther() {
    sent(ALFA).throttled(SECOND.multipliedBy(57));
    acquire(500, ALFA);

    assertThat(acquire(BETA).granted()).isCompleted();
  }

  @Test
  void aNamedMomentIsKeptHoweverLongNobodyAsks() {
    sent(ALFA).throttled(Duration.ofHours(1));
    for (int i = 0; i < 59; i++) {
      time.advance(Duration.ofMinutes(1));
      sent(BETA).admitted();
    }

    assertThat(remaining(limiter.acquire(ALFA, Duration.ZERO, Long.MAX_VALUE)))
        .isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void anEarlierMomentOfAnotherScopeIsNotMissed() {
    sent(ALFA).throttled(SECOND.multipliedBy(57));
    sent(BETA).throttled(SECOND);
    acquire(ALFA);
    Permit waiting = acquire(BETA);

    time.advance(SECOND);

    assertThat(waiting.granted()).isCompleted();
  }

  @Test
  void aRefusedRequestMakesRoomForAnotherScope() {
    Permit refused = sent(ALFA);
    acquire(3, ALFA);
    Permit other = acquire(BETA);
    assertThat(other.granted()).isNotDone(); // four are in flight

    refused.throttled(SECOND);

    assertThat(other.granted()).isCompleted();
  }

  @Test
  void aPermitThatIsNotUsedMakesRoomForAnotherScope() {
    Permit refused = sent(ALFA);
    Permit early = acquire(ALFA);
    acquire(2, ALFA);
    List<Permit> others = acquire(2, BETA);
    refused.throttled(SECOND);
    assertThat(granted(others)).isEqualTo(1);

    assertThat(early.confirm()).isFalse();

    assertThat(granted(others)).isEqualTo(2);
  }

  @Test
  void twoScopesThatAreBlockedUntilTheSameMomentBothGoOn() {
    sent(ALFA).throttled(SECOND);
    sent("gamma").admitted(); // so the limit is not the partner's
    sent(BETA).throttled(SECOND);
    Permit first = acquire(ALFA);
    Permit second = acquire(BETA);

    time.advance(SECOND);

    assertThat(first.granted()).isCompleted();
    assertThat(second.granted()).isCompleted();
  }
}
