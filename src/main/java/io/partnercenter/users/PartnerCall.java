package io.partnercenter.users;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Request;
import okhttp3.Response;
import okio.AsyncTimeout;
import okio.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * One call: gets a token, sends one attempt, reads the whole answer; all within one limit, which
 * runs from execute or enqueue.
 */
final class PartnerCall implements Call {
  private final PartnerCallFactory factory;
  private final Request request;
  private final CallContext context;
  private final Limit limit;
  private final AtomicBoolean executed = new AtomicBoolean();
  private final CompletableFuture<String> token = new CompletableFuture<>();
  private volatile @Nullable Call attempt;
  private volatile boolean canceled;

  PartnerCall(PartnerCallFactory factory, Request request, Duration timeout) {
    this.factory = factory;
    this.request = request;
    this.context = CallContext.of(request);
    this.limit = new Limit(timeout);
  }

  @Override
  public Response execute() throws IOException {
    start();
    try {
      context.accessToken(awaitToken());
      return ResponseBodies.readFully(newAttempt().execute());
    } catch (IOException e) {
      throw failure(e);
    } finally {
      end();
    }
  }

  @Override
  public void enqueue(Callback callback) {
    start();
    // a token that is there already costs no change of thread; one that comes later, or the limit
    // that
    // strikes before it, must not run the caller's code on the thread that brings it
    CompletionStage<String> next =
        token.isDone()
            ? token
            : token.whenCompleteAsync(
                (t, e) -> {}, factory.client().dispatcher().executorService());
    next.whenComplete(
        (accessToken, error) -> {
          if (error != null) {
            end();
            callback.onFailure(this, failure(asIOException(error)));
          } else {
            context.accessToken(accessToken);
            newAttempt().enqueue(new AttemptCallback(callback));
          }
        });
  }

  @Override
  public void cancel() {
    canceled = true;
    token.completeExceptionally(new IOException("Canceled"));
    Call current = attempt;
    if (current != null) {
      current.cancel();
    }
  }

  @Override
  public boolean isCanceled() {
    return canceled;
  }

  @Override
  public boolean isExecuted() {
    return executed.get();
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
    return factory.newCall(request);
  }

  private void start() {
    if (!executed.compareAndSet(false, true)) {
      throw new IllegalStateException("Already Executed");
    }
    limit.enter();
    factory.started(this);
    requestToken();
  }

  private void end() {
    limit.exit();
    factory.ended(this);
  }

  private Call newAttempt() {
    Call next = factory.client().newCall(request);
    attempt = next;
    if (canceled) {
      next.cancel();
    }
    context.attemptStarts();
    return next;
  }

  @SuppressWarnings("NullAway") // a provider written without JSpecify may give null anywhere
  private void requestToken() {
    try {
      factory
          .accessTokens()
          .accessToken()
          .whenComplete(
              (accessToken, error) -> {
                if (error != null) {
                  token.completeExceptionally(noToken(error));
                } else {
                  acceptToken(accessToken);
                }
              });
    } catch (RuntimeException e) {
      token.completeExceptionally(noToken(e));
    }
  }

  private void acceptToken(@Nullable String accessToken) {
    if (accessToken == null) {
      token.completeExceptionally(noToken(null));
      return;
    }
    try {
      token.complete(HeaderValues.check("the access token", accessToken));
    } catch (IllegalArgumentException e) {
      token.completeExceptionally(noToken(e));
    }
  }

  private CallFailedException noToken(@Nullable Throwable error) {
    Throwable cause =
        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    String reason = cause == null ? "the provider gave null" : String.valueOf(cause.getMessage());
    return new CallFailedException(
        new PartnerAuthenticationException(
            "no access token for " + CallContext.describe(request) + ": " + reason, cause));
  }

  private String awaitToken() throws IOException {
    try {
      return token.get();
    } catch (ExecutionException e) {
      throw asIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the access token");
    }
  }

  private static IOException asIOException(Throwable error) {
    Throwable cause = error instanceof IOException ? error : error.getCause();
    return cause instanceof IOException ? (IOException) cause : new IOException(cause);
  }

  private CallFailedException failure(IOException e) {
    if (e instanceof CallFailedException) {
      return (CallFailedException) e;
    }
    String reason;
    if (limit.expired) {
      reason = "no answer within the limit of " + Duration.ofNanos(limit.timeoutNanos());
    } else {
      reason = e.getClass().getSimpleName() + ": " + e.getMessage();
    }
    return new CallFailedException(
        new PartnerConnectionException(CallContext.describe(request) + ": " + reason, e));
  }

  /** Ends the call when its time is up. */
  private final class Limit extends AsyncTimeout {
    private volatile boolean expired;

    Limit(Duration timeout) {
      timeout(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    protected void timedOut() {
      expired = true;
      cancel();
    }
  }

  private final class AttemptCallback implements Callback {
    private final Callback callback;

    AttemptCallback(Callback callback) {
      this.callback = callback;
    }

    @Override
    public void onResponse(Call call, Response response) throws IOException {
      Response answer;
      try {
        answer = ResponseBodies.readFully(response);
      } catch (IOException e) {
        onFailure(call, e);
        return;
      }
      end();
      callback.onResponse(PartnerCall.this, answer);
    }

    @Override
    public void onFailure(Call call, IOException e) {
      end();
      callback.onFailure(PartnerCall.this, failure(e));
    }
  }
}
