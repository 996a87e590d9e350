package io.partnercenter.users;

/**
 * A call that failed because no usable response was received: the connection was refused, reset,
 * timed out or cut off, or the call was cancelled or interrupted. Whether the service carried out
 * the call is unknown. It is safe to repeat the call with the same {@link
 * RequestOptions.Builder#requestId request id}.
 */
public class PartnerConnectionException extends PartnerException {
  private static final long serialVersionUID = 2;

  PartnerConnectionException(PartnerException.Builder<?> builder) {
    super(builder);
  }

  /** Returns a builder, for tests. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link PartnerConnectionException}. Not thread-safe. */
  public static class Builder extends PartnerException.Builder<Builder> {
    Builder() {}

    @Override
    Builder self() {
      return this;
    }

    @Override
    String defaultMessage() {
      return "no usable response";
    }

    /** Builds the exception. */
    public PartnerConnectionException build() {
      return new PartnerConnectionException(this);
    }
  }
}
