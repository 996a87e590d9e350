package io.partnercenter.users.internal.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How the limit of the partner as a whole is told from those of single customers. */
class PartnerLimitTest extends LimiterInSimulatedTime {
  @Test
  void twoScopesRefusedInARowThrottleThePartner() {
    Permit first = sent(ALFA);
    Permit second = sent(BETA);
    first.throttled(SECOND.multipliedBy(20));
    assertThat(acquire("gamma").granted()).isCompleted();

    second.throttled(SECOND.multipliedBy(20));

    assertThat(acquire("gamma").granted()).isNotDone();
    assertThat(limiter.status().remaining()).isEqualTo(SECOND.multipliedBy(20));
  }

  @Test
  void twoScopesThatNameDifferentMomentsAreThrottledEachForItself() {
    Permit first = sent(ALFA);
    Permit second = sent(BETA);
    first.throttled(SECOND.multipliedBy(20));
    second.throttled(SECOND.multipliedBy(57));

    assertThat(acquire("gamma").granted()).isCompleted();
  }

  @Test
  void anAdmittedRequestShowsThatTheLimitIsNotThePartners() {
    Permit first = sent(ALFA);
    Permit second = sent(BETA);
    Permit later = sent("gamma");
    first.throttled(SECOND.multipliedBy(20));
    later.admitted();
    second.throttled(SECOND.multipliedBy(20));

    assertThat(acquire("gamma").granted()).isCompleted();
  }

  @Test
  void aPermitOfAnotherScopeIsNotUsedWhenThePartnerIsThrottled() {
    Permit first = sent(ALFA);
    Permit second = sent(BETA);
    Permit early = acquire("gamma");
    first.throttled(SECOND);
    second.throttled(SECOND);

    assertThat(early.confirm()).isFalse();
  }

  @Test
  void aThrottledPartnerFailsTheCallsOfAllScopesThatCannotWait() {
    Permit first = sent(ALFA);
    Permit second = sent(BETA);
    acquire(5, "gamma");
    Permit waiting = limiter.acquire("gamma", SECOND, Long.MAX_VALUE);
    first.throttled(SECOND.multipliedBy(57));
    second.throttled(SECOND.multipliedBy(57));

    assertThat(remaining(waiting)).isEqualTo(SECOND.multipliedBy(57));
  }

  @Test
  void thePartnersRateIsNotReportedAMinuteAfterItsLastUseEither() {
    throttlePartnerAtTenASecond();
    time.advance(SECOND);
    sent("gamma").admitted();
    time.advance(Duration.ofSeconds(59));
    assertThat(limiter.status().requestsPerSecond()).isPresent();

    time.advance(Duration.ofSeconds(2));

    assertThat(limiter.status().requestsPerSecond()).isEmpty();
  }

  @Test
  void thePartnersRateIsForgottenAfterAMinuteToo() {
    throttlePartnerAtTenASecond();
    time.advance(SECOND);
    sent("gamma").admitted();
    assertThat(limiter.status().requestsPerSecond()).isPresent();

    time.advance(Duration.ofSeconds(61));
    sent("gamma").admitted();

    assertThat(limiter.status().requestsPerSecond()).isEmpty();
  }

  @Test
  void thePartnersThrottleCanBeForgottenToo() {
    Permit first = sent(ALFA);
    Permit second = sent(BETA);
    Permit third = sent("gamma");
    first.throttled(SECOND.multipliedBy(57));
    second.throttled(SECOND.multipliedBy(57));
    limiter.forget();
    assertThat(acquire("delta").granted()).isCompleted();

    third.release();
    sent(ALFA).throttled(SECOND.multipliedBy(57));
    limiter.forget();
    sent(BETA).throttled(SECOND.multipliedBy(57)); // the first one since then
    assertThat(acquire("delta").granted()).isCompleted();
  }

  @Test
  void aTimeWithoutCallsIsNotMeasuredForThePartnerEither() {
    sent(ALFA).admitted();
    time.advance(SECOND.multipliedBy(20));
    for (int i = 0; i < 20; i++) {
      sent("customer " + i).admitted();
    }
    Permit first = sent(ALFA);
    Permit second = sent(BETA);
    first.throttled(SECOND);
    second.throttled(SECOND);
    time.advance(SECOND);
    sent("gamma").admitted();

    assertThat(limiter.status().requestsPerSecond().getAsDouble()).isCloseTo(18, within(0.5));
  }

  @Test
  void scopesAreNotToBlameForTheThrottleOfThePartner() {
    List<Permit> permits = List.of(sent(ALFA), sent(BETA), sent("gamma"));
    permits.forEach(permit -> permit.throttled(null));
    time.advance(SECOND);

    for (String scope : List.of("gamma", ALFA)) {
      Permit again = sent(scope);
      again.throttled(null);
      assertThat(again.remaining()).isEqualTo(SECOND); // and not twice as long
    }
  }

  @Test
  void aScopeLearnsItsOwnLimitBesideAHigherOneOfThePartner() {
    for (int i = 0; i < 100; i++) {
      sent("customer " + i).admitted();
    }
    Permit first = sent(ALFA);
    Permit second = sent(BETA);
    first.throttled(SECOND);
    second.throttled(SECOND);
    time.advance(SECOND);
    for (int i = 0; i < 20; i++) {
      sent(ALFA).admitted();
      time.advance(Duration.ofMillis(20));
    }

    Permit refused = sent(ALFA);
    acquire(5, ALFA);
    refused.throttled(SECOND);
    time.advance(SECOND);

    assertThat(rate(ALFA)).isCloseTo(0.9 * 20 / 1.4, within(0.5));
    assertThat(limiter.status().requestsPerSecond().getAsDouble()).isGreaterThan(80);
  }

  private void throttlePartnerAtTenASecond() {
    for (int i = 0; i < 10; i++) {
      sent("customer " + i).admitted();
    }
    Permit first = sent(ALFA);
    Permit second = sent(BETA);
    first.throttled(SECOND);
    second.throttled(SECOND);
  }

  private void useFiveASecondBelowThePartnersRate() {
    throttlePartnerAtTenASecond();
    time.advance(SECOND);
    for (int i = 0; i < 5; i++) {
      sent(ALFA).admitted();
      time.advance(Duration.ofMillis(200));
    }
  }

  @Test
  void aScopeThatThePartnersRateHoldsBackLearnsNoRateOfItsOwn() {
    useFiveASecondBelowThePartnersRate();
    Permit refused = sent(ALFA);
    acquire(5, "gamma"); // wait for the partner's rate

    refused.throttled(SECOND);
    time.advance(SECOND);

    assertThat(limiter.status(ALFA).requestsPerSecond()).isEmpty();
  }

  @Test
  void aScopeThatNoOtherCallDelaysLearnsItsOwnRateAlthoughThatOfThePartnerIsKnown() {
    useFiveASecondBelowThePartnersRate();

    sent(ALFA).throttled(SECOND);
    time.advance(SECOND);

    assertThat(limiter.status(ALFA).requestsPerSecond()).isPresent();
  }
}
