package io.partnercenter.users.internal;

import io.partnercenter.users.AccessTokenProvider;
import io.partnercenter.users.RequestOptions;
import java.time.Duration;
import okhttp3.Call;
import okhttp3.Request;

/** Makes the calls of every Retrofit interface: one path for tokens, limits, retries, failures. */
public final class RetryingCallFactory implements Call.Factory {
  final Call.Factory attempts;
  final TokenSource tokens;
  final Retries retries;
  final ThrottleGate gate;
  final Timer timer;
  final CallLog log;
  private final CallHeaders headers;
  private final Duration timeout;
  private final CallsInFlight inFlight = new CallsInFlight();
  private volatile boolean closed;

  public RetryingCallFactory(
      Call.Factory attempts,
      CallHeaders headers,
      AccessTokenProvider accessTokens,
      Retries retries,
      Duration timeout,
      Timer timer,
      CallLog log) {
    this.attempts = attempts;
    this.headers = headers;
    this.tokens = new TokenSource(accessTokens);
    this.retries = retries;
    this.timeout = timeout;
    this.timer = timer;
    this.log = log;
    this.gate = new ThrottleGate(timer);
  }

  @Override
  public Call newCall(Request request) {
    return newCall(request, optionsOf(request));
  }

  RetryingCall newCall(Request request, RequestOptions options) {
    requireOpen();
    CallContext context = new CallContext(options);
    Request.Builder own = request.newBuilder().tag(CallContext.class, context);
    headers.set(own, request.method(), context);
    Duration limit = options.timeout();
    return new RetryingCall(this, own.build(), limit != null ? limit : timeout);
  }

  void started(RetryingCall call) {
    inFlight.add(call);
    if (closed) {
      call.cancel();
    }
  }

  void ended(RetryingCall call) {
    inFlight.remove(call);
  }

  /** How many calls have begun and not ended. */
  public int inFlight() {
    return inFlight.size();
  }

  public void close() {
    closed = true;
    inFlight.cancelAll();
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("this PartnerCenter is closed");
    }
  }

  /** Interfaces of the caller's own may hand options over as a tag. */
  private static RequestOptions optionsOf(Request request) {
    RequestOptions options = request.tag(RequestOptions.class);
    return options != null ? options : RequestOptions.none();
  }
}
