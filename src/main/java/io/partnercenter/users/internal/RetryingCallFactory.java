package io.partnercenter.users.internal;

import io.partnercenter.users.AccessTokenProvider;
import io.partnercenter.users.RequestOptions;
import io.partnercenter.users.RetryPolicy;
import io.partnercenter.users.ThrottleStatus;
import io.partnercenter.users.internal.throttle.Limiter;
import io.partnercenter.users.internal.time.Timer;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import okhttp3.Call;
import okhttp3.Request;
import retrofit2.Invocation;
import retrofit2.http.Streaming;

/** Makes the calls of all Retrofit interfaces, and has what they share. */
public final class RetryingCallFactory implements Call.Factory {
  final Call.Factory attemptCalls;
  final TokenSource tokens;
  final RetryPolicy retryPolicy;
  final DoubleSupplier random;
  final Limiter limiter;
  final ThrottleScopeResolver scopes = new ThrottleScopeResolver();
  final Timer timer;
  final Executor executor;
  final CallLog log;
  private final CallHeaders headers;
  private final Duration timeout;
  private final CallsInFlight inFlight;
  private volatile boolean closed;

  /**
   * Makes the factory of one client.
   *
   * @param attemptCalls makes the OkHttp calls that are the attempts
   * @param timeout the limit over a whole call, unless its options set another one
   * @param random returns the jitter of pauses, from 0 to 1
   * @param executor where calls continue after a wait
   */
  public RetryingCallFactory(
      Call.Factory attemptCalls,
      CallHeaders headers,
      AccessTokenProvider accessTokens,
      RetryPolicy retryPolicy,
      Duration timeout,
      DoubleSupplier random,
      Timer timer,
      Executor executor,
      CallLog log) {
    this.attemptCalls = attemptCalls;
    this.headers = headers;
    this.tokens = new TokenSource(accessTokens);
    this.retryPolicy = retryPolicy;
    this.timeout = timeout;
    this.random = random;
    this.timer = timer;
    this.executor = executor;
    this.log = log;
    this.limiter = new Limiter(timer);
    this.inFlight = new CallsInFlight(executor);
  }

  @Override
  public Call newCall(Request request) {
    return newCall(request, optionsOf(request));
  }

  RetryingCall newCall(Request request, RequestOptions options) {
    if (closed) {
      throw new IllegalStateException("this PartnerCenter is closed");
    }
    CallContext context =
        new CallContext(options, isStreaming(request), request.tag(PagePosition.class));
    Request.Builder own = request.newBuilder().tag(CallContext.class, context);
    headers.set(own, request.method(), context);
    Duration limit = options.timeout();
    return new RetryingCall(this, own, context, limit != null ? limit : timeout);
  }

  void started(RetryingCall call) {
    inFlight.add(call);
    if (closed) {
      call.stop(StopReason.CLOSED);
    }
  }

  void ended(RetryingCall call) {
    inFlight.remove(call);
  }

  /** The throttle status of the partner as a whole. */
  public ThrottleStatus throttle() {
    return limiter.status();
  }

  /** The throttle status of a customer. */
  public ThrottleStatus throttle(String scopeName) {
    return limiter.status(scopeName);
  }

  /** Forgets what was learned from 429 responses. */
  public void forgetThrottles() {
    limiter.forget();
  }

  /** How many calls have begun and not ended. */
  public int inFlight() {
    return inFlight.size();
  }

  /** Whether the client is closed. */
  public boolean isClosed() {
    return closed;
  }

  /** Ends the calls in flight. No call can begin afterwards. */
  public void close() {
    closed = true;
    inFlight.stopAll();
  }

  /** Returns the options of a request. An interface of the caller may pass them as a tag. */
  private static RequestOptions optionsOf(Request request) {
    RequestOptions options = request.tag(RequestOptions.class);
    return options != null ? options : RequestOptions.none();
  }

  private static boolean isStreaming(Request request) {
    Invocation invocation = request.tag(Invocation.class);
    return invocation != null && invocation.method().isAnnotationPresent(Streaming.class);
  }
}
