package io.partnercenter.users.entra;

/** An access token, and the consent that it comes from. */
final class AccessToken {
  final String value;

  /** When to renew the token, in nanoseconds of the timer. */
  final long renewAt;

  /** When the token expires, in nanoseconds of the timer. */
  final long expiresAt;

  /** The fingerprint of the consent that the token comes from. */
  final String consent;

  /** Whether the service refused the previous token because it lacked MFA. */
  final boolean afterMfaRefusal;

  AccessToken(String value, long renewAt, long expiresAt, String consent, boolean afterMfaRefusal) {
    this.value = value;
    this.renewAt = renewAt;
    this.expiresAt = expiresAt;
    this.consent = consent;
    this.afterMfaRefusal = afterMfaRefusal;
  }

  /** Doesn't show the token. */
  @Override
  public String toString() {
    return "AccessToken(***)";
  }
}
