package io.partnercenter.users;

/**
 * No usable response was received: the connection was refused, reset, timed out or cut off, or the
 * call was cancelled or interrupted. Whether the service carried the call out is unknown. It is
 * safe to repeat the call with the same {@link RequestOptions.Builder#requestId request id}.
 */
public class PartnerConnectionException extends PartnerException {
  private static final long serialVersionUID = 2;

  PartnerConnectionException(PartnerException.Builder<?> builder) {
    super(builder);
  }

  /** A builder, for tests. */
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
