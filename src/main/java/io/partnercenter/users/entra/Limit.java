package io.partnercenter.users.entra;

import io.partnercenter.users.entra.EntraException.Kind;
import io.partnercenter.users.internal.time.Durations;
import io.partnercenter.users.internal.time.Timer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** The limit of one renewal. It ends every wait of the thread that runs the renewal. */
final class Limit implements AutoCloseable {
  private final Timer timer;
  private final Duration length;
  private final long end;
  private final CompletableFuture<Void> reached;
  private boolean interrupted; // only the waiting thread uses it

  Limit(Timer timer, Duration length) {
    this.timer = timer;
    this.length = length;
    this.end = timer.nanoTime() + Durations.nanos(length);
    this.reached = timer.after(length);
  }

  /** Returns a future that completes when the limit is reached, or on {@link #close}. */
  CompletableFuture<Void> reached() {
    return reached;
  }

  /** Returns whether a pause of this length ends before the limit, and the thread may wait. */
  boolean allows(Duration pause) {
    return !interrupted && Durations.nanos(pause) < end - timer.nanoTime();
  }

  /**
   * Waits for the work and returns its result.
   *
   * @throws EntraException if the limit is reached first, or the thread is interrupted
   * @throws CompletionException if the work fails
   */
  <T> T await(CompletableFuture<T> work) {
    try {
      CompletableFuture.anyOf(work, reached).get();
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause());
    } catch (InterruptedException e) {
      interrupted = true;
      throw new EntraException(Kind.TRANSIENT, "the thread was interrupted", e);
    }
    if (!work.isDone()) {
      throw failure();
    }
    return work.join();
  }

  /** Returns whether the thread was interrupted while it waited. */
  boolean wasInterrupted() {
    return interrupted;
  }

  EntraException failure() {
    return new EntraException(
        Kind.TRANSIENT, "no token within the limit of " + Durations.readable(length), null);
  }

  /** Frees the timer. */
  @Override
  public void close() {
    reached.complete(null);
  }
}
