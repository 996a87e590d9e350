package io.partnercenter.users.internal;

import io.partnercenter.users.internal.throttle.Permit;
import io.partnercenter.users.internal.throttle.PermitDeniedException;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import okhttp3.Call;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what the state machine of a call decides, and reports the result back. The base of
 * {@link BlockingDriver} and {@link AsyncDriver}, which differ in how they wait.
 */
abstract class CallDriver {
  final RetryingCallFactory factory;
  private final RetryingCall call;
  private final Request request;
  private final CallContext context;
  private final Call firstAttempt;

  private final CallStateMachine machine;

  // A step first writes these fields and then checks whether the call has ended. A stop first ends
  // the call and then reads them. So at least one of the two sees the other, and nothing is left
  // waiting.
  private volatile @Nullable Permit permit;
  private volatile @Nullable Call attempt;
  private volatile @Nullable CompletableFuture<?> wait;

  // Only one step runs at a time, and only steps use these.
  private @Nullable Response response;
  private @Nullable IOException earlierFailure;
  private @Nullable Response earlierResponse;

  /** Called on the caller's thread: instrumentation reads its context from that thread. */
  CallDriver(RetryingCall call) {
    this.call = call;
    this.factory = call.factory();
    this.request = call.request();
    this.context = call.context();
    this.machine =
        new CallStateMachine(
            factory.retryPolicy,
            factory.random,
            request.body() == null || !request.body().isOneShot());
    this.firstAttempt = factory.attemptCalls.newCall(request);
  }

  /** Called when the call was stopped, possibly while a step is running. */
  abstract void endByStop(Decision failed);

  final Decision start() {
    return machine.start();
  }

  /** How the call ended. */
  final Decision end() {
    return machine.end();
  }

  /** Stops the call, unless it has ended. */
  final void stop(StopReason reason) {
    Permit current = permit;
    Duration throttled = current == null ? Duration.ZERO : current.remaining();
    Decision decision = machine.stopped(reason, throttled);
    if (decision.action() != Decision.Action.NOTHING) {
      returnPermit(decision, null);
      endByStop(decision);
      release();
    } else if (context.isStreaming()) {
      release(); // the caller may still be reading the body
    }
  }

  /** Ends the current wait and cancels the current attempt. */
  private void release() {
    CompletableFuture<?> currentWait = wait;
    if (currentWait != null) {
      currentWait.complete(null);
    }
    Call currentAttempt = attempt;
    if (currentAttempt != null) {
      currentAttempt.cancel();
    }
  }

  /**
   * Begins a wait: for a token, for a permit, or for the end of a pause. A stop completes the
   * future.
   */
  final CompletableFuture<?> begin(Decision decision) {
    CompletableFuture<?> begun = beginWait(decision);
    wait = begun;
    if (machine.hasEnded()) {
      begun.complete(null);
    }
    return begun;
  }

  private CompletableFuture<?> beginWait(Decision decision) {
    switch (decision.action()) {
      case GET_TOKEN:
        return factory.tokens.token();
      case GET_PERMIT:
        return askForPermit();
      default:
        return factory.timer.after(decision.pause());
    }
  }

  private CompletableFuture<Void> askForPermit() {
    Permit previous = permit;
    Permit next =
        previous == null
            ? factory.limiter.acquire(
                factory.scopes.of(request),
                factory.retryPolicy.maxWait(),
                call.timerDeadlineNanos())
            : previous.again();
    permit = next;
    if (machine.hasEnded()) {
      next.release();
    }
    return next.granted();
  }

  /**
   * Continues after a wait.
   *
   * @param result the result of the future that {@link #begin} returned
   */
  final Decision waited(Decision.Action action, Object result) {
    switch (action) {
      case GET_TOKEN:
        return tokenReceived((String) result);
      case GET_PERMIT:
        return machine.permitGranted();
      default:
        return machine.pauseOver();
    }
  }

  private Decision tokenReceived(String token) {
    Decision decision = machine.tokenReceived(token);
    if (decision.action() == Decision.Action.GET_PERMIT) {
      context.addToken(token);
    }
    return decision;
  }

  /** Continues after the future that {@link #begin} returned has failed. */
  final Decision waitFailed(Decision.Action action, Throwable failure) {
    if (action == Decision.Action.GET_TOKEN) {
      return machine.tokenFailed(failure);
    }
    return failure instanceof PermitDeniedException
        ? machine.permitDenied(((PermitDeniedException) failure).remaining())
        : broken(failure);
  }

  /**
   * Returns the next attempt, to be executed or enqueued. A clone keeps what instrumentation noted
   * for the first one.
   */
  final Call newAttempt() {
    Call next = attempt == null ? firstAttempt : firstAttempt.clone();
    context.attempt(new Attempt(Objects.requireNonNull(permit), token(), factory.timer.nanoTime()));
    attempt = next;
    if (machine.hasEnded()) {
      next.cancel();
    }
    return next;
  }

  private String token() {
    return context.tokens().get(context.tokens().size() - 1);
  }

  /**
   * Reads the body of a response. A response counts only when it is complete: one that is cut off
   * is a failure.
   */
  final Response readFully(Call attempt, Response response) throws IOException {
    return context.isStreaming() && response.isSuccessful()
        ? response
        : HttpBodies.readFully(attempt, response);
  }

  final Decision responded(Response received) {
    boolean tokenRefused =
        received.code() == ResponseFacts.UNAUTHORIZED && currentAttempt().sentToken;
    ResponseFacts facts =
        new ResponseFacts(
            received.code(),
            RetryAfter.of(received.headers(), factory.timer.now()),
            tokenRefused,
            tokenRefused
                && ErrorDetails.parse(received, HttpBodies.text(received)).isMfaRequired());
    Decision decision = machine.responded(facts, nanosLeft());
    if (decision.action() == Decision.Action.NOTHING) {
      received.close();
      return decision;
    }
    returnPermit(decision, facts);
    response = received;
    if (decision.action() != Decision.Action.RESPOND) {
      earlierResponse = received;
      earlierFailure = null;
    }
    try {
      factory.log.responded(request, context, received, pauseBefore(decision, facts));
      if (tokenRefused) {
        reportRefusal(facts);
      }
    } catch (Throwable e) { // of the caller's logger
      return brokenAfter(decision, e);
    }
    return decision;
  }

  private void reportRefusal(ResponseFacts facts) {
    try {
      factory.tokens.refused(token(), facts.isMfaRequired());
    } catch (Throwable e) {
      call.reportFailed(e); // the call must still end with the refusal
    }
  }

  final Decision attemptFailed(Call failed, IOException failure) {
    if (failure instanceof PermitLostException) {
      return machine.permitLost();
    }
    Throwable unchecked = CallerCodeException.uncheckedIn(failure);
    if (unchecked != null) {
      return broken(unchecked);
    }
    Decision decision;
    if (Thread.currentThread().isInterrupted()) {
      decision = machine.stopped(StopReason.INTERRUPTED, Duration.ZERO);
    } else {
      // OkHttp also marks a call as cancelled when its call time-out ends it
      boolean cancelled = failed.isCanceled() && !Timeouts.isTimeout(failure);
      boolean stale = currentAttempt().staleConnection;
      decision = machine.attemptFailed(failure, stale, cancelled, nanosLeft());
    }
    if (decision.action() == Decision.Action.NOTHING) {
      return decision;
    }
    returnPermit(decision, null);
    if (decision.goesOn()) {
      earlierFailure = failure;
      earlierResponse = null;
    }
    try {
      factory.log.failed(request, context, failure, pauseBefore(decision, null));
    } catch (Throwable e) { // of the caller's logger
      return brokenAfter(decision, e);
    }
    return decision;
  }

  /** The caller's code threw something unchecked. */
  final Decision broken(Throwable cause) {
    Decision decision = machine.broken(cause);
    returnPermit(decision, null);
    return decision;
  }

  /**
   * Like {@link #broken}, after a decision that has been made but not carried out. If that decision
   * ended the call, the failure replaces its end.
   */
  private Decision brokenAfter(Decision decision, Throwable cause) {
    switch (decision.action()) {
      case RESPOND:
        latestResponse().close();
        return Decision.fail(CallFailure.broken(cause));
      case FAIL:
        return Decision.fail(CallFailure.broken(cause));
      default:
        return broken(cause);
    }
  }

  final Response latestResponse() {
    return Objects.requireNonNull(response);
  }

  /** Returns the exception that the call ends with. */
  final Throwable exceptionOf(Decision failed) {
    Response refused = earlierResponse;
    return call.exceptionOf(
        failed.failure(), refused == null ? earlierFailure : call.refused(refused));
  }

  final void ended() {
    factory.ended(call);
  }

  private Attempt currentAttempt() {
    return Objects.requireNonNull(context.attempt());
  }

  private long nanosLeft() {
    return call.timerDeadlineNanos() - factory.timer.nanoTime();
  }

  private void returnPermit(Decision decision, @Nullable ResponseFacts facts) {
    Permit current = permit;
    if (current == null) {
      return;
    }
    switch (decision.permit()) {
      case ADMITTED:
        current.admitted();
        break;
      case THROTTLED:
        current.throttled(facts == null ? null : facts.retryAfter());
        break;
      case RELEASED:
        current.release();
        break;
      default:
        break;
    }
  }

  /** Returns the pause before the next attempt, for the log; null if no attempt follows. */
  private @Nullable Duration pauseBefore(Decision decision, @Nullable ResponseFacts facts) {
    if (!decision.goesOn()) {
      return null;
    }
    if (decision.action() == Decision.Action.PAUSE) {
      return decision.pause();
    }
    Duration asked = facts == null ? null : facts.retryAfter();
    if (asked != null) {
      return asked;
    }
    Permit returned = permit;
    return returned == null ? Duration.ZERO : returned.remaining();
  }
}
