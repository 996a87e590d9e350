package io.partnercenter.users.entra;

import io.partnercenter.users.internal.time.Timer;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A store in which {@link AppUserCredentials} keep the refresh token, which changes with each
 * renewal, so that it survives a restart. The content is a secret: anyone who reads it can act as
 * the partner.
 *
 * <p>A store is for one account: one cloud, tenant and client id. Its methods are called from any
 * thread, but for one {@link AppUserCredentials} by only one thread at a time. Methods may block. A
 * thread that blocks for longer than the limit of a renewal is interrupted.
 */
public interface TokenStore {
  /**
   * Returns the tokens that were saved last; null if none were saved.
   *
   * @throws IOException if they can't be read; then there is no new token
   */
  @Nullable String load() throws IOException;

  /**
   * Saves the tokens in place of the previous ones.
   *
   * @throws IOException if they can't be saved; then they stay in memory, and saving them is tried
   *     again
   */
  void save(String tokens) throws IOException;

  /**
   * Keeps other processes away from the store until the returned lock is closed. The lock is held
   * for a whole renewal: for the load, the request for a token, and the save. The default
   * implementation does nothing.
   *
   * @throws IOException if the lock can't be obtained
   */
  default Lock lock() throws IOException {
    return () -> {};
  }

  /**
   * Returns a store in a file that only this user can read: it has mode 0600 and is replaced as a
   * whole. A file that others can read is refused. Symbolic links are resolved. A file beside it
   * with the suffix {@code .lock} lets only one process at a time use the store; a process that
   * waits for it longer than 25 seconds fails. A process that is killed while it saves leaves a
   * file with the suffix {@code .new} behind; the next process removes it.
   */
  static TokenStore file(Path file) {
    return new FileTokenStore(file, Timer.SYSTEM);
  }

  /** The lock that {@link #lock} returns. */
  interface Lock extends AutoCloseable {
    @Override
    void close() throws IOException;
  }
}
