package io.partnercenter.users.internal;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import okhttp3.Call;
import okhttp3.Response;

/** Runs a call on the caller's thread. */
final class BlockingDriver extends CallDriver {
  BlockingDriver(RetryingCall call) {
    super(call);
  }

  /**
   * Runs the call to its end.
   *
   * @throws Throwable a PartnerException, or what the caller's code threw unchecked
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
        default: // the call was stopped by another thread
          throw exceptionOf(end());
      }
    }
  }

  @Override
  void endByStop(Decision failed) {
    // the thread that runs the call asks the state machine
  }

  private Decision send() {
    Call attempt = newAttempt();
    try {
      return responded(readFully(attempt, attempt.execute()));
    } catch (IOException e) {
      return attemptFailed(attempt, e);
    } catch (Throwable e) { // thrown by an event listener of the caller
      return broken(e);
    }
  }

  private Decision await(Decision decision) {
    CompletableFuture<?> wait = begin(decision);
    try {
      return waited(decision.action(), wait.get());
    } catch (ExecutionException e) {
      return waitFailed(decision.action(), Objects.requireNonNull(e.getCause()));
    } catch (CancellationException e) { // the token provider's future was cancelled
      return waitFailed(decision.action(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      wait.complete(null); // frees the timer
      stop(StopReason.INTERRUPTED);
      return Decision.NOTHING;
    }
  }
}
