package io.partnercenter.users.internal.throttle;

import java.util.Comparator;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The calls of one throttle scope, for example of a customer, and its limit. Guarded by the lock of
 * the {@link Limiter}.
 */
final class Scope {
  enum State {
    /** No call waits. */
    IDLE,
    /** The first call goes when the partner's limit permits. */
    READY,
    /** The first call waits for the limit of this scope. */
    ASLEEP
  }

  /** First the one that sleeps shortest. */
  static final Comparator<Scope> BY_WAKING =
      Comparator.<Scope>comparingLong(scope -> scope.wakesAt)
          .thenComparingLong(scope -> scope.number);

  private static final Comparator<Permit> FIRST_COME =
      Comparator.comparingLong(permit -> permit.place);

  final String name;
  final RateLimit limit;
  final NavigableSet<Permit> waiting = new TreeSet<>(FIRST_COME);
  State state = State.IDLE;
  long wakesAt;
  int inFlight;
  long refused;
  long lastUsedAt;
  private final long number;

  Scope(String name, long number, long now) {
    this.name = name;
    this.number = number;
    limit = new RateLimit(now);
    lastUsedAt = now;
  }

  boolean isUnused() {
    return waiting.isEmpty() && inFlight == 0;
  }
}
