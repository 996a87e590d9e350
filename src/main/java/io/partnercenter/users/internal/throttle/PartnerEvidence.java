package io.partnercenter.users.internal.throttle;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Finds out from the 429s of scopes whether the limit of the partner was exceeded, because a 429
 * doesn't say whose limit it was. The evidence is two scopes that are refused one after the other
 * and name the same moment, if no request that was sent after the first of them was admitted.
 */
final class PartnerEvidence {
  /**
   * Two responses that mean the same moment may differ by this much: they count in whole seconds,
   * and are sent at different times.
   */
  private static final long SAME_MOMENT = TimeUnit.MILLISECONDS.toNanos(1500);

  private @Nullable Permit suspicious;
  private long named;

  void admitted(Permit permit) {
    if (suspicious != null && permit.sendOrder > suspicious.sendOrder) {
      suspicious = null;
    }
  }

  /** Returns the other scope if this 429 completes the evidence, otherwise null. */
  @Nullable Scope refused(Permit permit, long now, long until) {
    Permit other = suspicious;
    if (other != null
        && other.scope != permit.scope
        && now < named
        && Math.abs(until - named) < SAME_MOMENT) {
      suspicious = null;
      return other.scope;
    }
    suspicious = permit;
    named = until;
    return null;
  }

  void reset() {
    suspicious = null;
  }
}
