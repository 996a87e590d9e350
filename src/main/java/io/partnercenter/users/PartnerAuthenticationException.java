package io.partnercenter.users;

import io.partnercenter.users.internal.TokenFailure;
import org.jspecify.annotations.Nullable;

/**
 * There was no access token, so nothing was sent; or no other one after the service refused the
 * first. The cause is what the {@link AccessTokenProvider} threw, if it threw.
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

  /** A builder, for tests. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The code by which Microsoft Entra ID names the error, such as {@code AADSTS65001}; null unless
   * the credentials of package {@code entra} failed, and if there was none.
   */
  public @Nullable String entraErrorCode() {
    return entraErrorCode;
  }

  /**
   * The id of the failed request for a token, for Microsoft's support; null unless the credentials
   * of package {@code entra} failed, and if there was none.
   */
  public @Nullable String entraCorrelationId() {
    return entraCorrelationId;
  }

  /** Builds a {@link PartnerAuthenticationException}. Not thread-safe. */
  public static final class Builder extends PartnerException.Builder<Builder> {
    private @Nullable String entraErrorCode;
    private @Nullable String entraCorrelationId;

    private Builder() {}

    /** Entra's code; the one that the cause has unless set. */
    public Builder entraErrorCode(@Nullable String entraErrorCode) {
      this.entraErrorCode = entraErrorCode;
      return this;
    }

    /** The id of the failed request for a token; the one that the cause has unless set. */
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
