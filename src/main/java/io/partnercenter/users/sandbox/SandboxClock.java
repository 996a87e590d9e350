package io.partnercenter.users.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** Another clock, ahead of it by as much as it was put forward. */
final class SandboxClock extends Clock {
  private final Clock base;
  private Duration ahead = Duration.ZERO;

  SandboxClock(Clock base) {
    this.base = base;
  }

  synchronized void advance(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("time is negative: " + time);
    }
    ahead = ahead.plus(time);
  }

  @Override
  public Instant instant() {
    return base.instant().plus(ahead());
  }

  private synchronized Duration ahead() {
    return ahead;
  }

  @Override
  public ZoneId getZone() {
    return base.getZone();
  }

  /** Not by the sandbox. */
  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }
}
