package io.partnercenter.users.internal.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.internal.time.SimulatedTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** A limiter whose time passes when a test says so, and requests to it. */
abstract class LimiterInSimulatedTime {
  static final Duration SECOND = Duration.ofSeconds(1);
  static final Duration MAX_WAIT = Duration.ofMinutes(1);
  static final String ALFA = "alfa";
  static final String BETA = "beta";

  final SimulatedTime time = new SimulatedTime();
  final Limiter limiter = new Limiter(time);

  Permit acquire(String scope) {
    return limiter.acquire(scope, MAX_WAIT, Long.MAX_VALUE);
  }

  List<Permit> acquire(int count, String scope) {
    List<Permit> permits = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      permits.add(acquire(scope));
    }
    return permits;
  }

  /** A permit whose request is on its way. */
  Permit sent(String scope) {
    Permit permit = acquire(scope);
    assertThat(permit.granted()).isCompleted();
    assertThat(permit.confirm()).isTrue();
    return permit;
  }

  /** Learns a rate in a window of a second. Returns it. */
  double throttleAtTwentyASecond() {
    for (int i = 0; i < 20; i++) {
      sent(ALFA).admitted();
    }
    sent(ALFA).throttled(SECOND);
    time.advance(SECOND);
    return rate(ALFA);
  }

  /** As it is once the moment that was named is over. */
  double rate(String scope) {
    return limiter.status(scope).requestsPerSecond().getAsDouble();
  }

  static int granted(List<Permit> permits) {
    return (int) permits.stream().filter(permit -> permit.granted().isDone()).count();
  }

  static Duration remaining(Permit permit) {
    assertThat(permit.granted()).isCompletedExceptionally();
    try {
      permit.granted().get();
      throw new AssertionError("granted");
    } catch (ExecutionException e) {
      return ((PermitDeniedException) e.getCause()).remaining();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
