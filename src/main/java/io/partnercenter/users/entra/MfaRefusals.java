package io.partnercenter.users.entra;

import io.partnercenter.users.internal.time.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The consents that the service refused because they lack MFA. Entra goes on giving tokens for
 * them, so that they must be remembered here. They are forgotten after a while: the service might
 * have been wrong. Thread-safe.
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
   * @param isLast whether the consent is not used once more
   */
  synchronized void add(String consent, boolean isLast) {
    refusals.put(consent, new Refusal(isLast, timer.nanoTime() + REMEMBERED.toNanos()));
  }

  /** Whether a token of this consent was refused. */
  synchronized boolean has(String consent) {
    return refusal(consent) != null;
  }

  /** Whether a token of this consent is of no use. */
  synchronized boolean isLast(String consent) {
    Refusal refusal = refusal(consent);
    return refusal != null && refusal.isLast;
  }

  private @Nullable Refusal refusal(String consent) {
    refusals.values().removeIf(each -> each.forgottenAt - timer.nanoTime() <= 0);
    return refusals.get(consent);
  }

  private static final class Refusal {
    final boolean isLast;
    final long forgottenAt;

    Refusal(boolean isLast, long forgottenAt) {
      this.isLast = isLast;
      this.forgottenAt = forgottenAt;
    }
  }
}
