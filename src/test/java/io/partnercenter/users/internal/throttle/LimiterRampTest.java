package io.partnercenter.users.internal.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many requests go while no limit of the service is known. */
class LimiterRampTest extends LimiterInSimulatedTime {
  @Test
  void theFirstRequestsGoAtOnceAndTheOthersStepByStep() {
    List<Permit> permits = acquire(100, ALFA);
    assertThat(granted(permits)).isEqualTo(4);

    int inFlight = 4;
    for (int i = 0; i < 90; i++) {
      permits.get(i).confirm();
      permits.get(i).admitted();
      int next = granted(permits) - i - 1;
      assertThat(next).isBetween(inFlight, inFlight + 1);
      inFlight = next;
      if (inFlight + i + 1 == 100) {
        break;
      }
    }
    assertThat(inFlight).isGreaterThan(12);
  }

  @Test
  void theRampIsForAllScopesTogether() {
    List<Permit> permits = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      permits.add(acquire("customer " + i));
    }

    assertThat(granted(permits)).isEqualTo(4);
  }

  @Test
  void aServiceThatDoesNotRespondStopsNobody() {
    List<Permit> permits = acquire(100, ALFA);

    time.advance(SECOND.multipliedBy(10));

    assertThat(granted(permits)).isEqualTo(44);
  }

  @Test
  void aCallThatWaitsForNothingStillWaitsForTheRamp() {
    acquire(4, ALFA);

    Permit permit = limiter.acquire(ALFA, Duration.ZERO, Long.MAX_VALUE);

    assertThat(permit.granted()).isNotDone();
    time.advance(SECOND);
    assertThat(permit.granted()).isCompleted();
  }

  @Test
  void callsOneAfterTheOtherDoNotPrepareForAHerd() {
    for (int i = 0; i < 1_000; i++) {
      sent(ALFA).admitted();
    }

    assertThat(granted(acquire(100, ALFA))).isEqualTo(4);
  }

  @Test
  void afterAPauseInVainOneRequestGoesFirst() {
    throttleAtTwentyASecond();
    sent(ALFA).throttled(SECOND);
    List<Permit> permits = acquire(10, ALFA);
    time.advance(SECOND);
    assertThat(granted(permits)).isEqualTo(1);
    permits.get(0).confirm();
    permits.get(0).throttled(SECOND);

    time.advance(Duration.ofMillis(1_500));
    assertThat(granted(permits)).isEqualTo(2);
    permits.get(1).confirm();
    permits.get(1).admitted();
    time.advance(Duration.ofMillis(200));

    assertThat(granted(permits)).isGreaterThan(4);
  }

  @Test
  void requestsWithoutAResponseDoNotWidenTheRamp() {
    List<Permit> permits = acquire(100, ALFA);
    permits.subList(0, 40).forEach(Permit::release);

    assertThat(granted(permits)).isEqualTo(44);
  }

  @Test
  void responsesAfterMoreThanASecondDoNotWidenTheRamp() {
    for (int i = 0; i < 20; i++) {
      List<Permit> permits = acquire(4, ALFA);
      time.advance(SECOND.multipliedBy(2));
      permits.forEach(Permit::admitted);
    }

    assertThat(granted(acquire(100, ALFA))).isEqualTo(4);
  }

  @Test
  void aForgottenLimitBeginsWithTheWholeRamp() {
    sent(ALFA).throttled(SECOND);
    time.advance(SECOND);
    List<Permit> permits = acquire(10, ALFA);
    assertThat(granted(permits)).isEqualTo(1);

    limiter.forget();

    assertThat(granted(permits)).isEqualTo(4);
  }
}
