package io.partnercenter.users.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that is ahead of another clock by the time that it was advanced. */
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

  /** Not supported, because the sandbox needs no zone. */
  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }
}
