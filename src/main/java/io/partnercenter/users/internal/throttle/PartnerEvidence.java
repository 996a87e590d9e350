package io.partnercenter.users.internal.throttle;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Finds out from the 429s of the scopes whether the partner's own limit was exceeded, for a 429
 * doesn't say whose it was. Two scopes refused one after the other show it, if they name the same
 * moment and no request that was sent after the first of them was admitted.
 */
final class PartnerEvidence {
  /** The same moment may be named in whole seconds, and at different times. */
  private static final long SAME_MOMENT = TimeUnit.MILLISECONDS.toNanos(1500);

  private @Nullable Permit suspicious;
  private long named;

  void admitted(Permit permit) {
    if (suspicious != null && permit.sendOrder > suspicious.sendOrder) {
      suspicious = null;
    }
  }

  /** Returns the other scope if this 429 completes the evidence. */
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
