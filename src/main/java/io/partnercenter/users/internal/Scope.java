package io.partnercenter.users.internal;

import java.util.Comparator;
import java.util.NavigableSet;
import java.util.TreeSet;

/** What the service counts on its own, for example a customer. Guarded by the {@link Limiter}. */
final class Scope {
  private static final Comparator<Permit> FIRST_COME = Comparator.comparingLong(Permit::arrival);

  final RateLimit limit;
  final NavigableSet<Permit> waiting = new TreeSet<>(FIRST_COME);
  int unreturned;
  long lastUsedAt;
  State state = State.IDLE;
  long wakesAt;
  private final long number;

  Scope(long number, long now) {
    this.number = number;
    this.limit = new RateLimit(now);
    this.lastUsedAt = now;
  }

  long number() {
    return number;
  }

  long wakesAt() {
    return wakesAt;
  }

  boolean isIdle() {
    return waiting.isEmpty() && unreturned == 0;
  }

  enum State {
    /** Nothing waits. */
    IDLE,
    /** Waits for the partner's limit. */
    READY,
    /** Waits for its own limit. */
    ASLEEP
  }
}
