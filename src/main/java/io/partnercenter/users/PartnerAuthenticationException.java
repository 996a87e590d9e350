package io.partnercenter.users;

import org.jspecify.annotations.Nullable;

/**
 * No access token could be had, so nothing was sent; or none that is accepted, after one was
 * refused. The cause is what the {@link AccessTokenProvider} threw, if it threw.
 */
public final class PartnerAuthenticationException extends PartnerException {
  private static final long serialVersionUID = 1;

  private final @Nullable String entraErrorCode;
  private final @Nullable String entraCorrelationId;

  PartnerAuthenticationException(String message, CallContext context, @Nullable Throwable cause) {
    super(message, context, cause);
    EntraException entra = cause instanceof EntraException ? (EntraException) cause : null;
    entraErrorCode = entra == null ? null : entra.errorCode();
    entraCorrelationId = entra == null ? null : entra.correlationId();
  }

  /**
   * The code by which Microsoft Entra ID names the error, such as {@code AADSTS65001}; null unless
   * {@link AppUserCredentials} failed, and if there was none.
   */
  public @Nullable String entraErrorCode() {
    return entraErrorCode;
  }

  /**
   * The id of the failed request for a token, for Microsoft's support; null unless {@link
   * AppUserCredentials} failed, and if there was none.
   */
  public @Nullable String entraCorrelationId() {
    return entraCorrelationId;
  }
}
