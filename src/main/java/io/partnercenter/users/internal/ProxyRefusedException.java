package io.partnercenter.users.internal;

import java.io.IOException;

/** Thrown when a proxy refuses the credentials that it was sent. */
final class ProxyRefusedException extends IOException {
  private static final long serialVersionUID = 1;

  ProxyRefusedException() {
    super("the proxy refused the credentials");
  }
}
