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
 * Decides when the access token is renewed. One renewal is under way at a time; whoever needs a
 * token meanwhile gets the one that is still valid, or waits for the renewal without a thread.
 *
 * <p>A failure is kept for a pause: who asks before its end gets the same failure, and nothing is
 * sent.
 */
final class RenewingToken {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** After a failure that a person must end. */
  private static final Duration LONG_PAUSE = Duration.ofSeconds(30);

  /** After a failure that may end by itself. */
  private static final Duration SHORT_PAUSE = Duration.ofSeconds(5);

  /** Entra may ask for more, but a wrong figure must not end the credentials. */
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

  private final Renewal renewal;
  private final MfaRefusals mfaRefusals;
  private final Executor threads;
  private final Timer timer;

  private @Nullable AccessToken current;

  /** The one that the service refused last. */
  private @Nullable AccessToken refused;

  /** What those without a valid token wait for. */
  private @Nullable CompletableFuture<String> awaited;

  /** Whether a renewal runs, also beyond its limit. */
  private boolean running;

  /** Its thread. */
  private @Nullable Thread runner;

  private @Nullable EntraException failure;

  /** By the timer: no renewal begins before. */
  private long notBefore;

  /** By the timer: no further attempt to save begins before. */
  private long noSaveBefore;

  /** By the timer: no renewal because of a refusal begins before. */
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

  /** A renewal gave a token that is of no use any more, and has not ended: its store hangs. */
  private static EntraException stillRunning() {
    return new EntraException(
        Kind.TRANSIENT,
        "no token: the token store has not taken those of the last renewal yet",
        null);
  }

  private synchronized @Nullable AccessToken valid(long now) {
    AccessToken token = current;
    return token != null && token.expiresAt - now > 0 ? token : null;
  }

  private void start(CompletableFuture<String> result, boolean renews) {
    try {
      threads.execute(() -> renew(result, renews));
    } catch (RuntimeException | Error e) { // there may be no thread left
      end(result, null, new EntraException(Kind.TRANSIENT, "no thread: " + e, e), true);
    }
  }

  /** A refusal renews the token, but not for each call. */
  synchronized void refused(String token) {
    long now = timer.nanoTime();
    if (isCurrent(token) && now - noRefusalBefore >= 0) {
      refused = current;
      current = null;
      noRefusalBefore = now + LONG_PAUSE.toNanos();
    }
  }

  /** A renewal is of no use: the next token must come from another consent. */
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
    AtomicReference<@Nullable AccessToken> inHand = new AtomicReference<>();
    try (Limit limit = new Limit(timer, LIMIT)) {
      synchronized (this) {
        runner = Thread.currentThread();
      }
      limit
          .reached()
          .thenRunAsync(() -> end(result, inHand.get(), limit.failure(), false), threads);
      Runnable end;
      try {
        AccessToken token = saveOrRenew(limit, inHand, renews);
        end = () -> succeed(result, token, true);
      } catch (EntraException e) {
        end = () -> end(result, inHand.get(), e, true);
      } catch (Throwable e) { // an Error, too: who waits would never hear of it
        EntraException failed = new EntraException(Kind.PERMANENT, "the renewal failed: " + e, e);
        end = () -> end(result, inHand.get(), failed, true);
      }
      end.run();
    }
  }

  /** Saves what was left unsaved, and renews the token only if it is due, too. */
  private AccessToken saveOrRenew(
      Limit limit, AtomicReference<@Nullable AccessToken> inHand, boolean renews) {
    if (renewal.hasUnsaved()) {
      renewal.saveAgain();
      long now = timer.nanoTime();
      AccessToken valid = valid(now);
      if (valid != null && (!renews || valid.renewAt - now > 0)) {
        return valid;
      }
    }
    return renewal.renew(limit, inHand::set);
  }

  /** A renewal that failed may have a token nevertheless: one that it could not save. */
  private void end(
      CompletableFuture<String> result,
      @Nullable AccessToken inHand,
      EntraException error,
      boolean returned) {
    if (inHand != null) {
      succeed(result, inHand, returned);
    } else {
      fail(result, error, returned);
    }
  }

  private void succeed(CompletableFuture<String> result, AccessToken token, boolean returned) {
    synchronized (this) {
      if (!ends(result, returned)) {
        return;
      }
      // one that comes after the limit counts, too, unless it was refused while its save hung
      current = token == refused ? null : token;
      failure = null;
      notBefore = timer.nanoTime();
      if (awaited == result) {
        awaited = null;
      }
    }
    result.complete(token.value); // outside the lock, for what waits goes on here
  }

  private void fail(CompletableFuture<String> result, EntraException error, boolean returned) {
    synchronized (this) {
      if (!ends(result, returned)) {
        return;
      }
      if (awaited == result) {
        failure = error;
        notBefore = timer.nanoTime() + pause(error).toNanos();
        awaited = null;
      }
    }
    result.completeExceptionally(error); // outside the lock, for what waits goes on here
  }

  /**
   * Whether the wait for a renewal ends now; if it has only reached its limit, it is interrupted.
   *
   * @param returned whether the renewal itself ended, and not only its limit was reached
   */
  private boolean ends(CompletableFuture<String> result, boolean returned) {
    if (returned) {
      running = false;
      runner = null;
      Thread.interrupted(); // it may have come too late to be noticed
      noSaveBefore = timer.nanoTime() + SHORT_PAUSE.toNanos();
      return true;
    }
    if (awaited != result || runner == null) {
      return false; // the renewal was faster
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
