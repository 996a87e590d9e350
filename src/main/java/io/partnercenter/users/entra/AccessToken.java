package io.partnercenter.users.entra;

/** An access token, and where it comes from. */
final class AccessToken {
  final String value;

  /** By the timer. */
  final long renewAt;

  /** By the timer. */
  final long expiresAt;

  /** The consent that it goes back to. */
  final String consent;

  /** Whether the one before was refused because it lacked MFA. */
  final boolean afterMfaRefusal;

  AccessToken(String value, long renewAt, long expiresAt, String consent, boolean afterMfaRefusal) {
    this.value = value;
    this.renewAt = renewAt;
    this.expiresAt = expiresAt;
    this.consent = consent;
    this.afterMfaRefusal = afterMfaRefusal;
  }

  /** Shows no token. */
  @Override
  public String toString() {
    return "AccessToken(***)";
  }
}
