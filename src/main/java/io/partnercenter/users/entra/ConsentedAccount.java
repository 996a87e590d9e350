package io.partnercenter.users.entra;

import org.jspecify.annotations.Nullable;

/** Who consented. Immutable. */
public final class ConsentedAccount {
  private final @Nullable String username;
  private final @Nullable Boolean mfa;

  ConsentedAccount(@Nullable String username, @Nullable Boolean mfa) {
    this.username = username;
    this.mfa = mfa;
  }

  /** The person's sign-in name; null if Entra didn't say. */
  public @Nullable String username() {
    return username;
  }

  /**
   * Whether the person signed in with MFA, as the access token says; null if that can't be seen.
   * The service decides by itself: {@link io.partnercenter.users.PartnerResponse#mfaCompliant}.
   */
  public @Nullable Boolean mfa() {
    return mfa;
  }

  @Override
  public String toString() {
    return "ConsentedAccount{username=" + username + ", mfa=" + mfa + "}";
  }
}
