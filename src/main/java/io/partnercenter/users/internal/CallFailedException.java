package io.partnercenter.users.internal;

import java.io.IOException;

/**
 * Carries the exception of a call through Retrofit's {@code Call}, which may only throw an
 * IOException.
 */
final class CallFailedException extends IOException {
  private static final long serialVersionUID = 1;

  CallFailedException(Throwable failure) {
    super(failure.getMessage(), failure);
  }
}
