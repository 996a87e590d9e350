package io.partnercenter.users;

import java.io.IOException;

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
}
