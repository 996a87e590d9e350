package io.partnercenter.users.internal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Carries what code of the caller threw unchecked through OkHttp, which drops it in async calls.
 */
final class CallerCodeException extends IOException {
  private static final long serialVersionUID = 1;

  CallerCodeException(Throwable cause) {
    super(cause);
  }

  /**
   * What was thrown unchecked; null if the failure is none of this. OkHttp itself says {@code
   * canceled due to} what an event listener threw, and keeps that as suppressed.
   */
  static @Nullable Throwable uncheckedIn(IOException failure) {
    if (failure instanceof CallerCodeException) {
      return failure.getCause();
    }
    Throwable[] suppressed = failure.getSuppressed();
    String message = failure.getMessage();
    return suppressed.length > 0
            && message != null
            && message.startsWith("canceled due to ")
            && !(suppressed[0] instanceof IOException)
        ? suppressed[0]
        : null;
  }
}
