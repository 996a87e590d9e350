package io.partnercenter.users.entra;

import org.jspecify.annotations.Nullable;

/** The account of the person who consented. Immutable. */
public final class ConsentedAccount {
  private final @Nullable String username;
  private final @Nullable Boolean mfa;

  ConsentedAccount(@Nullable String username, @Nullable Boolean mfa) {
    this.username = username;
    this.mfa = mfa;
  }

  /** Returns the person's sign-in name; null if Entra didn't send it. */
  public @Nullable String username() {
    return username;
  }

  /**
   * Returns whether the person signed in with MFA, according to the access token; null if the token
   * doesn't show it. The service decides independently: {@link
   * io.partnercenter.users.PartnerResponse#mfaCompliant}.
   */
  public @Nullable Boolean mfa() {
    return mfa;
  }

  @Override
  public String toString() {
    return "ConsentedAccount{username=" + username + ", mfa=" + mfa + "}";
  }
}
