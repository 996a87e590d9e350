package io.partnercenter.users.internal;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Runs a call without blocking a thread. Each step runs on the thread where the previous step
 * ended: on OkHttp's thread after a response, on the client's executor after a wait. The listener
 * is always called on the executor.
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

  /**
   * Anything that a step throws ends the call. Otherwise it would be lost, and the future of the
   * call would never complete.
   */
  private void carryOut(Step step) {
    try {
      carryOut(step.decide());
    } catch (Throwable e) { // thrown by the caller's code
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
      default: // the call was stopped by another thread
        break;
    }
  }

  /** Continues at once if the wait is already over, otherwise on the executor. */
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

  /**
   * Returns the exception for the listener. If making it throws, what was thrown is the failure:
   * the listener must always be called.
   */
  private Throwable failureOf(Decision last) {
    try {
      return exceptionOf(last);
    } catch (Throwable e) { // from getMessage() of an exception class of the caller
      return e;
    }
  }

  /** Receives the end of the call, once. */
  interface Listener {
    /** The call ended with a response, whatever its status. */
    void responded(Response response);

    /**
     * The call ended without a response.
     *
     * @param failure a PartnerException, or what the caller's code threw unchecked
     */
    void failed(Throwable failure);
  }

  private interface Step {
    Decision decide();
  }
}
