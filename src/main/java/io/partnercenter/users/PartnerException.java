package io.partnercenter.users;

import io.partnercenter.users.internal.text.SafeText;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call that failed. Each kind of failure has a subclass.
 *
 * <p>Every subclass has a public builder, so that a unit test can create the exception that the
 * code under test must handle.
 */
public abstract class PartnerException extends RuntimeException {
  private static final long serialVersionUID = 2;
  private static final int MAX_MESSAGE = 800;

  private final UUID requestId;
  private final UUID correlationId;
  private final int attempts;
  private final @Nullable String continuation;

  PartnerException(Builder<?> builder) {
    super(SafeText.oneLine(builder.messageOrDefault(), MAX_MESSAGE), builder.cause);
    this.requestId = builder.requestId;
    this.correlationId = builder.correlationId;
    this.attempts = builder.attempts;
    this.continuation = builder.continuation;
  }

  /** Returns the request id of the call. A repeated call must carry the same id. */
  public UUID requestId() {
    return requestId;
  }

  /** Returns the correlation id of the call, for Microsoft's support. */
  public UUID correlationId() {
    return correlationId;
  }

  /** Returns how many requests were sent for the call; 0 if none was sent. */
  public int attempts() {
    return attempts;
  }

  /**
   * Returns the page of a list that the call was for. To continue after the pages that were read,
   * pass it to {@link ListUsers.Builder#continueFrom}. Null if the call was for the first page of a
   * list, or not for a list. The message says which page it was; the page where reading began is
   * page 1.
   */
  public @Nullable String continuation() {
    return continuation;
  }

  /**
   * Builds a {@link PartnerException}. Not thread-safe.
   *
   * @param <B> the type of the builder itself
   */
  public abstract static class Builder<B extends Builder<B>> {
    private static final UUID NOT_SET = new UUID(0, 0);

    private @Nullable String message;
    private @Nullable Throwable cause;
    private UUID requestId = NOT_SET;
    private UUID correlationId = NOT_SET;
    private int attempts = 1;
    private @Nullable String continuation;

    Builder() {}

    abstract B self();

    /** Returns the message to use if none is set. */
    abstract String defaultMessage();

    private String messageOrDefault() {
      String set = message;
      return set != null ? set : defaultMessage();
    }

    /**
     * Sets the message. The default says what kind of failure it is; that of a {@link
     * PartnerServiceException} is made from its other properties.
     */
    public B message(String message) {
      this.message = Objects.requireNonNull(message, "message");
      return self();
    }

    /** Sets the cause. The default is none. */
    public B cause(@Nullable Throwable cause) {
      this.cause = cause;
      return self();
    }

    /** Sets the request id. The default is all zeros. */
    public B requestId(UUID requestId) {
      this.requestId = Objects.requireNonNull(requestId, "requestId");
      return self();
    }

    /** Sets the correlation id. The default is all zeros. */
    public B correlationId(UUID correlationId) {
      this.correlationId = Objects.requireNonNull(correlationId, "correlationId");
      return self();
    }

    /**
     * Sets how many requests were sent. The default is 1.
     *
     * @throws IllegalArgumentException if the number is negative
     */
    public B attempts(int attempts) {
      if (attempts < 0) {
        throw new IllegalArgumentException("attempts must not be negative, not " + attempts);
      }
      this.attempts = attempts;
      return self();
    }

    /** Sets the page of a list that the call was for. The default is none. */
    public B continuation(@Nullable String continuation) {
      this.continuation = continuation;
      return self();
    }

    @Nullable Throwable cause() {
      return cause;
    }
  }
}
