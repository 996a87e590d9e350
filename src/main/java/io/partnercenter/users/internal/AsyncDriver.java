package io.partnercenter.users.internal;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Runs a call without a thread that waits. Each step runs where the one before ended: on OkHttp's
 * thread after a response, on the client's executor after a wait. The listener is always told on
 * the executor.
 */
final class AsyncDriver extends CallDriver implements Callback {
  private final Listener listener;

  AsyncDriver(RetryingCall call, Listener listener) {
    super(call);
    this.listener = listener;
  }

  void start() {
    carryOut(() -> decide(CallStateMachine::start));
  }

  @Override
  public void onResponse(Call attempt, Response response) {
    carryOut(
        () -> {
          try {
            return responded(readFully(attempt, response));
          } catch (IOException e) {
            return attemptFailed(attempt, e);
          }
        });
  }

  @Override
  public void onFailure(Call attempt, IOException e) {
    carryOut(() -> attemptFailed(attempt, e));
  }

  @Override
  void endByStop(Decision failed) {
    end(failed);
  }

  /** Whatever is thrown on the way ends the call: nobody else would hear of it. */
  private void carryOut(Step step) {
    try {
      carryOut(step.decide());
    } catch (Throwable e) { // of the caller's code
      Decision decision = broken(e);
      if (decision.action() == Decision.Action.FAIL) {
        end(decision);
      }
    }
  }

  private void carryOut(Decision decision) {
    switch (decision.action()) {
      case GET_TOKEN:
        then(
            askForToken(),
            this::tokenReceived,
            failure -> decide(machine -> machine.tokenFailed(failure)));
        break;
      case GET_PERMIT:
        then(
            askForPermit(), granted -> decide(CallStateMachine::permitGranted), this::permitDenied);
        break;
      case SEND:
        newAttempt().enqueue(this);
        break;
      case PAUSE:
        then(
            factory.timer.after(decision.pause()),
            over -> decide(CallStateMachine::pauseOver),
            this::broken);
        break;
      case RESPOND:
      case FAIL:
        end(decision);
        break;
      default: // it was stopped from elsewhere
        break;
    }
  }

  /** Goes on at once if the future is complete, else on the executor. */
  private <T> void then(
      CompletableFuture<T> future,
      Function<T, Decision> done,
      Function<Throwable, Decision> failed) {
    if (waitFor(future).isDone()) {
      future.whenComplete((value, failure) -> goOn(value, failure, done, failed));
    } else {
      future.whenCompleteAsync(
          (value, failure) -> goOn(value, failure, done, failed), factory.executor);
    }
  }

  private <T> void goOn(
      T value,
      @Nullable Throwable failure,
      Function<T, Decision> done,
      Function<Throwable, Decision> failed) {
    carryOut(() -> failure == null ? done.apply(value) : failed.apply(cause(failure)));
  }

  private static Throwable cause(Throwable failure) {
    boolean wrapped = failure instanceof CompletionException && failure.getCause() != null;
    return wrapped ? failure.getCause() : failure;
  }

  private void end(Decision last) {
    ended();
    factory.executor.execute(
        () -> {
          if (last.action() == Decision.Action.RESPOND) {
            listener.responded(latestResponse());
          } else {
            listener.failed(failureOf(last));
          }
        });
  }

  /** What is thrown while the exception is made is the failure: somebody waits for one. */
  private Throwable failureOf(Decision last) {
    try {
      return exceptionOf(last);
    } catch (Throwable e) { // of an exception of the caller, whose message is made then
      return e;
    }
  }

  /** Is told how the call ended, once. */
  interface Listener {
    /** There is a response, of any status. */
    void responded(Response response);

    /**
     * @param failure a PartnerException, or what code of the caller threw unchecked
     */
    void failed(Throwable failure);
  }

  private interface Step {
    Decision decide();
  }
}
