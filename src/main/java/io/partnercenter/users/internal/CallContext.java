package io.partnercenter.users.internal;

import io.partnercenter.users.RequestOptions;
import java.time.Duration;
import java.util.UUID;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** What belongs to one call and all its attempts. Travels as a tag of the request. */
final class CallContext {
  private final RequestOptions options;
  @Nullable RetryingCall call;
  private final UUID requestId;
  private final UUID correlationId;
  private int attempts;
  private volatile int tries;
  private volatile long startNanos;
  private volatile long endNanos;
  private volatile long attemptNanos;
  private volatile @Nullable String accessToken;
  private volatile @Nullable Throwable suppressed;
  private volatile @Nullable Throwable earlierFailure;
  private volatile @Nullable Duration retryAfter;
  private volatile boolean staleConnection;
  private volatile boolean repeatedAtOnce;
  private volatile ThrottleGate.@Nullable Turn turn;

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
      throw new IllegalStateException(
          "the request lost its tags: no interceptor or instrumentation may drop them");
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

  /** How many requests went out. */
  synchronized int attempts() {
    return attempts;
  }

  /**
   * How many were tried, or went out if that is more: an interceptor of the caller may send none,
   * or several.
   */
  int tries() {
    return Math.max(tries, attempts());
  }

  /** By the timer. */
  void callStarts(long now, long limitNanos) {
    startNanos = now;
    endNanos = now + limitNanos;
  }

  void tryStarts(long now) {
    tries++;
    attemptNanos = now;
    staleConnection = false;
  }

  /** Nothing was sent, for the turn was lost: the try doesn't count. */
  void tryIsOff() {
    tries--;
  }

  /** The latest turn that the call got, or waits for. */
  ThrottleGate.@Nullable Turn turn() {
    return turn;
  }

  void turn(ThrottleGate.Turn next) {
    turn = next;
  }

  synchronized void requestGoesOut() {
    attempts++;
  }

  /** When the call began, by the timer. */
  long startNanos() {
    return startNanos;
  }

  /** When the limit of the call ends, by the timer. */
  long endNanos() {
    return endNanos;
  }

  /** When the latest try began, by the timer. */
  long attemptNanos() {
    return attemptNanos;
  }

  /** The attempt failed on a connection that had been used before. */
  void connectionWasStale() {
    staleConnection = true;
  }

  /** Whether the attempt failed so, for the first time in this call. */
  boolean maySkipPause() {
    boolean first = staleConnection && !repeatedAtOnce;
    repeatedAtOnce |= first;
    return first;
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

  /** Why the latest try was followed by another one. */
  @Nullable Throwable earlierFailure() {
    return earlierFailure;
  }

  void earlierFailure(Throwable failure) {
    earlierFailure = failure;
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
