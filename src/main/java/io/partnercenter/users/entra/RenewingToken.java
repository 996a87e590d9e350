package io.partnercenter.users.entra;

import io.partnercenter.users.entra.EntraException.Kind;
import io.partnercenter.users.internal.time.Durations;
import io.partnercenter.users.internal.time.Timer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Decides when the access token is renewed. Only one renewal runs at a time. Meanwhile a call gets
 * the current token if it is still valid; otherwise the call waits for the renewal, without
 * blocking a thread.
 *
 * <p>A failure is kept for a pause. Until the pause ends, calls get the same failure, and nothing
 * is sent.
 */
final class RenewingToken {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** The pause after a failure that only a person can end. */
  private static final Duration LONG_PAUSE = Duration.ofSeconds(30);

  /** The pause after a failure that may end by itself. */
  private static final Duration SHORT_PAUSE = Duration.ofSeconds(5);

  /**
   * The upper bound for a pause that Entra asks for: a wrong value must not disable the
   * credentials.
   */
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

  private final Renewal renewal;
  private final MfaRefusals mfaRefusals;
  private final Executor threads;
  private final Timer timer;

  private @Nullable AccessToken current;

  /** The token that the service refused last. */
  private @Nullable AccessToken refused;

  /** The result that calls without a valid token wait for. */
  private @Nullable CompletableFuture<String> awaited;

  /** Whether a renewal runs, even beyond its limit. */
  private boolean running;

  /** The thread of the running renewal. */
  private @Nullable Thread runner;

  private @Nullable EntraException failure;

  /** No renewal begins before this time, in nanoseconds of the timer. */
  private long notBefore;

  /** No further attempt to save begins before this time, in nanoseconds of the timer. */
  private long noSaveBefore;

  /** No renewal because of a refusal begins before this time, in nanoseconds of the timer. */
  private long noRefusalBefore;

  RenewingToken(Renewal renewal, MfaRefusals mfaRefusals, Executor threads, Timer timer) {
    this.renewal = renewal;
    this.mfaRefusals = mfaRefusals;
    this.threads = threads;
    this.timer = timer;
    this.notBefore = timer.nanoTime();
    this.noRefusalBefore = notBefore;
  }

  CompletionStage<String> accessToken() {
    CompletableFuture<String> result;
    CompletableFuture<String> started = null;
    boolean renews;
    synchronized (this) {
      long now = timer.nanoTime();
      AccessToken valid = valid(now);
      boolean mayRenew = !running && now - notBefore >= 0;
      boolean mustRenew = valid == null || valid.renewAt - now <= 0;
      boolean maySave = !running && now - noSaveBefore >= 0 && renewal.hasUnsaved();
      renews = mayRenew && mustRenew;
      if (renews || (maySave && valid != null)) {
        started = new CompletableFuture<>();
        awaited = started;
        running = true;
      }
      if (valid != null) {
        result = CompletableFuture.completedFuture(valid.value);
      } else if (awaited != null) {
        result = awaited;
      } else {
        result = CompletableFuture.failedFuture(failure != null ? failure : stillRunning());
      }
    }
    if (started != null) {
      start(started, renews);
    }
    return result.minimalCompletionStage();
  }

  /**
   * Returns the failure for a renewal whose token is no longer valid although the renewal has not
   * ended, because its store hangs.
   */
  private static EntraException stillRunning() {
    return new EntraException(
        Kind.TRANSIENT,
        "no token: the token store has not saved the tokens of the last renewal yet",
        null);
  }

  private synchronized @Nullable AccessToken valid(long now) {
    AccessToken token = current;
    return token != null && token.expiresAt - now > 0 ? token : null;
  }

  private void start(CompletableFuture<String> result, boolean renews) {
    try {
      threads.execute(() -> renew(result, renews));
    } catch (RuntimeException | Error e) { // for example, no thread can be created
      end(result, null, new EntraException(Kind.TRANSIENT, "no thread: " + e, e), true);
    }
  }

  /** Drops a token that the service refused, so that it is renewed, but not for each call. */
  synchronized void refused(String token) {
    long now = timer.nanoTime();
    if (isCurrent(token) && now - noRefusalBefore >= 0) {
      refused = current;
      current = null;
      noRefusalBefore = now + LONG_PAUSE.toNanos();
    }
  }

  /**
   * Drops a token that lacks MFA. Renewing it is useless: the next token must come from another
   * consent.
   */
  synchronized void mfaRequired(String token) {
    AccessToken lacking = current;
    if (lacking != null && isCurrent(token)) {
      mfaRefusals.add(lacking.consent, lacking.afterMfaRefusal);
      refused = lacking;
      current = null;
    }
  }

  private boolean isCurrent(String token) {
    return current != null && current.value.equals(token);
  }

  private void renew(CompletableFuture<String> result, boolean renews) {
    AtomicReference<@Nullable AccessToken> obtained = new AtomicReference<>();
    try (Limit limit = new Limit(timer, LIMIT)) {
      synchronized (this) {
        runner = Thread.currentThread();
      }
      limit
          .reached()
          .thenRunAsync(() -> end(result, obtained.get(), limit.failure(), false), threads);
      Runnable end;
      try {
        AccessToken token = saveOrRenew(limit, obtained, renews);
        end = () -> succeed(result, token, true);
      } catch (EntraException e) {
        end = () -> end(result, obtained.get(), e, true);
      } catch (Throwable e) { // an Error too: otherwise waiting calls would never end
        EntraException failed = new EntraException(Kind.PERMANENT, "the renewal failed: " + e, e);
        end = () -> end(result, obtained.get(), failed, true);
      }
      end.run();
    }
  }

  /**
   * Saves the tokens that could not be saved before, and renews the token only if that is due too.
   */
  private AccessToken saveOrRenew(
      Limit limit, AtomicReference<@Nullable AccessToken> obtained, boolean renews) {
    if (renewal.hasUnsaved()) {
      renewal.saveAgain();
      long now = timer.nanoTime();
      AccessToken valid = valid(now);
      if (valid != null && (!renews || valid.renewAt - now > 0)) {
        return valid;
      }
      if (!renews) {
        requireNoPause(now);
      }
    }
    return renewal.renew(limit, obtained::set);
  }

  /** Throws the failure of the last renewal if the pause after it isn't over. */
  private synchronized void requireNoPause(long now) {
    EntraException kept = failure;
    if (kept != null && notBefore - now > 0) {
      throw kept;
    }
  }

  /** Ends a renewal that failed. It may have a token nevertheless, one that it could not save. */
  private void end(
      CompletableFuture<String> result,
      @Nullable AccessToken obtained,
      EntraException error,
      boolean returned) {
    if (obtained != null) {
      succeed(result, obtained, returned);
    } else {
      fail(result, error, returned);
    }
  }

  private void succeed(CompletableFuture<String> result, AccessToken token, boolean returned) {
    synchronized (this) {
      if (!ends(result, returned)) {
        return;
      }
      if (token != current && token != refused) { // a save alone ends no pause between renewals
        failure = null;
        notBefore = timer.nanoTime();
      }
      // a token that comes after the limit counts too, unless it was refused while its save hung
      current = token == refused ? null : token;
      if (awaited == result) {
        awaited = null;
      }
    }
    result.complete(token.value); // outside the lock, because waiting calls continue here
  }

  private void fail(CompletableFuture<String> result, EntraException error, boolean returned) {
    synchronized (this) {
      if (!ends(result, returned)) {
        return;
      }
      if (awaited == result) {
        long until = timer.nanoTime() + pause(error).toNanos();
        if (until - notBefore > 0) { // a save that fails doesn't shorten the pause
          failure = error;
          notBefore = until;
        }
        awaited = null;
      }
    }
    result.completeExceptionally(error); // outside the lock, because waiting calls continue here
  }

  /**
   * Returns whether the wait for a renewal ends now. If the renewal has only reached its limit, it
   * is interrupted.
   *
   * @param returned whether the renewal itself ended, rather than only reaching its limit
   */
  private boolean ends(CompletableFuture<String> result, boolean returned) {
    if (returned) {
      running = false;
      if (runner != null) { // otherwise there was no thread, and this one is the caller's
        runner = null;
        Thread.interrupted(); // clears an interrupt that came too late to be noticed
      }
      noSaveBefore = timer.nanoTime() + SHORT_PAUSE.toNanos();
      return true;
    }
    if (awaited != result || runner == null) {
      return false; // the renewal ended before its limit was handled
    }
    runner.interrupt();
    return true;
  }

  private static Duration pause(EntraException error) {
    Duration pause = error.kind() == Kind.TRANSIENT ? SHORT_PAUSE : LONG_PAUSE;
    Duration asked = error.retryAfter();
    return asked == null ? pause : Durations.longer(pause, Durations.shorter(asked, LONGEST_PAUSE));
  }
}
