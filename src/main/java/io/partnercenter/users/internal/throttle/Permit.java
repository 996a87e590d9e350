package io.partnercenter.users.internal.throttle;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Permission to send one request; either granted, or not granted yet. Every permit must be
 * returned, whatever its state: by {@link #admitted}, {@link #throttled} or {@link #release}. The
 * first of these calls counts, later ones do nothing. Thread-safe.
 */
public final class Permit {
  enum State {
    WAITING,
    GRANTED,
    RETURNED
  }

  final Scope scope;

  /** The place in the queue of the scope; the lowest is served first. */
  final long place;

  final Duration maxWait;
  final long deadline;

  private final Limiter limiter;
  private final CompletableFuture<Void> granted = new CompletableFuture<>();

  // Guarded by the lock of the limiter.
  State state = State.WAITING;
  long grantedAt;

  // Set when the request is sent.
  long sendOrder;
  int scopeBlocks;
  int partnerBlocks;

  Permit(Limiter limiter, Scope scope, long place, Duration maxWait, long deadline) {
    this.limiter = limiter;
    this.scope = scope;
    this.place = place;
    this.maxWait = maxWait;
    this.deadline = deadline;
  }

  /**
   * Returns a future that completes when the request may be sent. It fails with {@link
   * PermitDeniedException} if the service throttles until after the deadline, or for longer than
   * the call may wait. It completes on the thread of the timer or of another call, so the work that
   * follows must be moved to another thread.
   */
  public CompletableFuture<Void> granted() {
    return granted;
  }

  /**
   * Must be called right before the request goes to the network. Returns false if the service has
   * throttled since the permit was granted. Then the request must not be sent: the permit is
   * returned, and the call asks {@link #again}.
   */
  public boolean confirm() {
    return limiter.confirm(this);
  }

  /** Returns the permit: the response was not a 429. */
  public void admitted() {
    limiter.admitted(this);
  }

  /**
   * Returns the permit: the response was a 429.
   *
   * @param retryAfter how long the service asks to wait; null if it doesn't say
   */
  public void throttled(@Nullable Duration retryAfter) {
    limiter.throttled(this, retryAfter);
  }

  /**
   * Returns the permit: there was no response, the call stopped waiting, or the permit isn't
   * needed.
   */
  public void release() {
    limiter.release(this);
  }

  /**
   * Asks for another permit for the same call, with the same limits and the same place in the
   * queue. To be called after this permit was returned.
   */
  public Permit again() {
    return limiter.acquireAgain(this);
  }

  /**
   * How long it takes until requests of the same scope may be sent: the time until the moment that
   * the service named, or otherwise the time that the waiting calls take at the known rate. Zero if
   * no 429 limits them.
   */
  public Duration remaining() {
    return limiter.remaining(this);
  }
}
