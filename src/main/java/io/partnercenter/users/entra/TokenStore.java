package io.partnercenter.users.entra;

import io.partnercenter.users.internal.time.Timer;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where {@link AppUserCredentials} keep the refresh token, which changes with each renewal, so that
 * it survives a restart. What is kept is a secret: whoever reads it can act as the partner.
 *
 * <p>A store is for one account: one cloud, tenant and client id. Called from any thread, by one at
 * a time for one {@link AppUserCredentials}. Methods may block; a thread that does so for longer
 * than a renewal may take is interrupted.
 */
public interface TokenStore {
  /**
   * What was saved last; null if nothing was.
   *
   * @throws IOException if it can't be read; there is no new token then
   */
  @Nullable String load() throws IOException;

  /**
   * Keeps the tokens in place of those before.
   *
   * @throws IOException if they can't be kept; they stay in memory then, and saving them is tried
   *     again
   */
  void save(String tokens) throws IOException;

  /**
   * Keeps other processes away from the store until what it gives is closed. It is held over a
   * whole renewal, from the load over the request for a token to the save. Does nothing unless
   * overridden.
   *
   * @throws IOException if the lock can't be had
   */
  default Lock lock() throws IOException {
    return () -> {};
  }

  /**
   * A file of this user alone: mode 0600, replaced as a whole. A file that others can read is
   * refused. Symbolic links are resolved. Beside it is a file with the ending {@code .lock}, by
   * which processes take turns; who waits for it longer than 25 seconds fails. One with the ending
   * {@code .new} is what a process leaves behind that was killed while it saved; it is removed by
   * the next.
   */
  static TokenStore file(Path file) {
    return new FileTokenStore(file, Timer.SYSTEM);
  }

  /** What {@link #lock} gives. */
  interface Lock extends AutoCloseable {
    @Override
    void close() throws IOException;
  }
}
