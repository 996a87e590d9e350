package io.partnercenter.users.internal;

import java.io.IOException;

/** Thrown for a successful response that is larger than this library reads. */
final class ResponseTooLargeException extends IOException {
  private static final long serialVersionUID = 1;

  ResponseTooLargeException() {
    super("the response is over 16 MB");
  }
}
