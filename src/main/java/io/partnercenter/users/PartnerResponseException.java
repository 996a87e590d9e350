package io.partnercenter.users;

import org.jspecify.annotations.Nullable;

/**
 * The service answered with success, but not as the contract says: the answer is empty, no JSON, of
 * another type, without a required property, or too large. The call was carried out.
 */
public final class PartnerResponseException extends PartnerException {
  private static final long serialVersionUID = 1;

  PartnerResponseException(String message, CallContext context, @Nullable Throwable cause) {
    super(message, context, cause);
  }
}
