package io.partnercenter.users;

import org.jspecify.annotations.Nullable;

/**
 * The service answered with another status than success. What it said of the error is kept as far
 * as it could be read: a gateway or a proxy on the way may answer in a shape of its own, or with
 * nothing.
 */
public final class PartnerServiceException extends PartnerException {
  private static final long serialVersionUID = 1;

  private final int statusCode;
  private final @Nullable String errorCode;
  private final @Nullable String description;
  private final @Nullable String source;

  PartnerServiceException(
      String message, int statusCode, ErrorDetails details, CallContext context) {
    super(message, context, null);
    this.statusCode = statusCode;
    this.errorCode = details.code();
    this.description = details.description();
    this.source = details.source();
  }

  /** The HTTP status. */
  public int statusCode() {
    return statusCode;
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
}
