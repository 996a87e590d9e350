package io.partnercenter.users;

import io.partnercenter.users.internal.TokenFailure;
import org.jspecify.annotations.Nullable;

/**
 * A call that failed because there was no access token, so nothing was sent; or because the service
 * refused the token and there was no other one. The cause is the exception that the {@link
 * AccessTokenProvider} threw, if it threw one.
 */
public final class PartnerAuthenticationException extends PartnerException {
  private static final long serialVersionUID = 2;

  private final @Nullable String entraErrorCode;
  private final @Nullable String entraCorrelationId;

  private PartnerAuthenticationException(Builder builder) {
    super(builder);
    Throwable cause = builder.cause();
    TokenFailure entra = cause instanceof TokenFailure ? (TokenFailure) cause : null;
    entraErrorCode =
        builder.entraErrorCode == null && entra != null
            ? entra.errorCode()
            : builder.entraErrorCode;
    entraCorrelationId =
        builder.entraCorrelationId == null && entra != null
            ? entra.correlationId()
            : builder.entraCorrelationId;
  }

  /** Returns a builder, for tests. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the code of Microsoft Entra ID for the error, such as {@code AADSTS65001}; null if
   * there was none, or if the failure is not from the credentials of package {@code entra}.
   */
  public @Nullable String entraErrorCode() {
    return entraErrorCode;
  }

  /**
   * Returns the id of the failed request for a token, for Microsoft's support; null if there was
   * none, or if the failure is not from the credentials of package {@code entra}.
   */
  public @Nullable String entraCorrelationId() {
    return entraCorrelationId;
  }

  /** Builds a {@link PartnerAuthenticationException}. Not thread-safe. */
  public static final class Builder extends PartnerException.Builder<Builder> {
    private @Nullable String entraErrorCode;
    private @Nullable String entraCorrelationId;

    private Builder() {}

    /** Sets Entra's code for the error. The default is the code of the cause, if it has one. */
    public Builder entraErrorCode(@Nullable String entraErrorCode) {
      this.entraErrorCode = entraErrorCode;
      return this;
    }

    /**
     * Sets the id of the failed request for a token. The default is the id of the cause, if it has
     * one.
     */
    public Builder entraCorrelationId(@Nullable String entraCorrelationId) {
      this.entraCorrelationId = entraCorrelationId;
      return this;
    }

    @Override
    Builder self() {
      return this;
    }

    @Override
    String defaultMessage() {
      return "no access token";
    }

    /** Builds the exception. */
    public PartnerAuthenticationException build() {
      return new PartnerAuthenticationException(this);
    }
  }
}
