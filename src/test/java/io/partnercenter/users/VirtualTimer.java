package io.partnercenter.users;

import io.partnercenter.users.internal.time.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A timer whose time passes only by pauses. Each pause is over at once, and is recorded. */
final class VirtualTimer implements Timer {
  private final List<Duration> pauses = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Override
  public synchronized Instant now() {
    return now;
  }

  @Override
  public synchronized long nanoTime() {
    return Duration.between(Instant.EPOCH, now).toNanos();
  }

  @Override
  public synchronized CompletableFuture<Void> after(Duration pause) {
    if (!pause.isZero()) {
      pauses.add(pause);
      now = now.plus(pause);
    }
    return CompletableFuture.completedFuture(null);
  }

  synchronized List<Duration> pauses() {
    return List.copyOf(pauses);
  }
}
