package io.partnercenter.users.entra;

/** A caller's token store that keeps tokens in memory, counts its uses, and fails on request. */
final class CountingTokenStore implements TokenStore {
  /** What {@link #load} throws, if it is set. */
  volatile RuntimeException failure;

  volatile String tokens;

  /** How often tokens were saved. */
  volatile int saves;

  /** How many locks are held. */
  volatile int locks;

  @Override
  public String load() {
    if (failure != null) {
      throw failure;
    }
    return tokens;
  }

  @Override
  public void save(String newTokens) {
    tokens = newTokens;
    saves++;
  }

  @Override
  public Lock lock() {
    locks++;
    return () -> locks--;
  }
}
