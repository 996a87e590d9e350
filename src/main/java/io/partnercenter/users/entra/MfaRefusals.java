package io.partnercenter.users.entra;

import io.partnercenter.users.internal.time.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The consents that the service refused because they lack MFA. Entra keeps returning tokens for
 * them, so they must be remembered here. They are forgotten after a while, because the service
 * might have been wrong. Thread-safe.
 */
final class MfaRefusals {
  private static final Duration REMEMBERED = Duration.ofMinutes(5);

  private final Timer timer;
  private final Map<String, Refusal> refusals = new HashMap<>();

  MfaRefusals(Timer timer) {
    this.timer = timer;
  }

  /**
   * Remembers a refusal.
   *
   * @param isFinal whether the consent must not be used again
   */
  synchronized void add(String consent, boolean isFinal) {
    refusals.put(consent, new Refusal(isFinal, timer.nanoTime() + REMEMBERED.toNanos()));
  }

  /** Returns whether the service refused a token of this consent. */
  synchronized boolean has(String consent) {
    return refusal(consent) != null;
  }

  /** Returns whether this consent must not be used again. */
  synchronized boolean isFinal(String consent) {
    Refusal refusal = refusal(consent);
    return refusal != null && refusal.isFinal;
  }

  private @Nullable Refusal refusal(String consent) {
    refusals.values().removeIf(each -> each.forgottenAt - timer.nanoTime() <= 0);
    return refusals.get(consent);
  }

  private static final class Refusal {
    final boolean isFinal;
    final long forgottenAt;

    Refusal(boolean isFinal, long forgottenAt) {
      this.isFinal = isFinal;
      this.forgottenAt = forgottenAt;
    }
  }
}
