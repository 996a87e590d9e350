package io.partnercenter.users;

import org.jspecify.annotations.Nullable;

/**
 * No access token could be had, so nothing was sent. The cause is what the {@link
 * AccessTokenProvider} threw, if it threw.
 */
public final class PartnerAuthenticationException extends PartnerException {
  private static final long serialVersionUID = 1;

  PartnerAuthenticationException(String message, CallContext context, @Nullable Throwable cause) {
    super(message, context, cause);
  }
}
