package io.partnercenter.users.internal;

import io.partnercenter.users.PartnerException;
import io.partnercenter.users.RequestOptions;
import io.partnercenter.users.internal.text.Redaction;
import io.partnercenter.users.internal.text.SafeText;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** The state of one call that all its attempts share. It is a tag of the request. */
final class CallContext {
  /** A longer URL is cut in messages, so that the ids behind it are not. */
  private static final int MAX_URL = 280;

  private final RequestOptions options;
  private final UUID requestId;
  private final UUID correlationId;
  private final List<String> tokens = new CopyOnWriteArrayList<>();
  private final AtomicInteger sent = new AtomicInteger();
  private final boolean streaming;
  private final @Nullable PagePosition page;
  private volatile @Nullable Attempt attempt;
  private volatile long startNanos;

  /**
   * Makes the context of a new call.
   *
   * @param streaming whether the caller reads the body of a successful response
   * @param page the page of a list that the call fetches; null if it fetches none
   */
  CallContext(RequestOptions options, boolean streaming, @Nullable PagePosition page) {
    this.options = options;
    this.streaming = streaming;
    this.page = page;
    UUID givenRequestId = options.requestId();
    UUID givenCorrelationId = options.correlationId();
    requestId = givenRequestId != null ? givenRequestId : UUID.randomUUID();
    correlationId = givenCorrelationId != null ? givenCorrelationId : UUID.randomUUID();
  }

  /**
   * Returns the context of a request.
   *
   * @throws IllegalStateException if an interceptor or instrumentation of the caller dropped it
   */
  static CallContext of(Request request) {
    CallContext context = request.tag(CallContext.class);
    if (context == null) {
      throw new IllegalStateException(
          "the request lost its tags: no interceptor or instrumentation may drop them");
    }
    return context;
  }

  /** Returns what masks the secrets of the call in texts: the service may repeat them. */
  Redaction redaction(Request request) {
    return Redaction.of(tokens, HttpBodies.text(request));
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

  /** How many requests were sent, including those that found no connection. */
  int sent() {
    return sent.get();
  }

  void countRequest() {
    sent.incrementAndGet();
  }

  void uncountRequest() {
    sent.decrementAndGet();
  }

  /** The access tokens that the call has used, the latest one last. They are secrets. */
  List<String> tokens() {
    return tokens;
  }

  void addToken(String token) {
    tokens.add(token);
  }

  /** The latest attempt. */
  @Nullable Attempt attempt() {
    return attempt;
  }

  void attempt(Attempt next) {
    attempt = next;
  }

  /** Whether the caller reads the body of a successful response. */
  boolean isStreaming() {
    return streaming;
  }

  /** When the call began, in nanoseconds of the timer. */
  long startNanos() {
    return startNanos;
  }

  void startNanos(long now) {
    startNanos = now;
  }

  /** Sets the ids, the attempts and the page of this call on an exception. */
  <B extends PartnerException.Builder<B>> B identify(B failure) {
    failure.requestId(requestId).correlationId(correlationId).attempts(sent());
    return failure.continuation(page == null ? null : page.continuation());
  }

  /** The call in one line, for messages. */
  static String describe(Request request, CallContext context) {
    return (context.page == null ? "" : "page " + context.page.number() + " of ")
        + request.method()
        + " "
        + SafeText.shorten(request.url().toString(), MAX_URL)
        + " ("
        + WireConstants.RequestHeaders.MS_REQUEST_ID
        + " "
        + context.requestId
        + ", "
        + WireConstants.RequestHeaders.MS_CORRELATION_ID
        + " "
        + context.correlationId
        + ")";
  }
}
