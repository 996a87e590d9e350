package io.partnercenter.users;

import org.jspecify.annotations.Nullable;

/**
 * No usable answer came: refused, reset, timed out, cut off, cancelled, interrupted. Whether the
 * service carried the call out is unknown; repeating it with the same {@link
 * RequestOptions.Builder#requestId request id} is safe.
 */
public final class PartnerConnectionException extends PartnerException {
  private static final long serialVersionUID = 1;

  PartnerConnectionException(String message, CallContext context, @Nullable Throwable cause) {
    super(message, context, cause);
  }
}
