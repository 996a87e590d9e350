package io.partnercenter.users;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Microsoft Entra ID gave no token. */
final class EntraException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final @Nullable String errorCode;
  private final @Nullable String correlationId;
  private final boolean mayPass;
  private final @Nullable Duration retryAfter;

  EntraException(
      String message,
      @Nullable String errorCode,
      @Nullable String correlationId,
      boolean mayPass,
      @Nullable Duration retryAfter,
      @Nullable Throwable cause) {
    super(message, cause);
    this.errorCode = errorCode;
    this.correlationId = correlationId;
    this.mayPass = mayPass;
    this.retryAfter = retryAfter;
  }

  @Nullable String errorCode() {
    return errorCode;
  }

  @Nullable String correlationId() {
    return correlationId;
  }

  /** Whether another try may succeed. */
  boolean mayPass() {
    return mayPass;
  }

  /** How long to wait before it, if that was said. */
  @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
