package io.partnercenter.users.internal;

import io.partnercenter.users.RetryPolicy;
import io.partnercenter.users.internal.time.Durations;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a call does next. Each method reports an event and returns what to do about it. The
 * machine itself does no I/O, has no clock and starts no thread. It reaches one end, once. After
 * that, and for an event that its state doesn't expect, it returns {@link Decision#NOTHING}.
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

  /** Whether a permit was asked for, or granted, and is not returned yet. */
  private boolean permitToReturn;

  private @Nullable String token;
  private int attempts;
  private boolean askedForNewToken;
  private boolean skippedPause;
  private @Nullable Decision end;

  /**
   * Makes the state machine of one call.
   *
   * @param random returns the jitter, from 0 to 1
   * @param repeatable whether the body of the request can be sent again
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

  /** The decision that ended the call. */
  synchronized Decision end() {
    return Objects.requireNonNull(end);
  }

  /** The call has begun. */
  synchronized Decision start() {
    return state == State.NEW ? to(State.TOKEN, Decision.GET_TOKEN) : Decision.NOTHING;
  }

  /** The provider returned a token. */
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

  /** The provider failed to return a token. */
  synchronized Decision tokenFailed(Throwable cause) {
    return state == State.TOKEN || state == State.NEW_TOKEN
        ? end(Decision.fail(CallFailure.noToken(cause)))
        : Decision.NOTHING;
  }

  /** The permit was granted: a request may be sent. */
  synchronized Decision permitGranted() {
    if (state != State.PERMIT) {
      return Decision.NOTHING;
    }
    attempts++;
    return to(State.ATTEMPT, Decision.SEND);
  }

  /**
   * The permit was denied: the call can't wait for it.
   *
   * @param remaining how long the service still throttles; zero if it doesn't, and the call has
   *     merely reached its deadline
   */
  synchronized Decision permitDenied(Duration remaining) {
    if (state != State.PERMIT) {
      return Decision.NOTHING;
    }
    permitToReturn = false;
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
    permitToReturn = false;
    return askForPermit();
  }

  /**
   * The attempt has a response, and its whole body was read.
   *
   * @param nanosLeft the time until the limit of the call
   */
  synchronized Decision responded(ResponseFacts response, long nanosLeft) {
    if (state != State.ATTEMPT) {
      return Decision.NOTHING;
    }
    permitToReturn = false;
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
        attempts--; // the wait costs the call time, but no attempt
      }
      // a policy without retries has one attempt, also after a 429 that counts as none
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
   * @param staleConnection whether the connection had been used before. Most likely the other side
   *     closed it in the meantime, which says nothing about the service. So the first such failure
   *     is retried without a pause
   * @param cancelled whether the attempt was cancelled by somebody else
   * @param nanosLeft the time until the limit of the call
   */
  synchronized Decision attemptFailed(
      IOException cause, boolean staleConnection, boolean cancelled, long nanosLeft) {
    if (state != State.ATTEMPT) {
      return Decision.NOTHING;
    }
    permitToReturn = false;
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

  /** The caller's code, such as an interceptor, threw something unchecked. */
  synchronized Decision broken(Throwable cause) {
    return stop(CallFailure.broken(cause));
  }

  /**
   * The call must end, whatever its state is.
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
    permitToReturn = true;
    return to(State.PERMIT, Decision.GET_PERMIT);
  }

  private Decision pause(Duration pause) {
    return pause.isZero() ? askForPermit() : to(State.PAUSE, Decision.pause(pause));
  }

  private boolean fits(Duration wait, long nanosLeft) {
    return wait.compareTo(policy.maxWait()) <= 0 && Durations.nanos(wait) < nanosLeft;
  }

  private Decision end(Decision last) {
    boolean toRelease = permitToReturn;
    permitToReturn = false;
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
