package io.partnercenter.users;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call that failed because no usable response was received in time. Either the limit of the whole
 * call was reached, see {@link RequestOptions.Builder#timeout}, or the connect, read or write
 * time-out of the last attempt. The message says which.
 */
public final class PartnerTimeoutException extends PartnerConnectionException {
  private static final long serialVersionUID = 2;

  PartnerTimeoutException(PartnerException.Builder<?> builder) {
    super(builder);
  }

  /** Returns a builder, for tests. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link PartnerTimeoutException}. Not thread-safe. */
  public static final class Builder extends PartnerConnectionException.Builder {
    private Builder() {}

    @Override
    String defaultMessage() {
      return "no response in time";
    }

    @Override
    public Builder message(String message) {
      super.message(message);
      return this;
    }

    @Override
    public Builder cause(@Nullable Throwable cause) {
      super.cause(cause);
      return this;
    }

    @Override
    public Builder requestId(UUID requestId) {
      super.requestId(requestId);
      return this;
    }

    @Override
    public Builder correlationId(UUID correlationId) {
      super.correlationId(correlationId);
      return this;
    }

    @Override
    public Builder attempts(int attempts) {
      super.attempts(attempts);
      return this;
    }

    @Override
    public Builder continuation(@Nullable String continuation) {
      super.continuation(continuation);
      return this;
    }

    @Override
    public PartnerTimeoutException build() {
      return new PartnerTimeoutException(this);
    }
  }
}
