package io.partnercenter.users.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Limits how many requests for a customer are admitted in a window of time. */
final class Throttle {
  private final Clock clock;
  private final Map<UUID, Limit> limits = new HashMap<>();

  Throttle(Clock clock) {
    this.clock = clock;
  }

  synchronized void start(UUID customerId, int requests, Duration window, ErrorShape shape) {
    if (requests < 0) {
      throw new IllegalArgumentException("requests is negative: " + requests);
    }
    if (window.isNegative() || window.isZero()) {
      throw new IllegalArgumentException("window must be longer than 0, was " + window);
    }
    limits.put(customerId, new Limit(requests, window, shape, clock.instant()));
  }

  synchronized void end(UUID customerId) {
    limits.remove(customerId);
  }

  synchronized @Nullable Response refusal(Request request) {
    Limit limit = limits.get(request.customerId());
    return limit == null ? null : limit.refusal(clock.instant());
  }

  private static final class Limit {
    private final int requests;
    private final Duration window;
    private final ErrorShape shape;
    private Instant windowEnd;
    private int admitted;

    Limit(int requests, Duration window, ErrorShape shape, Instant now) {
      this.requests = requests;
      this.window = window;
      this.shape = shape;
      this.windowEnd = now; // the first request begins a window
    }

    @Nullable Response refusal(Instant now) {
      if (!now.isBefore(windowEnd)) {
        windowEnd = now.plus(window);
        admitted = 0;
      }
      if (admitted < requests) {
        admitted++;
        return null;
      }
      return refusal(Duration.between(now, windowEnd));
    }

    private Response refusal(Duration untilEnd) {
      // rounded up, so that a request after this many seconds is admitted
      long seconds = untilEnd.plusSeconds(1).minusNanos(1).toSeconds();
      String message = "Rate limit is exceeded. Try again in " + seconds + " seconds.";
      Response refusal =
          shape == ErrorShape.GATEWAY
              ? Response.gatewayError(429, message)
              : Response.error(429, message);
      return refusal.with("Retry-After", Long.toString(seconds));
    }
  }
}
