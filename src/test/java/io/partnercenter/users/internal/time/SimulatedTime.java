package io.partnercenter.users.internal.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;

/** Time that jumps from one event to the next, on one thread: every run is the same. */
public final class SimulatedTime implements Timer {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
  private long now;
  private long count;

  @Override
  public Instant now() {
    return START.plusNanos(now);
  }

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public CompletableFuture<Void> after(Duration pause) {
    CompletableFuture<Void> over = new CompletableFuture<>();
    events.add(new Event(now + pause.toNanos(), count++, over, () -> over.complete(null)));
    return over;
  }

  public void in(Duration pause, Runnable action) {
    events.add(new Event(now + pause.toNanos(), count++, null, action));
  }

  /** How many pauses of the timer are neither over nor ended early. */
  public long pauses() {
    return events.stream().filter(event -> event.pause != null && !event.pause.isDone()).count();
  }

  public Duration elapsed() {
    return Duration.ofNanos(now);
  }

  public void advance(Duration length) {
    runUntil(elapsed().plus(length));
  }

  public void runUntil(Duration end) {
    while (!events.isEmpty() && events.peek().at <= end.toNanos()) {
      Event next = events.poll();
      now = Math.max(now, next.at);
      next.action.run();
    }
    now = Math.max(now, end.toNanos());
  }

  private record Event(long at, long number, CompletableFuture<Void> pause, Runnable action) {}
}
