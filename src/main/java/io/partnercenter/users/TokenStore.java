package io.partnercenter.users;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where {@link AppUserCredentials} keep their tokens, so that the refresh token, which changes with
 * each renewal, survives a restart. What is kept is a secret: whoever reads it can act as the
 * partner. Called from any thread, by one at a time for one {@link AppUserCredentials}.
 */
public interface TokenStore {
  /**
   * What was saved last; null if nothing was.
   *
   * @throws IOException if it can't be read; no token is had then
   */
  @Nullable String load() throws IOException;

  /**
   * Keeps the tokens in place of those before.
   *
   * @throws IOException if they can't be kept; no token is had then
   */
  void save(String tokens) throws IOException;

  /**
   * Keeps other processes away from the store until what it gives is closed: a load and the save
   * that follows it happen in between. Does nothing unless overridden.
   *
   * @throws IOException if the lock can't be had
   */
  default Lock lock() throws IOException {
    return () -> {};
  }

  /** A file of this user alone; see {@link AppUserCredentials.Builder#tokenStore}. */
  static TokenStore file(Path file) {
    return new FileTokenStore(file);
  }

  /** What {@link #lock} gives. */
  interface Lock extends AutoCloseable {
    @Override
    void close() throws IOException;
  }
}
