package io.partnercenter.users.internal;

import io.partnercenter.users.PartnerException;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Carries a {@link PartnerException} through Retrofit, below which only IOExceptions travel: an
 * unchecked one thrown inside OkHttp reaches an async caller as a bare "canceled".
 */
final class CallFailedException extends IOException {
  private static final long serialVersionUID = 1;

  private final PartnerException failure;

  CallFailedException(PartnerException failure) {
    super(failure.getMessage(), failure);
    this.failure = failure;
  }

  PartnerException failure() {
    return failure;
  }

  /** The exception that a failure of {@link RetryingCall} stands for. */
  static RuntimeException unwrap(IOException e) {
    return e instanceof CallFailedException
        ? ((CallFailedException) e).failure()
        : new UncheckedIOException(e);
  }
}
