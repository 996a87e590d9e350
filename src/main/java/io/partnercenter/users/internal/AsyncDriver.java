package io.partnercenter.users.internal;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
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

  void run() {
    carryOut(this::start);
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
      case GET_PERMIT:
      case PAUSE:
        goOnAfter(begin(decision), decision.action());
        break;
      case SEND:
        newAttempt().enqueue(this);
        break;
      case RESPOND:
      case FAIL:
        end(decision);
        break;
      default: // it was stopped from elsewhere
        break;
    }
  }

  /** At once if the wait is over already, else on the executor. */
  private void goOnAfter(CompletableFuture<?> wait, Decision.Action action) {
    BiConsumer<Object, @Nullable Throwable> next =
        (result, failure) ->
            carryOut(() -> failure == null ? waited(action, result) : waitFailed(action, failure));
    if (wait.isDone()) {
      wait.whenComplete(next);
    } else {
      wait.whenCompleteAsync(next, factory.executor);
    }
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
     * There is none.
     *
     * @param failure a PartnerException, or what code of the caller threw unchecked
     */
    void failed(Throwable failure);
  }

  private interface Step {
    Decision decide();
  }
}
