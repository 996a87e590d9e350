package io.partnercenter.users.internal;

import org.jspecify.annotations.Nullable;

/** A failure of an access token provider that carries the error of Microsoft Entra ID. */
public interface TokenFailure {
  /** The error code, such as {@code AADSTS65001}; null if there was none. */
  @Nullable String errorCode();

  /** The id of the failed request, for Microsoft's support; null if there was none. */
  @Nullable String correlationId();
}
