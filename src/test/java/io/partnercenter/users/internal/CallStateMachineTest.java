package io.partnercenter.users.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.RetryPolicy;
import io.partnercenter.users.internal.Decision.Action;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a call does next after each event. */
class CallStateMachineTest {
  private static final long ENOUGH_TIME = Duration.ofMinutes(2).toNanos();
  private static final IOException RESET = new IOException("Connection reset");

  private final RetryPolicy policy = RetryPolicy.builder().maxAttempts(3).build();
  private CallStateMachine machine = new CallStateMachine(policy, () -> 1, true);

  @Test
  void aCallGetsATokenThenAPermitAndThenSends() {
    assertThat(machine.start().action()).isEqualTo(Action.GET_TOKEN);
    assertThat(machine.tokenReceived("t").action()).isEqualTo(Action.GET_PERMIT);
    assertThat(machine.permitGranted().action()).isEqualTo(Action.SEND);

    Decision last = machine.responded(response(200, null), ENOUGH_TIME);

    assertThat(last.action()).isEqualTo(Action.RESPOND);
    assertThat(last.permit()).isEqualTo(PermitReturn.ADMITTED);
    assertThat(machine.hasEnded()).isTrue();
  }

  @Test
  void aTransientStatusIsFollowedByAPauseThatDoublesAndByAnotherPermit() {
    send();
    assertThat(machine.responded(response(503, null), ENOUGH_TIME).pause()).hasMillis(500);
    assertThat(machine.pauseOver().action()).isEqualTo(Action.GET_PERMIT);
    machine.permitGranted();
    assertThat(machine.responded(response(500, null), ENOUGH_TIME).pause()).hasMillis(1_000);
    machine.pauseOver();
    machine.permitGranted();

    assertThat(machine.responded(response(503, null), ENOUGH_TIME).action())
        .isEqualTo(Action.RESPOND);
  }

  @Test
  void a429ThatNamesAMomentIsFollowedByAnotherPermitAndCostsNoAttempt() {
    send();
    for (int i = 0; i < 100; i++) {
      Decision decision = machine.responded(response(429, Duration.ofSeconds(1)), ENOUGH_TIME);
      assertThat(decision.action()).isEqualTo(Action.GET_PERMIT);
      assertThat(decision.permit()).isEqualTo(PermitReturn.THROTTLED);
      assertThat(machine.permitGranted().action()).isEqualTo(Action.SEND);
    }
  }

  @Test
  void a429ThatNamesNoMomentCostsAnAttempt() {
    send();
    for (int i = 0; i < 2; i++) {
      assertThat(machine.responded(response(429, null), ENOUGH_TIME).action())
          .isEqualTo(Action.GET_PERMIT);
      machine.permitGranted();
    }

    assertThat(machine.responded(response(429, null), ENOUGH_TIME).action())
        .isEqualTo(Action.RESPOND);
  }

  @Test
  void aWaitThatThePolicyOrTheLimitDoesNotAllowIsNotStarted() {
    send();
    assertThat(machine.responded(response(429, Duration.ofSeconds(61)), ENOUGH_TIME).action())
        .isEqualTo(Action.RESPOND);

    machine = new CallStateMachine(policy, () -> 1, true);
    send();
    long second = Duration.ofSeconds(1).toNanos();
    assertThat(machine.responded(response(503, Duration.ofSeconds(2)), second).action())
        .isEqualTo(Action.RESPOND);

    machine = new CallStateMachine(policy, () -> 1, true);
    send();
    assertThat(machine.attemptFailed(RESET, false, false, 0).action()).isEqualTo(Action.FAIL);
  }

  @Test
  void aPolicyOfOneAttemptRetriesNo429() {
    machine = new CallStateMachine(RetryPolicy.builder().maxAttempts(1).build(), () -> 1, true);
    send();

    assertThat(machine.responded(response(429, Duration.ofNanos(1)), ENOUGH_TIME).action())
        .isEqualTo(Action.RESPOND);
  }

  @Test
  void aRequestThatCannotBeSentAgainIsSentOnce() {
    machine = new CallStateMachine(policy, () -> 1, false);
    send();
    assertThat(machine.responded(response(503, null), ENOUGH_TIME).action())
        .isEqualTo(Action.RESPOND);

    machine = new CallStateMachine(policy, () -> 1, false);
    send();
    assertThat(machine.attemptFailed(RESET, true, false, ENOUGH_TIME).action())
        .isEqualTo(Action.FAIL);
  }

  @Test
  void theFirstStaleConnectionCostsNoPause() {
    send();
    assertThat(machine.attemptFailed(RESET, true, false, ENOUGH_TIME).action())
        .isEqualTo(Action.GET_PERMIT);
    machine.permitGranted();
    assertThat(machine.attemptFailed(RESET, true, false, ENOUGH_TIME).action())
        .isEqualTo(Action.PAUSE);
  }

  @Test
  void aPermitThatIsLostBeforeTheRequestIsSentCostsNoAttempt() {
    send();
    for (int i = 0; i < 100; i++) {
      assertThat(machine.permitLost().action()).isEqualTo(Action.GET_PERMIT);
      machine.permitGranted();
    }
    assertThat(machine.responded(response(503, null), ENOUGH_TIME).pause()).hasMillis(500);
  }

  @Test
  void aRefusedTokenIsReplacedOnce() {
    send();
    ResponseFacts refused = new ResponseFacts(401, null, true, false);
    assertThat(machine.responded(refused, ENOUGH_TIME).action()).isEqualTo(Action.GET_TOKEN);
    assertThat(machine.tokenReceived("another").action()).isEqualTo(Action.GET_PERMIT);
    machine.permitGranted();
    assertThat(machine.responded(refused, ENOUGH_TIME).action()).isEqualTo(Action.RESPOND);
  }

  @Test
  void aRefusedTokenThatIsReturnedAgainIsNotSentAgain() {
    send();
    machine.responded(new ResponseFacts(401, null, true, false), ENOUGH_TIME);

    assertThat(machine.tokenReceived("t").action()).isEqualTo(Action.RESPOND);
  }

  @Test
  void aTokenThatLacksMfaIsReplacedOnce() {
    send();
    ResponseFacts lacksMfa = new ResponseFacts(401, null, true, true);

    assertThat(machine.responded(lacksMfa, ENOUGH_TIME).action()).isEqualTo(Action.GET_TOKEN);
    machine.tokenReceived("of a new consent");
    machine.permitGranted();
    assertThat(machine.responded(lacksMfa, ENOUGH_TIME).action()).isEqualTo(Action.RESPOND);
  }

  @Test
  void theLimitOfACallThatWaitsForAThrottleEndsItAsThrottled() {
    machine.start();
    machine.tokenReceived("t");

    Decision last = machine.stopped(StopReason.DEADLINE, Duration.ofSeconds(3));

    assertThat(last.permit()).isEqualTo(PermitReturn.RELEASED);
    assertThat(last.failure().kind).isEqualTo(CallFailure.Kind.THROTTLED);
    assertThat(last.failure().remaining).hasSeconds(3);
  }

  @Test
  void theLimitOfAnyOtherCallIsATimeOut() {
    send();

    Decision last = machine.stopped(StopReason.DEADLINE, Duration.ofSeconds(3));

    assertThat(last.permit()).isEqualTo(PermitReturn.RELEASED);
    assertThat(last.failure().kind).isEqualTo(CallFailure.Kind.DEADLINE);
  }

  /** Each seed makes another call. Some calls are stopped, or run into broken code. */
  @Test
  void inAnyOrderOfEventsACallEndsOnceAndReturnsEachPermitOnce() {
    for (int seed = 0; seed < 200_000; seed++) {
      new RandomRun(new Random(seed)).run("seed " + seed);
    }
  }

  private void send() {
    machine.start();
    machine.tokenReceived("t");
    machine.permitGranted();
  }

  private static ResponseFacts response(int status, Duration retryAfter) {
    return new ResponseFacts(status, retryAfter, false, false);
  }

  /** Simulates the driver: every event that was requested comes, among others that weren't. */
  private static final class RandomRun {
    private static final int[] STATUSES = {200, 204, 400, 401, 404, 408, 429, 500, 503};

    private final Random random;
    private final CallStateMachine machine;
    private final int maxAttempts;
    private boolean permitPending;
    private boolean permitHeld;
    private boolean tokenPending;
    private boolean attemptPending;
    private boolean pausePending;
    private int ends;
    private int attempts;
    private int namedThrottles;
    private int lostPermits;

    RandomRun(Random random) {
      this.random = random;
      this.maxAttempts = 1 + random.nextInt(5);
      RetryPolicy policy =
          RetryPolicy.builder()
              .maxAttempts(maxAttempts)
              .maxWait(Duration.ofSeconds(random.nextInt(3) * 30))
              .build();
      this.machine = new CallStateMachine(policy, random::nextDouble, random.nextInt(8) > 0);
    }

    void run(String seed) {
      carryOut(machine.start());
      int steps = 0;
      while (ends == 0) {
        assertThat(tokenPending || permitPending || attemptPending || pausePending)
            .as("%s: an event is pending until the end", seed)
            .isTrue();
        carryOut(random.nextInt(10) == 0 ? unexpectedEvent() : pendingEvent());
        assertThat(steps++).as("%s: it ends", seed).isLessThan(10_000);
      }
      for (int i = 0; i < 5; i++) { // late events
        carryOut(random.nextBoolean() ? unexpectedEvent() : pendingEvent());
      }
      assertThat(ends).as("%s: ends", seed).isEqualTo(1);
      assertThat(permitHeld || permitPending).as("%s: a permit is lost", seed).isFalse();
      assertThat(attempts - namedThrottles - lostPermits)
          .as("%s: attempts", seed)
          .isLessThanOrEqualTo(maxAttempts + 1); // one more after a refused token
    }

    private Decision pendingEvent() {
      if (tokenPending) {
        tokenPending = false;
        return random.nextInt(10) == 0
            ? machine.tokenFailed(RESET)
            : machine.tokenReceived("t" + random.nextInt(2));
      }
      if (permitPending) {
        permitPending = false;
        if (random.nextInt(10) == 0) {
          return machine.permitDenied(Duration.ofSeconds(1));
        }
        permitHeld = true;
        return machine.permitGranted();
      }
      if (attemptPending) {
        attemptPending = false;
        return attemptEnds();
      }
      if (pausePending) {
        pausePending = false;
        return machine.pauseOver();
      }
      return Decision.NOTHING;
    }

    private Decision attemptEnds() {
      long left = random.nextInt(5) == 0 ? 0 : ENOUGH_TIME;
      switch (random.nextInt(5)) {
        case 0:
          return machine.attemptFailed(RESET, random.nextBoolean(), random.nextInt(9) == 0, left);
        case 1:
          lostPermits++;
          permitHeld = false; // a permit that can't be confirmed is returned with that
          return machine.permitLost();
        default:
          int status = STATUSES[random.nextInt(STATUSES.length)];
          Duration retryAfter =
              random.nextBoolean() ? null : Duration.ofSeconds(random.nextInt(70));
          ResponseFacts facts =
              new ResponseFacts(status, retryAfter, status == 401, random.nextInt(4) == 0);
          namedThrottles += status == 429 && facts.hasRetryAfter() ? 1 : 0;
          return machine.responded(facts, left);
      }
    }

    /** Returns the decision for an event that may come at any time, or was never requested. */
    private Decision unexpectedEvent() {
      switch (random.nextInt(9)) {
        case 0:
          return machine.stopped(StopReason.CANCELLED, Duration.ZERO);
        case 1:
          return machine.stopped(StopReason.DEADLINE, Duration.ofSeconds(random.nextInt(2)));
        case 2:
          return machine.broken(new IllegalStateException());
        case 3:
          return machine.start();
        case 4:
          return tokenPending ? Decision.NOTHING : machine.tokenReceived("late");
        case 5:
          return permitPending ? Decision.NOTHING : machine.permitGranted();
        case 6:
          return pausePending ? Decision.NOTHING : machine.pauseOver();
        case 7:
          return attemptPending
              ? Decision.NOTHING
              : machine.responded(response(200, null), ENOUGH_TIME);
        default:
          return attemptPending ? Decision.NOTHING : machine.permitLost();
      }
    }

    private void carryOut(Decision decision) {
      if (decision.permit() != PermitReturn.KEPT) {
        assertThat(permitHeld || permitPending).isTrue();
        permitHeld = false;
        permitPending = false;
      }
      if (decision.action() != Action.NOTHING) {
        assertThat(ends).as("nothing is done after the end").isZero();
      }
      switch (decision.action()) {
        case GET_TOKEN -> tokenPending = true;
        case GET_PERMIT -> {
          assertThat(permitHeld || permitPending).isFalse();
          permitPending = true;
        }
        case SEND -> {
          assertThat(permitHeld).isTrue();
          attempts++;
          attemptPending = true;
        }
        case PAUSE -> {
          assertThat(permitHeld || permitPending).isFalse();
          pausePending = true;
        }
        case RESPOND, FAIL -> {
          ends++;
          tokenPending = false;
          attemptPending = false;
          pausePending = false;
        }
        case NOTHING -> {}
      }
    }
  }
}
