package io.partnercenter.users.entra;

import org.jspecify.annotations.Nullable;

/** Tokens that are kept in memory, as long as the process runs. */
final class MemoryTokenStore implements TokenStore {
  private volatile @Nullable String tokens;

  @Override
  public @Nullable String load() {
    return tokens;
  }

  @Override
  public void save(String newTokens) {
    tokens = newTokens;
  }
}
