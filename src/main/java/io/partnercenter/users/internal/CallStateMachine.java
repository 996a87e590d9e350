package io.partnercenter.users.internal;

import io.partnercenter.users.RetryPolicy;
import io.partnercenter.users.internal.time.Durations;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a call does next. It is told what happened and says what to do; it does nothing by
 * itself, and has no clock and no thread. It reaches one end, once. After that, and for an event
 * that its state doesn't expect, it says that there is nothing to do.
 *
 * <pre>
 * NEW → TOKEN → PERMIT → ATTEMPT → ENDED
 *                 ↑  ↖       │
 *                 │   PAUSE ←┤   a transient failure
 *                 ├──────────┤   a 429, or a permit that was lost before the request was sent
 *                 └─ NEW_TOKEN   a refused token
 * </pre>
 *
 * <p>Thread-safe: a stop may come from any thread.
 */
final class CallStateMachine {
  private final RetryPolicy policy;
  private final Backoff backoff;
  private final DoubleSupplier random;
  private final boolean repeatable;

  private State state = State.NEW;
  private boolean hasPermit;
  private @Nullable String token;
  private int attempts;
  private boolean askedForNewToken;
  private boolean skippedPause;
  private @Nullable Decision end;

  /**
   * @param random gives the jitter, from 0 to 1
   * @param repeatable whether the request's body can be sent again
   */
  CallStateMachine(RetryPolicy policy, DoubleSupplier random, boolean repeatable) {
    this.policy = policy;
    this.backoff = new Backoff(policy);
    this.random = random;
    this.repeatable = repeatable;
  }

  synchronized boolean hasEnded() {
    return state == State.ENDED;
  }

  /** How the call ended. */
  synchronized Decision end() {
    return Objects.requireNonNull(end);
  }

  /** The call begins. */
  synchronized Decision start() {
    return state == State.NEW ? to(State.TOKEN, Decision.GET_TOKEN) : Decision.NOTHING;
  }

  /** The provider gave a token. */
  synchronized Decision tokenReceived(String received) {
    if (state == State.NEW_TOKEN && received.equals(token)) {
      return end(Decision.RESPOND);
    }
    if (state != State.TOKEN && state != State.NEW_TOKEN) {
      return Decision.NOTHING;
    }
    token = received;
    return askForPermit();
  }

  /** The provider gave no token. */
  synchronized Decision tokenFailed(Throwable cause) {
    return state == State.TOKEN || state == State.NEW_TOKEN
        ? end(Decision.fail(CallFailure.noToken(cause)))
        : Decision.NOTHING;
  }

  /** A request may be sent. */
  synchronized Decision permitGranted() {
    if (state != State.PERMIT) {
      return Decision.NOTHING;
    }
    attempts++;
    return to(State.ATTEMPT, Decision.SEND);
  }

  /**
   * The call can't wait for a permit.
   *
   * @param remaining how long the service throttles; zero if it doesn't, and only time is up
   */
  synchronized Decision permitDenied(Duration remaining) {
    if (state != State.PERMIT) {
      return Decision.NOTHING;
    }
    hasPermit = false;
    return end(
        Decision.fail(
            remaining.isZero()
                ? CallFailure.stopped(StopReason.DEADLINE)
                : CallFailure.throttled(remaining)));
  }

  /** The service began to throttle after the permit was granted. The request was not sent. */
  synchronized Decision permitLost() {
    if (state != State.ATTEMPT) {
      return Decision.NOTHING;
    }
    attempts--;
    hasPermit = false;
    return askForPermit();
  }

  /**
   * The attempt has a response, with all of its body.
   *
   * @param nanosLeft until the limit of the call
   */
  synchronized Decision responded(ResponseFacts response, long nanosLeft) {
    if (state != State.ATTEMPT) {
      return Decision.NOTHING;
    }
    hasPermit = false;
    PermitReturn permit = response.isThrottled() ? PermitReturn.THROTTLED : PermitReturn.ADMITTED;
    return afterResponse(response, nanosLeft).returning(permit);
  }

  private Decision afterResponse(ResponseFacts response, long nanosLeft) {
    if (response.isTokenRefused()) {
      if (!repeatable || askedForNewToken) {
        return end(Decision.RESPOND);
      }
      askedForNewToken = true;
      return to(State.NEW_TOKEN, Decision.GET_TOKEN);
    }
    if (!repeatable || !Retryable.status(response.status())) {
      return end(Decision.RESPOND);
    }
    Duration retryAfter = response.retryAfter();
    if (response.isThrottled()) {
      if (response.hasRetryAfter()) {
        attempts--; // it costs the call time, but no attempt
      }
      boolean mayRetry = policy.maxAttempts() > 1 && attempts < policy.maxAttempts();
      return mayRetry && fits(retryAfter == null ? Duration.ZERO : retryAfter, nanosLeft)
          ? askForPermit()
          : end(Decision.RESPOND);
    }
    Duration pause = backoff.pauseAfter(attempts, random.getAsDouble(), retryAfter);
    return attempts < policy.maxAttempts() && fits(pause, nanosLeft)
        ? pause(pause)
        : end(Decision.RESPOND);
  }

  /**
   * The attempt ended without a response.
   *
   * @param staleConnection whether its connection had been used before. Most likely the other side
   *     had closed it meanwhile, which says nothing of the service: the first time costs no pause
   * @param cancelled whether somebody else cancelled the attempt
   * @param nanosLeft until the limit of the call
   */
  synchronized Decision attemptFailed(
      IOException cause, boolean staleConnection, boolean cancelled, long nanosLeft) {
    if (state != State.ATTEMPT) {
      return Decision.NOTHING;
    }
    hasPermit = false;
    return afterFailure(cause, staleConnection, cancelled, nanosLeft)
        .returning(PermitReturn.RELEASED);
  }

  private Decision afterFailure(
      IOException cause, boolean staleConnection, boolean cancelled, long nanosLeft) {
    Decision failed = Decision.fail(CallFailure.connection(cause));
    if (cancelled || !repeatable || !Retryable.failure(cause) || attempts >= policy.maxAttempts()) {
      return end(failed);
    }
    if (staleConnection && !skippedPause) {
      skippedPause = true;
      return askForPermit();
    }
    Duration pause = backoff.pauseAfter(attempts, random.getAsDouble(), null);
    return fits(pause, nanosLeft) ? pause(pause) : end(failed);
  }

  /** The pause is over. */
  synchronized Decision pauseOver() {
    return state == State.PAUSE ? askForPermit() : Decision.NOTHING;
  }

  /** Code of the caller, such as an interceptor, threw something unchecked. */
  synchronized Decision broken(Throwable cause) {
    return stop(CallFailure.broken(cause));
  }

  /**
   * The call is to end, whatever it does.
   *
   * @param throttled how long the service still throttles; zero if it doesn't
   */
  synchronized Decision stopped(StopReason reason, Duration throttled) {
    boolean byThrottle =
        reason == StopReason.DEADLINE && state == State.PERMIT && !throttled.isZero();
    return stop(byThrottle ? CallFailure.throttled(throttled) : CallFailure.stopped(reason));
  }

  private Decision stop(CallFailure failure) {
    return state == State.ENDED ? Decision.NOTHING : end(Decision.fail(failure));
  }

  private Decision askForPermit() {
    hasPermit = true;
    return to(State.PERMIT, Decision.GET_PERMIT);
  }

  private Decision pause(Duration pause) {
    return pause.isZero() ? askForPermit() : to(State.PAUSE, Decision.pause(pause));
  }

  private boolean fits(Duration wait, long nanosLeft) {
    return wait.compareTo(policy.maxWait()) <= 0 && Durations.nanos(wait) < nanosLeft;
  }

  private Decision end(Decision last) {
    boolean toRelease = hasPermit;
    hasPermit = false;
    end = toRelease ? last.returning(PermitReturn.RELEASED) : last;
    return to(State.ENDED, end);
  }

  private Decision to(State next, Decision decision) {
    state = next;
    return decision;
  }

  private enum State {
    NEW,
    TOKEN,
    PERMIT,
    ATTEMPT,
    PAUSE,
    NEW_TOKEN,
    ENDED
  }
}
