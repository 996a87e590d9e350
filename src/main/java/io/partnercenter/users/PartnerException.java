package io.partnercenter.users;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A call that failed. What is told apart has a subclass; only this library makes them. */
public abstract class PartnerException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final int MAX_MESSAGE = 600;

  private final UUID requestId;
  private final UUID correlationId;
  private final int attempts;

  PartnerException(String message, CallContext context, @Nullable Throwable cause) {
    super(Texts.oneLine(message, MAX_MESSAGE), cause);
    this.requestId = context.requestId();
    this.correlationId = context.correlationId();
    this.attempts = context.attempts();
  }

  /** The request id of the call, with which it can be repeated. */
  public UUID requestId() {
    return requestId;
  }

  /** The correlation id of the call, for Microsoft's support. */
  public UUID correlationId() {
    return correlationId;
  }

  /** How many requests went out for the call; 0 if none did. */
  public int attempts() {
    return attempts;
  }
}
