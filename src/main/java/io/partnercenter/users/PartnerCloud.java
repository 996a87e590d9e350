package io.partnercenter.users;

import io.partnercenter.users.internal.WireConstants;

/**
 * A national cloud, which determines the service that a client talks to (Partner Center REST URLs).
 */
public enum PartnerCloud {
  /** The global cloud, also for the customers of Germany. */
  GLOBAL(
      WireConstants.Servers.GLOBAL,
      WireConstants.Authorities.GLOBAL,
      WireConstants.Authorities.GLOBAL_SCOPE,
      true),

  /** The US Government's cloud: the same service as {@link #GLOBAL}, with its own authority. */
  US_GOVERNMENT(
      WireConstants.Servers.GLOBAL,
      WireConstants.Authorities.US_GOVERNMENT,
      WireConstants.Authorities.US_GOVERNMENT_SCOPE,
      true),

  /** China, operated by 21Vianet. Passwords can't be set there. */
  CHINA(
      WireConstants.Servers.CHINA,
      WireConstants.Authorities.CHINA,
      WireConstants.Authorities.CHINA_SCOPE,
      false);

  private final String baseUrl;
  private final String authority;
  private final String scope;
  private final boolean setsPasswords;

  PartnerCloud(String baseUrl, String authority, String scope, boolean setsPasswords) {
    this.baseUrl = baseUrl;
    this.authority = authority;
    this.scope = scope;
    this.setsPasswords = setsPasswords;
  }

  String baseUrl() {
    return baseUrl;
  }

  /**
   * Returns the authority that issues access tokens: a URL of Microsoft Entra ID, without the
   * tenant.
   */
  public String authority() {
    return authority;
  }

  /** Returns the scope that access tokens must have. */
  public String scope() {
    return scope;
  }

  boolean setsPasswords() {
    return setsPasswords;
  }
}
