package io.partnercenter.users;

import java.time.Duration;
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
  private volatile long startNanos;
  private volatile long endNanos;
  private volatile long attemptNanos;
  private volatile @Nullable String accessToken;
  private volatile @Nullable Throwable suppressed;
  private volatile @Nullable Duration retryAfter;
  private volatile boolean staleConnection;

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

  /** By the timer. */
  void callStarts(long now, long limitNanos) {
    startNanos = now;
    endNanos = now + limitNanos;
  }

  void attemptStarts(long now) {
    attempts.incrementAndGet();
    attemptNanos = now;
    staleConnection = false;
  }

  /** When the call began, by the timer. */
  long startNanos() {
    return startNanos;
  }

  /** When the limit of the call ends, by the timer. */
  long endNanos() {
    return endNanos;
  }

  /** When the latest attempt began, by the timer. */
  long attemptNanos() {
    return attemptNanos;
  }

  /** The attempt failed on a connection that had been used before. */
  void connectionWasStale() {
    staleConnection = true;
  }

  boolean staleConnection() {
    return staleConnection;
  }

  /** How long the last answer asked to wait. */
  @Nullable Duration retryAfter() {
    return retryAfter;
  }

  void retryAfter(@Nullable Duration wait) {
    retryAfter = wait;
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
