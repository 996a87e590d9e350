package io.partnercenter.users.internal;

import io.partnercenter.users.RequestOptions;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Request;
import okhttp3.Response;
import okio.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * One call: gets a token, then sends attempts, each when its customer's turn comes, until one has
 * an answer to keep; all within one limit, which runs from execute or enqueue.
 */
final class RetryingCall implements Call {
  private final RetryingCallFactory factory;
  private final Request request;
  private final CallContext context;
  private final AttemptReview review;
  private final Timeout limit = new Timeout();
  private boolean executed;
  private long deadline;
  private volatile boolean limitStruck;
  private volatile boolean atGate;
  private volatile @Nullable CompletableFuture<?> waitingFor;
  private volatile @Nullable Call firstAttempt;
  private volatile @Nullable Call attempt;
  private volatile @Nullable AsyncRun asyncRun;
  private volatile boolean canceled;

  RetryingCall(RetryingCallFactory factory, Request request, Duration timeout) {
    this.factory = factory;
    this.request = request;
    this.context = CallContext.of(request);
    context.call = this;
    this.review = new AttemptReview(factory, request);
    limit.timeout(Durations.nanos(timeout), TimeUnit.NANOSECONDS);
  }

  @Override
  public Response execute() throws IOException {
    start();
    try {
      makeFirstAttempt();
      context.accessToken(await(factory.tokens.tokenFor(request)));
      while (true) {
        await(enterGate());
        Duration pause;
        try {
          Call next = newAttempt();
          Response answer = Bodies.readFully(next, next.execute());
          pause = review.pauseAfter(answer);
          if (pause == null) {
            if (!review.needsAnotherToken(answer)
                || !review.isAnother(await(factory.tokens.tokenFor(request)))) {
              return answer;
            }
            pause = Duration.ZERO;
          }
        } catch (SendInterceptor.TurnLostException e) {
          context.tryIsOff();
          continue;
        } catch (IOException e) {
          pause = review.pauseAfter(e, hasEnded());
          if (pause == null) {
            throw e;
          }
        }
        await(factory.timer.after(pause));
      }
    } catch (IOException e) {
      throw failure(e);
    } catch (RuntimeException e) { // of an interceptor or a listener of the caller
      throw failure(new IOException(e));
    } finally {
      end();
    }
  }

  @Override
  public void enqueue(Callback callback) {
    start(); // first: one that is cancelled meanwhile must find the call where end() removes it
    AsyncRun run = new AsyncRun(callback);
    asyncRun = run;
    run.begin();
  }

  @Override
  public void cancel() {
    canceled = true;
    CompletableFuture<?> waiting = waitingFor;
    if (waiting != null) {
      waiting.complete(null);
    }
    Call current = attempt;
    if (current != null) {
      current.cancel();
    }
    // OkHttp ends a call that waits in the dispatcher's queue only when its turn comes
    AsyncRun run = asyncRun;
    if (run != null) {
      run.failElsewhere(canceledException());
    }
  }

  @Override
  public boolean isCanceled() {
    return canceled;
  }

  @Override
  public synchronized boolean isExecuted() {
    return executed;
  }

  @Override
  public Request request() {
    return request;
  }

  @Override
  public Timeout timeout() {
    return limit;
  }

  @Override
  public Call clone() {
    return withOptions(context.options());
  }

  /** The call that a request was made for, not yet executed. */
  static RetryingCall of(Request request) {
    return Objects.requireNonNull(CallContext.of(request).call);
  }

  RetryingCall withOptions(RequestOptions options) {
    return factory.newCall(request, options);
  }

  private void start() {
    synchronized (this) {
      if (executed) {
        throw new IllegalStateException("Already Executed");
      }
      executed = true;
    }
    long nanos = limitNanos();
    context.callStarts(factory.timer.nanoTime(), nanos);
    deadline = System.nanoTime() + nanos;
    factory.started(this);
  }

  /** The caller may have set another, or cleared it. */
  private long limitNanos() {
    long nanos =
        limit.timeoutNanos() > 0
            ? limit.timeoutNanos()
            : Durations.nanos(ChronoUnit.FOREVER.getDuration());
    return limit.hasDeadline()
        ? Math.min(nanos, limit.deadlineNanoTime() - System.nanoTime())
        : nanos;
  }

  /** When the limit strikes, as {@link System#nanoTime}. Of a call that has begun. */
  long deadline() {
    return deadline;
  }

  void limitStrikes() {
    limitStruck = true;
    cancel();
  }

  private void end() {
    factory.ended(this);
    leaveGate();
  }

  private CompletableFuture<Void> enterGate() {
    ThrottleGate.Turn next = factory.gate.enter(request, factory.retries.maxWait());
    context.turn(next);
    atGate = !next.granted().isDone();
    return next.granted();
  }

  private void leaveGate() {
    ThrottleGate.Turn current = context.turn();
    if (current != null) {
      factory.gate.leave(current);
    }
  }

  /** Whether no other attempt may follow, whatever came of this one. */
  private boolean hasEnded() {
    Call current = attempt;
    // OkHttp itself cancels a call in which an interceptor threw something unchecked
    return canceled
        || current == null
        || current.isCanceled()
        || Thread.currentThread().isInterrupted();
  }

  /**
   * On the caller's thread, which instrumentation takes note of. Other threads go on from clones of
   * it, which keep that.
   */
  private void makeFirstAttempt() {
    firstAttempt = factory.attempts.newCall(request);
  }

  private Call newAttempt() {
    atGate = false;
    Call first = Objects.requireNonNull(firstAttempt);
    Call next = attempt == null ? first : first.clone();
    attempt = next;
    if (canceled) {
      next.cancel();
    }
    context.tryStarts(factory.timer.nanoTime());
    return next;
  }

  /** Waits on this thread; a cancel or an interrupt ends it. */
  private <T> T await(CompletableFuture<T> future) throws IOException {
    waitingFor = future;
    if (canceled) {
      future.complete(null);
    }
    try {
      T value = future.get();
      if (canceled) {
        throw canceledException();
      }
      return value;
    } catch (ExecutionException e) {
      throw asIOException(e);
    } catch (InterruptedException e) {
      future.complete(null); // a timer of it is freed
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting");
    }
  }

  private static IOException canceledException() {
    return new IOException("Canceled");
  }

  private static IOException asIOException(Throwable error) {
    Throwable cause =
        error instanceof CompletionException || error instanceof ExecutionException
            ? error.getCause()
            : error;
    return cause instanceof IOException ? (IOException) cause : new IOException(cause);
  }

  private CallFailedException failure(IOException e) {
    if (e instanceof CallFailedException) {
      return (CallFailedException) e;
    }
    if (limitStruck && atGate) {
      return Failures.heldBack(request, factory.gate.rest(request));
    }
    String reason =
        limitStruck
            ? "no answer within the limit of " + Duration.ofNanos(limit.timeoutNanos())
            : e.getClass().getSimpleName() + ": " + e.getMessage();
    return Failures.noAnswer(request, reason, e);
  }

  /** The same as execute(), without a thread that waits. Calls the caller's callback once. */
  private final class AsyncRun implements Callback {
    private final Callback callback;
    private final AtomicBoolean done = new AtomicBoolean();

    AsyncRun(Callback callback) {
      this.callback = callback;
    }

    void begin() {
      take(
          begun -> {
            makeFirstAttempt();
            await(
                factory.tokens.tokenFor(request),
                accessToken -> {
                  context.accessToken(accessToken);
                  next();
                });
          },
          null,
          null);
    }

    private void next() {
      await(enterGate(), granted -> newAttempt().enqueue(this));
    }

    private void again(Duration pause) {
      await(factory.timer.after(pause), over -> next());
    }

    @Override
    public void onResponse(Call call, Response response) {
      Response answer;
      Duration pause;
      try {
        answer = Bodies.readFully(call, response);
        pause = review.pauseAfter(answer);
      } catch (IOException e) {
        onFailure(call, e);
        return;
      } catch (Throwable e) { // of the caller's logger; an Error would never be heard of
        fail(new IOException(e));
        return;
      }
      if (pause != null) {
        again(pause);
      } else if (review.needsAnotherToken(answer)) {
        await(
            factory.tokens.tokenFor(request),
            accessToken -> {
              if (review.isAnother(accessToken)) {
                next();
              } else {
                succeed(answer);
              }
            });
      } else {
        succeed(answer);
      }
    }

    private void succeed(Response answer) {
      if (done.compareAndSet(false, true)) {
        end();
        try {
          callback.onResponse(RetryingCall.this, answer);
        } catch (IOException e) {
          throw new UncheckedIOException(e); // Retrofit's callbacks throw none
        }
      } else {
        answer.close();
      }
    }

    @Override
    public void onFailure(Call call, IOException e) {
      if (e instanceof SendInterceptor.TurnLostException) {
        context.tryIsOff();
        next();
        return;
      }
      Duration pause;
      try {
        pause = review.pauseAfter(e, hasEnded());
      } catch (Throwable broken) { // of the caller's logger
        fail(new IOException(broken));
        return;
      }
      if (pause != null) {
        again(pause);
      } else {
        fail(e);
      }
    }

    private void fail(IOException e) {
      CallFailedException failure = failure(e);
      if (done.compareAndSet(false, true)) {
        end();
        callback.onFailure(RetryingCall.this, failure);
      }
    }

    /**
     * From a thread that must not run the caller's code: one that brings a token, cancels, or keeps
     * the time. Not on the dispatcher's threads, which may all be busy.
     */
    void failElsewhere(IOException e) {
      CallFailedException failure = failure(e);
      if (done.compareAndSet(false, true)) {
        end();
        CompletableFuture.runAsync(() -> callback.onFailure(RetryingCall.this, failure));
      }
    }

    /** Goes on at once if the future is complete, else on a thread for async work. */
    private <T> void await(CompletableFuture<T> future, Consumer<T> step) {
      waitingFor = future;
      if (canceled) {
        future.complete(null);
      }
      if (future.isDone()) {
        future.whenComplete((value, error) -> take(step, value, error));
      } else {
        future.whenCompleteAsync((value, error) -> take(step, value, error));
      }
    }

    private <T> void take(Consumer<T> step, T value, @Nullable Throwable error) {
      try {
        if (canceled) {
          throw canceledException();
        } else if (error != null) {
          throw asIOException(error);
        }
        step.accept(value);
      } catch (Throwable e) { // maybe of a listener of the caller
        leaveGate();
        failElsewhere(e instanceof IOException ? (IOException) e : new IOException(e));
      }
    }
  }
}
