package io.partnercenter.users;

/** A national cloud: which service a client talks to (Partner Center REST URLs). */
public enum PartnerCloud {
  /** The global cloud, and the customers of Germany. */
  GLOBAL(WireConstants.Servers.GLOBAL, true),

  /** The US Government's; the same service as {@link #GLOBAL}, with an authority of its own. */
  US_GOVERNMENT(WireConstants.Servers.GLOBAL, true),

  /** China, operated by 21Vianet. Passwords can't be set there. */
  CHINA(WireConstants.Servers.CHINA, false);

  private final String baseUrl;
  private final boolean setsPasswords;

  PartnerCloud(String baseUrl, boolean setsPasswords) {
    this.baseUrl = baseUrl;
    this.setsPasswords = setsPasswords;
  }

  String baseUrl() {
    return baseUrl;
  }

  boolean setsPasswords() {
    return setsPasswords;
  }
}
