package io.partnercenter.users.internal;

import java.io.IOException;

/** A successful response is larger than is read. */
final class ResponseTooLargeException extends IOException {
  private static final long serialVersionUID = 1;

  ResponseTooLargeException() {
    super("the response is over 16 MB");
  }
}
