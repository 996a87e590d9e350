package io.partnercenter.users.internal.throttle;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Permission to send one request, granted or still waited for. Each must be returned, in whatever
 * state it is: by {@link #admitted}, {@link #throttled} or {@link #release}. The first of them
 * counts, further ones do nothing. Thread-safe.
 */
public final class Permit {
  enum State {
    WAITING,
    GRANTED,
    RETURNED
  }

  final Scope scope;

  /** The place in line: who came first goes first. */
  final long place;

  final Duration maxWait;
  final long deadline;

  private final Limiter limiter;
  private final CompletableFuture<Void> granted = new CompletableFuture<>();

  // Guarded by the lock of the limiter.
  State state = State.WAITING;
  long grantedAt;
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
   * Completes when the request may be sent. Fails with {@link PermitDeniedException} if the service
   * throttles until after the deadline or for longer than the call may wait. It completes on the
   * thread of the timer or of any other call, so what follows must go on elsewhere.
   */
  public CompletableFuture<Void> granted() {
    return granted;
  }

  /**
   * To be called right before the request goes to the network. Returns false if the service
   * throttled since the permit was granted: then the request mustn't be sent. The permit is
   * returned, and the call asks {@link #again}.
   */
  public boolean confirm() {
    return limiter.confirm(this);
  }

  /** The service responded with anything but a 429. */
  public void admitted() {
    limiter.admitted(this);
  }

  /**
   * The service responded with a 429.
   *
   * @param retryAfter how long it asks to wait; null if it doesn't say, and zero counts as null
   */
  public void throttled(@Nullable Duration retryAfter) {
    limiter.throttled(this, retryAfter);
  }

  /** No response came, the call doesn't wait any more, or the permit isn't needed. */
  public void release() {
    limiter.release(this);
  }

  /**
   * Asks for another permit for the same call, with the same limits and the same place in line.
   * This one is given back to the limiter first, if that hasn't happened yet.
   */
  public Permit again() {
    return limiter.acquireAgain(this);
  }

  /**
   * How long it is until requests of the same scope may be sent: the time until the moment that the
   * service named, or else what the calls that wait take at the known rate. Zero if no 429 limits
   * them.
   */
  public Duration remaining() {
    return limiter.remaining(this);
  }
}
