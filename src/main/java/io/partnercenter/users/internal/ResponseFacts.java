package io.partnercenter.users.internal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The facts of a response that decide how the call continues. Immutable. */
final class ResponseFacts {
  static final int TOO_MANY_REQUESTS = 429;
  static final int UNAUTHORIZED = 401;

  private final int status;
  private final @Nullable Duration retryAfter;
  private final boolean tokenRefused;
  private final boolean mfaRequired;

  /**
   * @param retryAfter how long the service asks to wait; null if it doesn't
   * @param tokenRefused whether the response is a 401 to a request that carried the token
   * @param mfaRequired whether the token was refused because it lacks MFA
   */
  ResponseFacts(
      int status, @Nullable Duration retryAfter, boolean tokenRefused, boolean mfaRequired) {
    this.status = status;
    this.retryAfter = retryAfter;
    this.tokenRefused = tokenRefused;
    this.mfaRequired = mfaRequired;
  }

  int status() {
    return status;
  }

  @Nullable Duration retryAfter() {
    return retryAfter;
  }

  boolean isThrottled() {
    return status == TOO_MANY_REQUESTS;
  }

  /** Whether the service named the moment when the next request may be sent. */
  boolean hasRetryAfter() {
    return retryAfter != null;
  }

  boolean isTokenRefused() {
    return tokenRefused;
  }

  boolean isMfaRequired() {
    return mfaRequired;
  }
}
