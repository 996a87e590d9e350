package io.partnercenter.users.entra;

import io.partnercenter.users.internal.TokenFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A failure to get an access token. The message says why and what to do, and shows no secret. */
final class EntraException extends RuntimeException implements TokenFailure {
  private static final long serialVersionUID = 2;

  /** Whether another attempt can succeed. */
  enum Kind {
    /** The same request may succeed soon. */
    TRANSIENT,

    /** Entra refused the refresh token; it may accept another one. */
    TOKEN_REFUSED,

    /** The same request fails again until a person changes something. */
    PERMANENT
  }

  private final Kind kind;
  private final @Nullable String errorCode;
  private final @Nullable String correlationId;
  private final @Nullable Duration retryAfter;

  EntraException(Kind kind, String message, @Nullable Throwable cause) {
    this(kind, message, null, null, null, cause);
  }

  EntraException(
      Kind kind,
      String message,
      @Nullable String errorCode,
      @Nullable String correlationId,
      @Nullable Duration retryAfter,
      @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.errorCode = errorCode;
    this.correlationId = correlationId;
    this.retryAfter = retryAfter;
  }

  Kind kind() {
    return kind;
  }

  @Override
  public @Nullable String errorCode() {
    return errorCode;
  }

  @Override
  public @Nullable String correlationId() {
    return correlationId;
  }

  /** Returns how long Entra asks to wait; null if it doesn't ask. */
  @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
