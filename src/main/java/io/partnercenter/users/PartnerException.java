package io.partnercenter.users;

import org.jspecify.annotations.Nullable;

/** A call that failed. What is told apart has a subclass; only this library makes them. */
public abstract class PartnerException extends RuntimeException {
  private static final long serialVersionUID = 1;

  PartnerException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
