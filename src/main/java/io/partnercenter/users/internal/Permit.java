package io.partnercenter.users.internal;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The permission to send one request, given or to come. It must be returned: by {@link #admitted},
 * {@link #throttled} or {@link #release}, whichever comes first; the others then do nothing.
 */
public final class Permit {
  private final Limiter limiter;
  private final CompletableFuture<Void> granted = new CompletableFuture<>();
  final Scope scope;
  final long arrival;
  final Duration maxWait;
  final long deadline;

  // guarded by the limiter
  State state = State.WAITING;
  long grantedAt;
  long sentNumber;
  int scopeClosings;
  int partnerClosings;
  long throttledUntil;

  Permit(Limiter limiter, Scope scope, long arrival, Duration maxWait, long deadline) {
    this.limiter = limiter;
    this.scope = scope;
    this.arrival = arrival;
    this.maxWait = maxWait;
    this.deadline = deadline;
  }

  /**
   * Completes when the request may be sent, on any thread, maybe the timer's; never under a lock.
   * Fails with {@link HeldBackException} if the service named a moment that the call can't wait
   * for.
   */
  public CompletableFuture<Void> granted() {
    return granted;
  }

  /**
   * Says that the request goes to the network now. False if the service throttled since the permit
   * was granted: then the permit is returned, and the call goes on with {@link #again}.
   */
  public boolean confirm() {
    return limiter.confirm(this);
  }

  /** The response is not a 429. */
  public void admitted() {
    limiter.admitted(this);
  }

  /**
   * The response is a 429.
   *
   * @param retryAfter how long the service asks to wait; null if it doesn't say
   */
  public void throttled(@Nullable Duration retryAfter) {
    limiter.throttled(this, retryAfter);
  }

  /** No response came, or the call doesn't need the permit any more. */
  public void release() {
    limiter.release(this);
  }

  /** Asks for another permit for the same call, which keeps its place in line. */
  public Permit again() {
    return limiter.acquireAgain(this);
  }

  /** How long it is until a request of this scope may be sent, as far as is known. */
  public Duration remaining() {
    return limiter.remaining(this);
  }

  long arrival() {
    return arrival;
  }

  long grantedAt() {
    return grantedAt;
  }

  boolean isReturned() {
    return state == State.RETURNED;
  }

  enum State {
    WAITING,
    GRANTED,
    RETURNED
  }
}
