package io.partnercenter.users.internal;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import okhttp3.Call;
import okhttp3.Response;

/** Runs a call on the thread of the caller. */
final class BlockingDriver extends CallDriver {
  BlockingDriver(RetryingCall call) {
    super(call);
  }

  /**
   * @throws Throwable a PartnerException, or what code of the caller threw unchecked
   */
  Response run() throws Throwable {
    Decision decision = start();
    while (true) {
      switch (decision.action()) {
        case GET_TOKEN:
        case GET_PERMIT:
        case PAUSE:
          decision = await(decision);
          break;
        case SEND:
          decision = send();
          break;
        case RESPOND:
          return latestResponse();
        case FAIL:
          throw exceptionOf(decision);
        default: // it was stopped from elsewhere
          throw exceptionOf(end());
      }
    }
  }

  @Override
  void endByStop(Decision failed) {
    // the thread of the call finds out by itself
  }

  private Decision send() {
    Call attempt = newAttempt();
    try {
      return responded(readFully(attempt, attempt.execute()));
    } catch (IOException e) {
      return attemptFailed(attempt, e);
    } catch (Throwable e) { // of a listener of the caller
      return broken(e);
    }
  }

  private Decision await(Decision decision) {
    CompletableFuture<?> wait = begin(decision);
    try {
      return waited(decision.action(), wait.get());
    } catch (ExecutionException e) {
      return waitFailed(decision.action(), Objects.requireNonNull(e.getCause()));
    } catch (CancellationException e) { // a future of others was cancelled
      return waitFailed(decision.action(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      wait.complete(null); // frees the timer
      stop(StopReason.INTERRUPTED);
      return Decision.NOTHING;
    }
  }
}
