package io.partnercenter.users.internal.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.partnercenter.users.ThrottleStatus;
import io.partnercenter.users.internal.time.SimulatedTime;
import io.partnercenter.users.internal.time.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** When the limiter lets requests go. */
class LimiterTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MAX_WAIT = Duration.ofMinutes(1);
  private static final String ALFA = "alfa";
  private static final String BETA = "beta";

  private final SimulatedTime time = new SimulatedTime();
  private final Limiter limiter = new Limiter(time);

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
    later.throttled(Duration.ZERO); // which names no moment either
    assertThat(later.remaining()).isEqualTo(SECOND);
  }

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
  void aCallThatWaitsForNothingStillWaitsForTheRamp() {
    acquire(4, ALFA);

    Permit permit = limiter.acquire(ALFA, Duration.ZERO, Long.MAX_VALUE);

    assertThat(permit.granted()).isNotDone();
    time.advance(SECOND);
    assertThat(permit.granted()).isCompleted();
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
  void aThrottledScopeDelaysNoOther() {
    sent(ALFA).throttled(SECOND.multipliedBy(57));
    acquire(500, ALFA);

    assertThat(acquire(BETA).granted()).isCompleted();
  }

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
  void aCallIsNotSentAfterItsDeadline() {
    acquire(4, ALFA);
    Permit late =
        limiter.acquire(ALFA, MAX_WAIT, time.nanoTime() + Duration.ofMillis(500).toNanos());

    time.advance(SECOND);

    assertThat(remaining(late)).isZero();
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
  void callsOneAfterTheOtherDoNotPrepareForAHerd() {
    for (int i = 0; i < 1_000; i++) {
      sent(ALFA).admitted();
    }

    assertThat(granted(acquire(100, ALFA))).isEqualTo(4);
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
  void aSlotThatWasUsedALittleLateDelaysTheNextOneNot() {
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
  void aRateIsNotToldAMinuteAfterItsLastUse() {
    throttleAtTwentyASecond();
    time.advance(Duration.ofSeconds(59));
    assertThat(limiter.status(ALFA).requestsPerSecond()).isPresent();

    time.advance(Duration.ofSeconds(2));

    assertThat(limiter.status(ALFA).requestsPerSecond()).isEmpty();
  }

  @Test
  void thePartnersRateIsNotToldAMinuteAfterItsLastUseEither() {
    for (int i = 0; i < 10; i++) {
      sent("customer " + i).admitted();
    }
    Permit first = sent(ALFA);
    Permit second = sent(BETA);
    first.throttled(SECOND);
    second.throttled(SECOND);
    time.advance(SECOND);
    sent("gamma").admitted();
    time.advance(Duration.ofSeconds(59));
    assertThat(limiter.status().requestsPerSecond()).isPresent();

    time.advance(Duration.ofSeconds(2));

    assertThat(limiter.status().requestsPerSecond()).isEmpty();
  }

  @Test
  void thePartnersRateIsForgottenAfterAMinuteToo() {
    for (int i = 0; i < 10; i++) {
      sent("customer " + i).admitted();
    }
    Permit first = sent(ALFA);
    Permit second = sent(BETA);
    first.throttled(SECOND);
    second.throttled(SECOND);
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
  void requestsWithoutAResponseDoNotWidenTheRamp() {
    List<Permit> permits = acquire(100, ALFA);
    permits.subList(0, 40).forEach(Permit::release);

    assertThat(granted(permits)).isEqualTo(44);
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

  private Permit acquire(String scope) {
    return limiter.acquire(scope, MAX_WAIT, Long.MAX_VALUE);
  }

  private List<Permit> acquire(int count, String scope) {
    List<Permit> permits = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      permits.add(acquire(scope));
    }
    return permits;
  }

  /** A permit whose request is on its way. */
  private Permit sent(String scope) {
    Permit permit = acquire(scope);
    assertThat(permit.granted()).isCompleted();
    assertThat(permit.confirm()).isTrue();
    return permit;
  }

  /** Learns a rate in a window of a second. Returns it. */
  private double throttleAtTwentyASecond() {
    for (int i = 0; i < 20; i++) {
      sent(ALFA).admitted();
    }
    sent(ALFA).throttled(SECOND);
    time.advance(SECOND);
    return rate(ALFA);
  }

  /** As it is once the moment that was named is over. */
  private double rate(String scope) {
    return limiter.status(scope).requestsPerSecond().getAsDouble();
  }

  private static int granted(List<Permit> permits) {
    return (int) permits.stream().filter(permit -> permit.granted().isDone()).count();
  }

  private static Duration remaining(Permit permit) {
    assertThat(permit.granted()).isCompletedExceptionally();
    try {
      permit.granted().get();
      throw new AssertionError("granted");
    } catch (ExecutionException e) {
      return ((HeldBackException) e.getCause()).remaining();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
