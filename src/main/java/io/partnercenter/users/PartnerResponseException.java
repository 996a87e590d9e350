package io.partnercenter.users;

/**
 * A call that failed because its response, although successful, breaks the contract: it is empty,
 * not JSON, of another type, without a required property, or too large. The service carried out the
 * call.
 */
public final class PartnerResponseException extends PartnerException {
  private static final long serialVersionUID = 2;

  PartnerResponseException(PartnerException.Builder<?> builder) {
    super(builder);
  }

  /** Returns a builder, for tests. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link PartnerResponseException}. Not thread-safe. */
  public static final class Builder extends PartnerException.Builder<Builder> {
    private Builder() {}

    @Override
    Builder self() {
      return this;
    }

    @Override
    String defaultMessage() {
      return "the response breaks the contract";
    }

    /** Builds the exception. */
    public PartnerResponseException build() {
      return new PartnerResponseException(this);
    }
  }
}
