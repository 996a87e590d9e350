package io.partnercenter.users;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
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
  private static final Duration ONE_YEAR = Duration.ofDays(365);

  private final PartnerCallFactory factory;
  private final Request request;
  private final CallContext context;
  private final Limit limit;
  private final AtomicBoolean executed = new AtomicBoolean();
  private final CompletableFuture<String> token = new CompletableFuture<>();
  private volatile @Nullable Call attempt;
  private volatile @Nullable AsyncCompletion asyncCompletion;
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
      return answer(newAttempt().execute());
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
    AsyncCompletion completion = new AsyncCompletion(callback);
    asyncCompletion = completion;
    start();
    token.whenComplete(
        (accessToken, error) -> {
          if (error != null) {
            completion.failElsewhere(asIOException(error));
            return;
          }
          context.accessToken(accessToken);
          try {
            newAttempt().enqueue(completion);
          } catch (RuntimeException e) { // of a listener of the caller
            completion.failElsewhere(new IOException(e));
          }
        });
  }

  @Override
  public void cancel() {
    canceled = true;
    IOException cause = new IOException("Canceled");
    token.completeExceptionally(cause);
    Call current = attempt;
    if (current != null) {
      current.cancel();
    }
    // OkHttp ends a call that waits in the dispatcher's queue only when its turn comes
    AsyncCompletion completion = asyncCompletion;
    if (completion != null) {
      completion.failElsewhere(cause);
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
    // in this order: a limit that strikes at once must find the call where end() removes it
    factory.started(this);
    limit.enter();
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

  private Response answer(Response response) throws IOException {
    Response answer = ResponseBodies.readFully(response);
    String accessToken = context.accessToken();
    // a request to another origin than the base URL's went without the token
    boolean tokenWasSent = answer.request().header("Authorization") != null;
    if (answer.code() == 401 && tokenWasSent && accessToken != null) {
      try {
        factory.accessTokens().refused(accessToken);
      } catch (Throwable e) {
        context.suppress(e); // the 401 is what the caller must hear of first
      }
    }
    return answer;
  }

  private void requestToken() {
    try {
      @Nullable CompletionStage<String> stage = factory.accessTokens().accessToken();
      if (stage == null) { // from a provider written without JSpecify
        acceptToken(null);
        return;
      }
      stage.whenComplete(
          (accessToken, error) -> {
            if (error != null) {
              token.completeExceptionally(noToken(error));
            } else {
              acceptToken(accessToken);
            }
          });
    } catch (Throwable e) { // an Error, too: an async caller would never hear of it
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
            "no access token for " + CallContext.describe(request) + ": " + reason,
            context,
            cause));
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
        new PartnerConnectionException(CallContext.describe(request) + ": " + reason, context, e));
  }

  /** Ends the call when its time is up. */
  private final class Limit extends AsyncTimeout {
    private volatile boolean expired;

    Limit(Duration timeout) {
      // more than a year is no limit, and would overflow in nanoseconds
      Duration bounded = timeout.compareTo(ONE_YEAR) > 0 ? ONE_YEAR : timeout;
      timeout(bounded.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    protected void timedOut() {
      expired = true;
      PartnerCall.this.cancel(); // AsyncTimeout has a cancel of its own
    }
  }

  /** Calls the caller's callback once: by the attempt, or before it by a cancel. */
  private final class AsyncCompletion implements Callback {
    private final Callback callback;
    private final AtomicBoolean done = new AtomicBoolean();

    AsyncCompletion(Callback callback) {
      this.callback = callback;
    }

    @Override
    public void onResponse(Call call, Response response) throws IOException {
      Response answer;
      try {
        answer = answer(response);
      } catch (IOException e) {
        fail(e);
        return;
      }
      if (done.compareAndSet(false, true)) {
        end();
        callback.onResponse(PartnerCall.this, answer);
      }
    }

    @Override
    public void onFailure(Call call, IOException e) {
      fail(e);
    }

    private void fail(IOException e) {
      if (done.compareAndSet(false, true)) {
        end();
        callback.onFailure(PartnerCall.this, failure(e));
      }
    }

    /**
     * From a thread that must not run the caller's code: one that brings a token, cancels, or keeps
     * the time. Not on the dispatcher's threads, which may all be busy.
     */
    void failElsewhere(IOException e) {
      if (done.compareAndSet(false, true)) {
        end();
        CallFailedException failure = failure(e);
        ForkJoinPool.commonPool().execute(() -> callback.onFailure(PartnerCall.this, failure));
      }
    }
  }
}
