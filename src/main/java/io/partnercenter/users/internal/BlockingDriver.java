package io.partnercenter.users.internal;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
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
    Decision decision = decide(CallStateMachine::start);
    while (true) {
      switch (decision.action()) {
        case GET_TOKEN:
          decision =
              await(
                  askForToken(),
                  this::tokenReceived,
                  failure -> decide(machine -> machine.tokenFailed(failure)));
          break;
        case GET_PERMIT:
          decision =
              await(
                  askForPermit(),
                  granted -> decide(CallStateMachine::permitGranted),
                  this::permitDenied);
          break;
        case SEND:
          decision = send();
          break;
        case PAUSE:
          decision =
              await(
                  factory.timer.after(decision.pause()),
                  over -> decide(CallStateMachine::pauseOver),
                  this::broken);
          break;
        case RESPOND:
          return latestResponse();
        case FAIL:
          throw exceptionOf(decision);
        default: // it was stopped from elsewhere
          throw exceptionOf(stopped());
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

  private <T> Decision await(
      CompletableFuture<T> future,
      Function<T, Decision> done,
      Function<Throwable, Decision> failed) {
    try {
      return done.apply(waitFor(future).get());
    } catch (ExecutionException e) {
      return failed.apply(Objects.requireNonNull(e.getCause()));
    } catch (CancellationException e) { // a future of others was cancelled
      return failed.apply(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      future.complete(null); // frees the timer
      return interrupted();
    }
  }

  private Decision interrupted() {
    stop(StopReason.INTERRUPTED);
    return Decision.NOTHING;
  }
}
