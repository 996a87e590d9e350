package io.partnercenter.users.internal;

import java.io.IOException;
import java.net.UnknownServiceException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Which failures are transient, so that another attempt may succeed. */
final class Retryable {
  private Retryable() {}

  static boolean status(int status) {
    switch (status) {
      case 408:
      case 429:
      case 500:
      case 502:
      case 503:
      case 504:
        return true;
      default:
        return false;
    }
  }

  /** A certificate is no better a second later, nor is the password for a proxy. */
  static boolean failure(IOException failure) {
    return !(failure instanceof ResponseTooLargeException
        || failure instanceof ProxyRefusedException
        || failure instanceof SSLPeerUnverifiedException
        || failure instanceof UnknownServiceException
        || failure.getCause() instanceof CertificateException);
  }
}
