package io.partnercenter.users.internal.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.internal.throttle.WindowServer.RetryAfter;
import io.partnercenter.users.internal.time.SimulatedTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The limiter before a service that counts in fixed windows. In virtual time, so the figures are
 * the same in every run.
 */
class LimiterSimulationTest {
  private static final String ALFA = "alfa";
  private static final String PARTNER = "";
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int SEEDS = 5;

  static List<Arguments> services() {
    List<Arguments> all = new ArrayList<>();
    for (RetryAfter retryAfter : RetryAfter.values()) {
      all.add(Arguments.of(retryAfter, 5, 15));
      all.add(Arguments.of(retryAfter, 20, 60));
      all.add(Arguments.of(retryAfter, 5, 200));
      all.add(Arguments.of(retryAfter, 150, 200));
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("services")
  void fiveHundredCallsAtTenASecond(RetryAfter retryAfter, int shortest, int longest) {
    for (int seed = 0; seed < SEEDS; seed++) {
      Run run = new Run(seed, retryAfter, shortest, longest);
      run.limit(ALFA, 10, SECOND);
      run.calls.start(500, ALFA);

      run.endsWithin(Duration.ofMillis(62_500)); // 1.25 times the ideal
      assertThat(run.server.refusedShare()).isLessThanOrEqualTo(0.05);
    }
  }

  @ParameterizedTest
  @MethodSource("services")
  void threeHundredCallsAtTwentyASecond(RetryAfter retryAfter, int shortest, int longest) {
    for (int seed = 0; seed < SEEDS; seed++) {
      Run run = new Run(seed, retryAfter, shortest, longest);
      run.limit(ALFA, 20, SECOND);
      run.calls.start(300, ALFA);

      run.endsWithin(Duration.ofMillis(22_500)); // 1.5 times the ideal
      assertThat(run.server.refusedShare()).isLessThanOrEqualTo(0.08);
    }
  }

  @ParameterizedTest
  @MethodSource("services")
  void twoHundredFortyCallsAtSixtyInTwentySeconds(
      RetryAfter retryAfter, int shortest, int longest) {
    boolean namesTheMoment = retryAfter == RetryAfter.EXACT || retryAfter == RetryAfter.ROUNDED_UP;
    for (int seed = 0; seed < SEEDS; seed++) {
      Run run = new Run(seed, retryAfter, shortest, longest);
      run.limit(ALFA, 60, SECOND.multipliedBy(20));
      run.calls.start(240, ALFA);

      run.endsWithin(Duration.ofSeconds(96)); // 1.2 times the ideal
      assertThat(run.server.refusedShare()).isLessThanOrEqualTo(namesTheMoment ? 0.10 : 0.15);
    }
  }

  @ParameterizedTest
  @MethodSource("services")
  void fourHundredCallsOverHundredCustomersAtTwentyASecondForThePartner(
      RetryAfter retryAfter, int shortest, int longest) {
    for (int seed = 0; seed < SEEDS; seed++) {
      Run run = new Run(seed, retryAfter, shortest, longest);
      run.limit(PARTNER, 20, SECOND);
      for (int i = 0; i < 400; i++) {
        run.calls.start(1, "customer " + i % 100);
      }

      run.endsWithin(Duration.ofSeconds(30)); // 1.5 times the ideal
      assertThat(run.server.refusedShare()).isLessThanOrEqualTo(0.10);
    }
  }

  @Test
  void aThrottledCustomerDelaysNoOther() {
    for (int throttled : new int[] {1, 3}) {
      for (int seed = 0; seed < SEEDS; seed++) {
        Duration alone = percentile99BesideThrottled(0, seed);
        Duration beside = percentile99BesideThrottled(throttled, seed);

        assertThat(beside).isCloseTo(alone, Duration.ofMillis(5));
      }
    }
  }

  private static Duration percentile99BesideThrottled(int throttled, int seed) {
    Run run = new Run(seed, RetryAfter.ROUNDED_UP, 20, 100);
    SimulatedCalls others = run.calls;
    for (int i = 0; i < throttled; i++) {
      run.limit("throttled " + i, 10, SECOND);
      others.start(500, "throttled " + i);
    }
    SimulatedCalls.Watch watch = others.watch("free");
    others.startEvery(Duration.ofMillis(50), 1_000, "free");
    run.time.runUntil(Duration.ofSeconds(60));
    assertThat(watch.completed()).isEqualTo(1_000);
    return watch.percentile99();
  }

  @Test
  void aSingle429AtFullSpeedCostsAboutTheTimeThatItNamed() {
    Run run = new Run(1, RetryAfter.ROUNDED_UP, 20, 100);
    for (int i = 0; i < 32; i++) {
      run.calls.startInTurn(100_000, ALFA);
    }
    run.time.runUntil(Duration.ofSeconds(10));
    int before = run.calls.completed();
    run.time.advance(SECOND);
    int perSecond = run.calls.completed() - before;

    run.limit(ALFA, 0, SECOND);
    while (run.server.refusals() == 0) {
      run.time.advance(Duration.ofMillis(1));
    }
    run.server.unlimited(ALFA);
    before = run.calls.completed();
    run.time.advance(SECOND.multipliedBy(4));

    assertThat(run.calls.completed() - before).isGreaterThan(perSecond * 11 / 4);
  }

  @Test
  void theRateFollowsALimitThatChanges() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Run run = new Run(seed, RetryAfter.ROUNDED_UP, 20, 100);
      run.calls.start(10_000, ALFA);
      run.limit(ALFA, 50, SECOND);
      run.time.runUntil(SECOND.multipliedBy(20));

      run.limit(ALFA, 5, SECOND);
      int refusals = run.server.refusals();
      run.time.advance(SECOND.multipliedBy(10));
      int before = run.calls.completed();
      run.time.advance(SECOND.multipliedBy(30));
      assertThat(run.calls.completed() - before).isGreaterThan(5 * 30 * 8 / 10);
      assertThat(run.server.refusals() - refusals).isLessThan(20);

      run.limit(ALFA, 50, SECOND);
      run.time.advance(SECOND.multipliedBy(60));
      before = run.calls.completed();
      run.time.advance(SECOND.multipliedBy(20));
      assertThat(run.calls.completed() - before).isGreaterThan(50 * 20 * 8 / 10);
    }
  }

  @Test
  void twoProcessesShareALimit() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Run run = new Run(seed, RetryAfter.ROUNDED_UP, 20, 100);
      SimulatedCalls other =
          new SimulatedCalls(
              run.time, run.server, new Random(-seed), Duration.ofMillis(20), SECOND.dividedBy(10));
      run.limit(ALFA, 20, SECOND);
      run.calls.start(1_000, ALFA);
      run.time.in(SECOND.multipliedBy(5), () -> other.start(1_000, ALFA));

      run.time.runUntil(SECOND.multipliedBy(55));

      assertThat(run.calls.completed() + other.completed()).isGreaterThan(20 * 55 * 8 / 10);
      assertThat(other.completed()).isGreaterThan(20 * 50 / 10);
      assertThat(run.server.refusedShare()).isLessThan(0.04);
    }
  }

  @Test
  void aSlowServiceIsUsedToo() {
    Run run = new Run(1, RetryAfter.ROUNDED_UP, 2_000, 2_100);
    run.limit(ALFA, 10, SECOND);
    run.calls.start(500, ALFA);

    run.endsWithin(SECOND.multipliedBy(100));
    assertThat(run.server.refusedShare()).isLessThan(0.15);
  }

  @Test
  void verySmallLimitsAreLearnedToo() {
    Run run = new Run(1, RetryAfter.ROUNDED_UP, 20, 100);
    run.limit(ALFA, 60, SECOND.multipliedBy(57)); // as a gateway on the way has it
    run.calls.start(240, ALFA);

    run.endsWithin(SECOND.multipliedBy(240));
    assertThat(run.server.refusedShare()).isLessThan(0.10);
  }

  @Test
  void aPartnerWithFewCustomersIsThrottledAsOne() {
    for (int customers : new int[] {10, 20, 50}) {
      for (int seed = 0; seed < SEEDS; seed++) {
        Run run = new Run(seed, RetryAfter.ROUNDED_UP, 5, 15);
        run.limit(PARTNER, 20, SECOND);
        for (int i = 0; i < 400; i++) {
          run.calls.start(1, "customer " + i % customers);
        }

        run.endsWithin(SECOND.multipliedBy(24));
        assertThat(run.server.refusedShare()).isLessThan(0.10);
        assertThat(run.calls.limiter().status().requestsPerSecond().getAsDouble())
            .isBetween(15.0, 25.0);
      }
    }
  }

  private static final class Run {
    private final SimulatedTime time = new SimulatedTime();
    private final WindowServer server;
    private final SimulatedCalls calls;
    private final Random random;

    Run(int seed, RetryAfter retryAfter, int shortestMillis, int longestMillis) {
      random = new Random(seed);
      server = new WindowServer(time, retryAfter);
      calls =
          new SimulatedCalls(
              time,
              server,
              random,
              Duration.ofMillis(shortestMillis),
              Duration.ofMillis(longestMillis));
    }

    /** A limit whose windows begin at a random time. */
    void limit(String scope, int perWindow, Duration window) {
      long begun = (long) (random.nextDouble() * window.toNanos());
      server.limit(scope, perWindow, window, Duration.ofNanos(begun));
    }

    void endsWithin(Duration length) {
      time.runUntil(length);
      assertThat(calls.failed()).isZero();
      assertThat(calls.unfinished()).isZero();
      assertThat(time.pauses()).isZero();
    }
  }
}
