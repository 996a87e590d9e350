package io.partnercenter.users.internal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Carries an unchecked exception of the caller's code through OkHttp, which would lose it in async
 * calls.
 */
final class CallerCodeException extends IOException {
  private static final long serialVersionUID = 1;

  CallerCodeException(Throwable cause) {
    super(cause);
  }

  /**
   * Returns what the caller's code threw unchecked; null if the failure has another cause. For an
   * event listener that threw, OkHttp itself makes an IOException with the message {@code canceled
   * due to …} and adds what was thrown as suppressed.
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
