package io.partnercenter.users;

import io.partnercenter.users.internal.text.SafeText;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call that failed. Each kind of failure has a subclass.
 *
 * <p>Every subclass has a public builder, so that a unit test can make the exception that the code
 * under test must handle.
 */
public abstract class PartnerException extends RuntimeException {
  private static final long serialVersionUID = 2;
  private static final int MAX_MESSAGE = 600;

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

  /** The request id of the call. A repeated call must carry the same id. */
  public UUID requestId() {
    return requestId;
  }

  /** The correlation id of the call, for Microsoft's support. */
  public UUID correlationId() {
    return correlationId;
  }

  /** How many requests were sent for the call; 0 if none was. */
  public int attempts() {
    return attempts;
  }

  /**
   * The page of a list that the call was for. A reading that begins there, by {@link
   * ListUsers.Builder#continueFrom}, goes on after the pages that were read. Null if the call was
   * for the first page of a list, or for something else. The message says which page it was,
   * counted from 1 where reading began.
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

    /** The message where none is set. */
    abstract String defaultMessage();

    private String messageOrDefault() {
      String set = message;
      return set != null ? set : defaultMessage();
    }

    /** The message. Made from the other properties unless set. */
    public B message(String message) {
      this.message = Objects.requireNonNull(message, "message");
      return self();
    }

    /** The cause; none unless set. */
    public B cause(@Nullable Throwable cause) {
      this.cause = cause;
      return self();
    }

    /** The request id; all zeros unless set. */
    public B requestId(UUID requestId) {
      this.requestId = Objects.requireNonNull(requestId, "requestId");
      return self();
    }

    /** The correlation id; all zeros unless set. */
    public B correlationId(UUID correlationId) {
      this.correlationId = Objects.requireNonNull(correlationId, "correlationId");
      return self();
    }

    /**
     * How many requests were sent; 1 unless set.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public B attempts(int attempts) {
      if (attempts < 0) {
        throw new IllegalArgumentException("attempts must not be negative, not " + attempts);
      }
      this.attempts = attempts;
      return self();
    }

    /** The page of a list that the call was for; none unless set. */
    public B continuation(@Nullable String continuation) {
      this.continuation = continuation;
      return self();
    }

    @Nullable Throwable cause() {
      return cause;
    }
  }
}
