package io.partnercenter.users;

import java.time.Duration;
import okhttp3.Call;
import okhttp3.Request;

/** Makes the calls of every Retrofit interface: one path for tokens, limits, retries, failures. */
final class PartnerCallFactory implements Call.Factory {
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

  PartnerCallFactory(
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

  PartnerCall newCall(Request request, RequestOptions options) {
    requireOpen();
    CallContext context = new CallContext(options);
    Request.Builder own =
        request
            .newBuilder()
            .tag(CallContext.class, context)
            .tag(RequestOptions[].class, null); // each copy of the request copies its tags
    headers.set(own, request.method(), context);
    Duration limit = options.timeout();
    return new PartnerCall(this, own.build(), limit != null ? limit : timeout);
  }

  void started(PartnerCall call) {
    inFlight.add(call);
    if (closed) {
      call.cancel();
    }
  }

  void ended(PartnerCall call) {
    inFlight.remove(call);
  }

  /** How many calls have begun and not ended. */
  int inFlight() {
    return inFlight.size();
  }

  void close() {
    closed = true;
    inFlight.cancelAll();
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("this PartnerCenter is closed");
    }
  }

  /**
   * The generated methods take their options as varargs, so the tag is an array; another's may not.
   */
  private static RequestOptions optionsOf(Request request) {
    RequestOptions[] options = request.tag(RequestOptions[].class);
    if (options == null || options.length == 0) {
      RequestOptions single = request.tag(RequestOptions.class);
      return single != null ? single : RequestOptions.NONE;
    }
    if (options.length > 1 || options[0] == null) {
      throw new IllegalArgumentException("options must be none or one, and not null");
    }
    return options[0];
  }
}
