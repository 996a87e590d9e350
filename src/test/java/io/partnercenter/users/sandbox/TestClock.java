package io.partnercenter.users.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Stands still until it is told to go on, and can hold who reads it. */
final class TestClock extends Clock {
  private final AtomicBoolean holdsNext = new AtomicBoolean();
  private final CountDownLatch held = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile Instant now = Instant.parse("2026-03-01T12:00:00Z");

  void advance(Duration time) {
    now = now.plus(time);
  }

  /** The next one to read it gets no time before {@link #letReaderGo}; others do. */
  void holdNextReader() {
    holdsNext.set(true);
  }

  void awaitReader() throws InterruptedException {
    assertThat(held.await(10, TimeUnit.SECONDS)).as("somebody reads the clock").isTrue();
  }

  void letReaderGo() {
    released.countDown();
  }

  @Override
  public Instant instant() {
    if (holdsNext.getAndSet(false)) {
      held.countDown();
      try {
        released.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }
}
