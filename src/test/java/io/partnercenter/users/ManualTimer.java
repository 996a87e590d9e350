package io.partnercenter.users;

import io.partnercenter.users.internal.time.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A timer and clock that stand still until the test advances them. */
public final class ManualTimer extends Clock implements Timer {
  private final List<Pause> pauses = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Override
  public synchronized Instant now() {
    return now;
  }

  @Override
  public Instant instant() {
    return now();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }

  @Override
  public synchronized long nanoTime() {
    return Duration.between(Instant.EPOCH, now).toNanos();
  }

  @Override
  public synchronized CompletableFuture<Void> after(Duration length) {
    if (length.isZero()) {
      return CompletableFuture.completedFuture(null);
    }
    Pause pause = new Pause(now.plus(length));
    pauses.add(pause);
    return pause;
  }

  /** Returns the number of pauses that are neither over nor ended early. */
  public synchronized int pending() {
    pauses.removeIf(CompletableFuture::isDone);
    return pauses.size();
  }

  public void advance(Duration length) {
    List<Pause> over = new ArrayList<>();
    synchronized (this) {
      now = now.plus(length);
      for (Iterator<Pause> all = pauses.iterator(); all.hasNext(); ) {
        Pause pause = all.next();
        if (!pause.end.isAfter(now)) {
          all.remove();
          over.add(pause);
        }
      }
    }
    over.forEach(pause -> pause.complete(null));
  }

  private static final class Pause extends CompletableFuture<Void> {
    private final Instant end;

    Pause(Instant end) {
      this.end = end;
    }
  }
}
