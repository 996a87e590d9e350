package io.partnercenter.users.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import okhttp3.Call;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what the state machine of a call decides, and tells it what came of it. What the two
 * drivers share: {@link BlockingDriver} and {@link AsyncDriver} differ in how they wait.
 */
abstract class CallDriver {
  final RetryingCallFactory factory;
  private final RetryingCall call;
  private final Request request;
  private final CallContext context;
  private final Call firstAttempt;

  private final CallStateMachine machine; // guarded by this
  private @Nullable Permit permit; // guarded by this
  private @Nullable Call attempt; // guarded by this
  private @Nullable CompletableFuture<?> waitingFor; // guarded by this
  private @Nullable Decision stopped; // guarded by this

  // of one step after the other
  private @Nullable Response response;
  private @Nullable IOException earlierFailure;
  private @Nullable Response earlierResponse;

  /** On the caller's thread, which instrumentation takes note of. */
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
    this.firstAttempt = factory.attempts.newCall(request);
  }

  /** The call was stopped, maybe while a step is under way. */
  abstract void endByStop(Decision failed);

  /** Stops the call, unless it has ended. */
  final void stop(StopReason reason) {
    Permit current;
    synchronized (this) {
      current = permit;
    }
    Duration throttled = current == null ? Duration.ZERO : current.remaining();
    Decision decision;
    synchronized (this) {
      decision = machine.stopped(reason, throttled);
      if (decision.action() != Decision.Action.NOTHING) {
        stopped = decision; // with the end itself: a step may find the call ended at once
      }
    }
    if (decision.action() != Decision.Action.NOTHING) {
      returnPermit(decision, null);
      endByStop(decision);
      release();
    } else if (context.isStreaming()) {
      release(); // the caller may be reading
    }
  }

  /** How {@link #stop} ended the call. */
  final synchronized Decision stopped() {
    return Objects.requireNonNull(stopped);
  }

  /** Ends waits, and the attempt that is under way. */
  private void release() {
    CompletableFuture<?> wait;
    Call current;
    synchronized (this) {
      wait = waitingFor;
      current = attempt;
    }
    if (wait != null) {
      wait.complete(null);
    }
    if (current != null) {
      current.cancel();
    }
  }

  final Decision decide(Function<CallStateMachine, Decision> event) {
    synchronized (this) {
      return event.apply(machine);
    }
  }

  /** Keeps what a step waits for, so that a stop ends it. */
  final <T> CompletableFuture<T> waitFor(CompletableFuture<T> future) {
    boolean ended;
    synchronized (this) {
      waitingFor = future;
      ended = machine.hasEnded();
    }
    if (ended) {
      future.complete(null);
    }
    return future;
  }

  final CompletableFuture<String> askForToken() {
    return factory.tokens.token();
  }

  final Decision tokenReceived(String token) {
    Decision decision = decide(machine -> machine.tokenReceived(token));
    if (decision.action() == Decision.Action.GET_PERMIT) {
      context.addToken(token);
    }
    return decision;
  }

  final CompletableFuture<Void> askForPermit() {
    Permit previous;
    synchronized (this) {
      previous = permit;
    }
    Permit next =
        previous == null
            ? factory.limiter.acquire(
                factory.scope.of(request), factory.retryPolicy.maxWait(), call.endNanos())
            : previous.again();
    boolean ended;
    synchronized (this) {
      permit = next;
      ended = machine.hasEnded();
    }
    if (ended) {
      next.release();
    }
    return next.granted();
  }

  final Decision permitDenied(Throwable denied) {
    return denied instanceof HeldBackException
        ? decide(machine -> machine.permitDenied(((HeldBackException) denied).remaining()))
        : broken(denied);
  }

  /** The next attempt, to be executed or enqueued. Clones keep what instrumentation noted. */
  final Call newAttempt() {
    Call next;
    boolean ended;
    synchronized (this) {
      next = attempt == null ? firstAttempt : firstAttempt.clone();
      attempt = next;
      ended = machine.hasEnded();
      context.attempt(
          new Attempt(Objects.requireNonNull(permit), token(), factory.timer.nanoTime()));
    }
    if (ended) {
      next.cancel();
    }
    return next;
  }

  private String token() {
    return context.tokens().get(context.tokens().size() - 1);
  }

  /** Reads the body of a response. Only then it counts: one that is cut off is a failure. */
  final Response readFully(Call attempt, Response response) throws IOException {
    return context.isStreaming() && response.isSuccessful()
        ? response
        : Bodies.readFully(attempt, response);
  }

  final Decision responded(Response received) {
    boolean tokenRefused =
        received.code() == ResponseFacts.UNAUTHORIZED && currentAttempt().sentToken;
    ResponseFacts facts =
        new ResponseFacts(
            received.code(),
            RetryAfter.of(received.headers(), factory.timer.now()),
            tokenRefused,
            tokenRefused && ErrorDetails.parse(received, Bodies.text(received)).isMfaRequired());
    Decision decision = decide(machine -> machine.responded(facts, nanosLeft()));
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
      call.reportFailed(e); // the caller must hear of the refusal first
    }
  }

  final Decision attemptFailed(Call failed, IOException failure) {
    if (failure instanceof PermitLostException) {
      return decide(CallStateMachine::permitLost);
    }
    Throwable unchecked = BrokenCodeException.uncheckedIn(failure);
    if (unchecked != null) {
      return broken(unchecked);
    }
    Decision decision;
    if (Thread.currentThread().isInterrupted()) {
      decision = decide(machine -> machine.stopped(StopReason.INTERRUPTED, Duration.ZERO));
    } else {
      // one that is cut off by a time-out of the whole OkHttp call counts as cancelled, too
      boolean cancelled = failed.isCanceled() && !Timeouts.isTimeout(failure);
      boolean stale = currentAttempt().staleConnection;
      decision = decide(machine -> machine.attemptFailed(failure, stale, cancelled, nanosLeft()));
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

  /** Code of the caller threw something unchecked. */
  final Decision broken(Throwable cause) {
    Decision decision = decide(machine -> machine.broken(cause));
    returnPermit(decision, null);
    return decision;
  }

  /** As {@link #broken}, after a decision that may have been the last one, but isn't known yet. */
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

  /** The exception that a call ends with. */
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
    return call.endNanos() - factory.timer.nanoTime();
  }

  private void returnPermit(Decision decision, @Nullable ResponseFacts facts) {
    Permit current;
    synchronized (this) {
      current = permit;
    }
    if (current == null) {
      return;
    }
    switch (decision.permit()) {
      case ADMITTED:
        current.admitted();
        break;
      case THROTTLED:
        current.throttled(facts != null && facts.namesMoment() ? facts.retryAfter() : null);
        break;
      case RELEASED:
        current.release();
        break;
      default:
        break;
    }
  }

  /** For the log; null if no attempt follows. */
  private static @Nullable Duration pauseBefore(Decision decision, @Nullable ResponseFacts facts) {
    if (!decision.goesOn()) {
      return null;
    }
    if (decision.action() == Decision.Action.PAUSE) {
      return decision.pause();
    }
    Duration asked = facts == null ? null : facts.retryAfter();
    return asked == null ? Duration.ZERO : asked;
  }
}
