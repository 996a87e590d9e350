package io.partnercenter.users.internal;

import java.io.IOException;
import java.net.UnknownServiceException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Decides which failures are transient, so that another attempt may succeed. */
public final class Retryable {
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

  /**
   * Whether the failure is transient. A wrong certificate and wrong credentials for a proxy are
   * still wrong a second later.
   */
  public static boolean failure(IOException failure) {
    return !(failure instanceof ResponseTooLargeException
        || failure instanceof ProxyRefusedException
        || failure instanceof SSLPeerUnverifiedException
        || failure instanceof UnknownServiceException
        || failure.getCause() instanceof CertificateException);
  }
}
