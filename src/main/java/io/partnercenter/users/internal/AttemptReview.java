package io.partnercenter.users.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Says what follows an attempt of a call: another one after a pause, one with another token, or the
 * end. Tells those who must know: the gate, the log, the provider of tokens.
 */
final class AttemptReview {
  private final RetryingCallFactory factory;
  private final Request request;
  private final CallContext context;
  private volatile boolean askedForAnotherToken;

  AttemptReview(RetryingCallFactory factory, Request request) {
    this.factory = factory;
    this.request = request;
    this.context = CallContext.of(request);
  }

  /** The pause before the next attempt, or null if the answer is the call's. */
  @Nullable Duration pauseAfter(Response answer) {
    ThrottleGate.Turn turn = Objects.requireNonNull(context.turn());
    if (answer.isSuccessful()) {
      factory.gate.admitted(turn);
      factory.log.answered(request, answer, null);
      return null;
    }
    context.retryAfter(RetryAfter.of(answer.headers(), factory.timer.now()));
    Duration pause = factory.retries.pauseAfter(context);
    boolean again = factory.retries.isWorthAnother(answer, request, pause);
    boolean throttled = answer.code() == Failures.TOO_MANY_REQUESTS;
    // the gate before the caller's code, which may take its time or throw
    if (throttled) {
      factory.gate.throttled(turn, pause);
    } else {
      factory.gate.admitted(turn);
    }
    factory.log.answered(request, answer, again ? pause : null);
    reportRefusal(answer);
    if (!again) {
      return null;
    }
    context.earlierFailure(Failures.refused(request, answer.code(), Bodies.text(answer)));
    return throttled ? Duration.ZERO : pause; // it waits at the gate, with the others
  }

  /**
   * The pause before the next attempt, or null if the failure is the call's.
   *
   * @param ended whether there may be no other
   */
  @Nullable Duration pauseAfter(IOException failure, boolean ended) {
    ThrottleGate.Turn turn = context.turn();
    if (turn != null) {
      factory.gate.leave(turn);
    }
    Duration pause = ended ? null : factory.retries.pauseAfter(failure, request);
    if (pause != null) {
      context.earlierFailure(failure);
    }
    factory.log.failed(request, failure, pause);
    return pause;
  }

  /** Once in a call, and after the provider was told. */
  boolean needsAnotherToken(Response answer) {
    boolean needs =
        tokenIsRefused(answer) && !askedForAnotherToken && Retries.canBeSentAgain(request);
    askedForAnotherToken |= needs;
    return needs;
  }

  /** Whether it is another token than before; the call goes on with it. */
  boolean isAnother(String accessToken) {
    boolean another = !accessToken.equals(context.accessToken());
    context.accessToken(accessToken);
    return another;
  }

  private void reportRefusal(Response answer) {
    String accessToken = context.accessToken();
    if (tokenIsRefused(answer) && accessToken != null) {
      factory.tokens.refused(accessToken, context);
    }
  }

  /** A request to another origin than the base URL's went without the token. */
  private static boolean tokenIsRefused(Response answer) {
    return answer.code() == 401 && answer.request().header("Authorization") != null;
  }
}
