package io.partnercenter.users;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The service answered with another status than success. What it said of the error is kept as far
 * as it could be read: a gateway or a proxy on the way may answer in a shape of its own, or with
 * nothing.
 *
 * <p>A call for a customer that the service throttles may end so without a request: the status is
 * then 429, {@link #attempts()} 0, and {@link #retryAfter()} the time until the next may be sent.
 *
 * <p>If {@link RequestOptions.Builder#ifMatch} was set and there was more than one attempt, {@link
 * ErrorCategory#PRECONDITION_FAILED} may mean that the first attempt made the change itself, and
 * only its answer was lost: read the user to know.
 */
public final class PartnerServiceException extends PartnerException {
  private static final long serialVersionUID = 1;

  private final int statusCode;
  private final @Nullable String errorCode;
  private final @Nullable String description;
  private final @Nullable String source;
  private final @Nullable Duration retryAfter;

  PartnerServiceException(
      String message,
      int statusCode,
      ErrorDetails details,
      @Nullable Duration retryAfter,
      CallContext context) {
    super(message, context, null);
    this.retryAfter = retryAfter;
    this.statusCode = statusCode;
    this.errorCode = details.code();
    this.description = details.description();
    this.source = details.source();
  }

  /** The HTTP status. */
  public int statusCode() {
    return statusCode;
  }

  /** The kind of the answer, by status and error code. */
  public ErrorCategory category() {
    return ErrorCategory.of(statusCode, errorCode);
  }

  /**
   * The service's code of the error, a string of digits such as {@code 60002}: see the error codes
   * of Partner Center. Null if the answer held none.
   */
  public @Nullable String errorCode() {
    return errorCode;
  }

  /** The error in the service's or the gateway's words; null if the answer held none. */
  public @Nullable String description() {
    return description;
  }

  /** The part of the service that answered; null if the answer didn't say. */
  public @Nullable String source() {
    return source;
  }

  /**
   * How long the service asked to wait before the next request, from the moment it answered; null
   * if it didn't. For a call that was held back because its customer is throttled, the rest of that
   * time.
   */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
