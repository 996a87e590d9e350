package io.partnercenter.users.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Limits the rate of the requests for a customer. */
final class Throttle {
  private static final Duration WINDOW = Duration.ofSeconds(1);

  private final Clock clock;
  private final Map<UUID, Limit> limits = new HashMap<>();

  Throttle(Clock clock) {
    this.clock = clock;
  }

  synchronized void start(UUID customerId, int requestsPerSecond, ErrorShape shape) {
    if (requestsPerSecond < 0) {
      throw new IllegalArgumentException("requestsPerSecond is negative: " + requestsPerSecond);
    }
    limits.put(customerId, new Limit(requestsPerSecond, refusal(shape)));
  }

  synchronized void end(UUID customerId) {
    limits.remove(customerId);
  }

  synchronized @Nullable Answer refusal(Request request) {
    Limit limit = limits.get(request.customerId());
    return limit == null || limit.admits(clock.instant()) ? null : limit.refusal;
  }

  /** After a window without a request nothing counts any more: that is how long to wait. */
  private static Answer refusal(ErrorShape shape) {
    long seconds = WINDOW.toSeconds();
    String message = "Rate limit is exceeded. Try again in " + seconds + " seconds.";
    Answer refusal =
        shape == ErrorShape.GATEWAY
            ? Answer.gatewayError(429, message)
            : Answer.error(429, message);
    return refusal.with("Retry-After", Long.toString(seconds));
  }

  private static final class Limit {
    private final int requests;
    private final Answer refusal;
    private final Deque<Instant> recent = new ArrayDeque<>();

    Limit(int requests, Answer refusal) {
      this.requests = requests;
      this.refusal = refusal;
    }

    /** Counts the request, also if it is refused, as the service does. */
    boolean admits(Instant now) {
      Instant begin = now.minus(WINDOW);
      while (!recent.isEmpty() && !recent.peekFirst().isAfter(begin)) {
        recent.removeFirst();
      }
      recent.addLast(now);
      return recent.size() <= requests;
    }
  }
}
