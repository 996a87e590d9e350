package io.partnercenter.users.internal;

import java.io.IOException;

/** The service began to throttle before the request was sent, so it wasn't. */
final class PermitLostException extends IOException {
  private static final long serialVersionUID = 1;

  PermitLostException() {
    super("not sent: the service throttles since the request was queued");
  }
}
