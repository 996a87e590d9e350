package io.partnercenter.users;

import io.partnercenter.users.internal.Timer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An access token that is renewed before it expires. One renewal is under way at a time; whoever
 * needs a token meanwhile gets the one that is still valid, or waits for the renewal without a
 * thread.
 */
final class RenewingToken implements AccessTokenProvider {
  /** A call may take as long, and the clocks may differ. */
  private static final Duration EARLY = Duration.ofMinutes(5);

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Function<Duration, CompletableFuture<Token>> renewal;
  private final Timer timer;
  private @Nullable Token current;
  private @Nullable CompletableFuture<String> pending;
  private long notBefore;

  /**
   * @param renewal gets a token within a limit
   */
  RenewingToken(Function<Duration, CompletableFuture<Token>> renewal, Timer timer) {
    this.renewal = renewal;
    this.timer = timer;
    this.notBefore = timer.nanoTime();
  }

  @Override
  public CompletionStage<String> accessToken() {
    CompletableFuture<String> result;
    CompletableFuture<String> started = null;
    synchronized (this) {
      long now = timer.nanoTime();
      Token token = current;
      boolean valid = token != null && token.expiresAt - now > 0;
      boolean due = token == null || token.expiresAt - now < EARLY.toNanos();
      // one that failed is not tried again by each call that still has a token
      if (due && pending == null && (!valid || now - notBefore >= 0)) {
        started = new CompletableFuture<>();
        pending = started;
      }
      result = valid ? CompletableFuture.completedFuture(token.value) : pending;
    }
    if (started != null) {
      renew(started);
    }
    return result.minimalCompletionStage();
  }

  /** It isn't given out again. */
  @Override
  public synchronized void refused(String token) {
    if (current != null && current.value.equals(token)) {
      current = null;
    }
  }

  private void renew(CompletableFuture<String> result) {
    CompletableFuture<Void> limit = timer.after(LIMIT);
    limit.thenRun(
        () ->
            end(
                result,
                null,
                new EntraException(
                    "no answer within the limit of " + LIMIT, null, null, true, null, null)));
    CompletableFuture<Token> token;
    try {
      token = renewal.apply(LIMIT);
    } catch (RuntimeException e) {
      token = CompletableFuture.failedFuture(e);
    }
    token.whenComplete(
        (value, error) -> {
          end(result, value, error);
          limit.complete(null); // frees its timer
        });
  }

  private void end(
      CompletableFuture<String> result, @Nullable Token token, @Nullable Throwable error) {
    synchronized (this) {
      if (token != null && (current == null || current.expiresAt - token.expiresAt < 0)) {
        current = token; // also one that comes after the limit
      }
      if (pending != result) {
        return; // it has ended
      }
      pending = null;
      if (token == null) {
        notBefore = timer.nanoTime() + LIMIT.toNanos();
      }
    }
    // outside the lock, for what waits goes on here
    if (token != null) {
      result.complete(token.value);
    } else {
      result.completeExceptionally(error);
    }
  }

  /** An access token. */
  static final class Token {
    private final String value;
    private final long expiresAt;

    /**
     * @param expiresAt by the timer
     */
    Token(String value, long expiresAt) {
      this.value = value;
      this.expiresAt = expiresAt;
    }
  }
}
