package io.partnercenter.users.internal.throttle;

import java.util.Comparator;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * One throttle scope, for example a customer: its waiting calls and its limit. Guarded by the lock
 * of the {@link Limiter}.
 */
final class Scope {
  enum State {
    /** No call is waiting. */
    IDLE,
    /** The first call is served when the limit of the partner permits. */
    READY,
    /** The first call waits for the limit of this scope. */
    ASLEEP
  }

  /** The scope that wakes first comes first. */
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
