package io.partnercenter.users.internal;

import io.partnercenter.users.PartnerException;
import io.partnercenter.users.PartnerServiceException;
import io.partnercenter.users.RequestOptions;
import io.partnercenter.users.internal.time.Durations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Request;
import okhttp3.Response;
import okio.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * One call with all its attempts. Retrofit uses it as an OkHttp Call. {@link ServiceCall} uses it
 * with the exceptions of this library. {@link CallStateMachine} decides what it does next.
 */
public final class RetryingCall implements Call {
  private final RetryingCallFactory factory;
  private final Request request;
  private final CallContext context;
  private final Timeout limit = new Timeout();
  private boolean executed; // guarded by this
  private boolean canceled; // guarded by this
  private @Nullable CallDriver driver; // guarded by this
  private long limitNanos;
  private long systemDeadlineNanos;
  private long timerDeadlineNanos;
  private volatile @Nullable Throwable reportFailure;

  RetryingCall(
      RetryingCallFactory factory, Request.Builder request, CallContext context, Duration timeout) {
    this.factory = factory;
    this.request = request.tag(RetryingCall.class, this).build();
    this.context = context;
    limit.timeout(Durations.nanos(timeout), TimeUnit.NANOSECONDS);
  }

  /** Returns the call that a request belongs to; it isn't executed yet. */
  static RetryingCall of(Request request) {
    return Objects.requireNonNull(request.tag(RetryingCall.class));
  }

  /** Like {@link #execute}, with the exceptions of this library. */
  Response run() {
    start();
    try {
      BlockingDriver blocking = new BlockingDriver(this);
      drive(blocking);
      return blocking.run();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("a call must only throw unchecked exceptions", e);
    } finally {
      factory.ended(this);
    }
  }

  /** Like {@link #enqueue}, with the exceptions of this library. */
  void runAsync(AsyncDriver.Listener listener) {
    start();
    AsyncDriver async;
    try {
      async = new AsyncDriver(this, listener);
    } catch (Throwable e) { // from the caller's instrumentation
      factory.ended(this);
      factory.executor.execute(() -> listener.failed(e));
      return;
    }
    drive(async);
    async.run();
  }

  @Override
  public Response execute() throws IOException {
    try {
      return run();
    } catch (PartnerException e) {
      throw new CallFailedException(e);
    }
  }

  @Override
  public void enqueue(Callback callback) {
    runAsync(
        new AsyncDriver.Listener() {
          @Override
          public void responded(Response response) {
            try {
              callback.onResponse(RetryingCall.this, response);
            } catch (IOException e) {
              throw new UncheckedIOException(e); // Retrofit's callbacks never throw it
            }
          }

          @Override
          public void failed(Throwable failure) {
            callback.onFailure(RetryingCall.this, new CallFailedException(failure));
          }
        });
  }

  @Override
  public void cancel() {
    synchronized (this) {
      canceled = true;
    }
    stop(StopReason.CANCELLED);
  }

  /** Ends the call if it has begun and not ended. */
  void stop(StopReason reason) {
    CallDriver current;
    synchronized (this) {
      current = driver;
    }
    if (current != null) {
      current.stop(reason);
    }
  }

  @Override
  public synchronized boolean isCanceled() {
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

  RetryingCall withOptions(RequestOptions options) {
    return factory.newCall(request, options);
  }

  RetryingCallFactory factory() {
    return factory;
  }

  CallContext context() {
    return context;
  }

  Failures failures() {
    return new Failures(request, context);
  }

  /** Returns the exception for a response with another status than success. */
  PartnerServiceException refused(Response response) {
    Failures failures = failures();
    PartnerServiceException refused =
        failures.refused(response, HttpBodies.text(response), factory.timer.now());
    return failures.suppress(refused, reportFailure);
  }

  Throwable exceptionOf(CallFailure failure, @Nullable Throwable earlier) {
    return failures().of(failure, Duration.ofNanos(limitNanos), earlier);
  }

  /** Notes what the token provider threw when it was told that its token was refused. */
  void reportFailed(Throwable failure) {
    reportFailure = failure;
  }

  /** When the limit is reached, as {@link System#nanoTime}. Set when the call begins. */
  long systemDeadlineNanos() {
    return systemDeadlineNanos;
  }

  /** When the limit is reached, in nanoseconds of the timer. Set when the call begins. */
  long timerDeadlineNanos() {
    return timerDeadlineNanos;
  }

  private void start() {
    synchronized (this) {
      if (executed) {
        throw new IllegalStateException("Already Executed");
      }
      executed = true;
    }
    limitNanos = limitSetByCaller();
    long now = factory.timer.nanoTime();
    context.startNanos(now);
    timerDeadlineNanos = now + limitNanos;
    systemDeadlineNanos = System.nanoTime() + limitNanos;
  }

  private void drive(CallDriver begun) {
    boolean stopped;
    synchronized (this) {
      driver = begun;
      stopped = canceled;
    }
    factory.started(this);
    if (stopped) {
      begun.stop(StopReason.CANCELLED);
    }
  }

  /**
   * Returns the limit of the call, which the caller may have changed or cleared by {@link
   * #timeout()}. Zero if the caller's deadline is over already.
   */
  private long limitSetByCaller() {
    long nanos =
        limit.timeoutNanos() > 0
            ? limit.timeoutNanos()
            : Durations.nanos(ChronoUnit.FOREVER.getDuration());
    return limit.hasDeadline()
        ? Math.max(0, Math.min(nanos, limit.deadlineNanoTime() - System.nanoTime()))
        : nanos;
  }
}
