package io.partnercenter.users;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** What belongs to one call and all its attempts. Travels as a tag of the request. */
final class CallContext {
  private final RequestOptions options;
  private final UUID requestId;
  private final UUID correlationId;
  private final AtomicInteger attempts = new AtomicInteger();
  private volatile @Nullable String accessToken;
  private volatile @Nullable Throwable suppressed;

  CallContext(RequestOptions options) {
    this.options = options;
    UUID givenRequestId = options.requestId();
    UUID givenCorrelationId = options.correlationId();
    requestId = givenRequestId != null ? givenRequestId : UUID.randomUUID();
    correlationId = givenCorrelationId != null ? givenCorrelationId : UUID.randomUUID();
  }

  static CallContext of(Request request) {
    CallContext context = request.tag(CallContext.class);
    if (context == null) {
      throw new IllegalStateException("request did not come through PartnerCallFactory");
    }
    return context;
  }

  RequestOptions options() {
    return options;
  }

  UUID requestId() {
    return requestId;
  }

  UUID correlationId() {
    return correlationId;
  }

  int attempts() {
    return attempts.get();
  }

  void attemptStarts() {
    attempts.incrementAndGet();
  }

  /** Keeps a failure that isn't the call's own, to be told with the call's as suppressed. */
  void suppress(Throwable failure) {
    suppressed = failure;
  }

  @Nullable Throwable suppressed() {
    return suppressed;
  }

  @Nullable String accessToken() {
    return accessToken;
  }

  void accessToken(String token) {
    accessToken = token;
  }

  /** The call in one line, for messages. */
  static String describe(Request request) {
    CallContext context = of(request);
    return String.format(
        "%s %s (%s %s, %s %s)",
        request.method(),
        request.url(),
        WireConstants.RequestHeaders.MS_REQUEST_ID,
        context.requestId,
        WireConstants.RequestHeaders.MS_CORRELATION_ID,
        context.correlationId);
  }
}
