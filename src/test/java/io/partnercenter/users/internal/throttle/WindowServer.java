package io.partnercenter.users.internal.throttle;

import io.partnercenter.users.internal.RetryAfter;
import io.partnercenter.users.internal.time.SimulatedTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * A service that admits so many requests in each fixed window. It counts all requests, also those
 * that it refuses.
 */
final class WindowServer {
  /** How it tells when the window ends. */
  enum RetryAfter {
    EXACT,
    /** In whole seconds, as HTTP has it. */
    ROUNDED_UP,
    /**
     * In whole seconds, so that the moment is a little early. In the last second of a window it
     * would be 0, which {@code RetryAfter} reads as none.
     */
    ROUNDED_DOWN,
    NONE
  }

  private final SimulatedTime time;
  private final RetryAfter retryAfter;
  private final Map<String, Limit> limits = new HashMap<>();
  private int requests;
  private int refusals;

  WindowServer(SimulatedTime time, RetryAfter retryAfter) {
    this.time = time;
    this.retryAfter = retryAfter;
  }

  /**
   * Limits the requests of a scope, or of the partner as a whole.
   *
   * @param scope empty for the partner
   * @param begun how much of the first window is over
   */
  void limit(String scope, int perWindow, Duration window, Duration begun) {
    limits.put(scope, new Limit(perWindow, window.toNanos(), begun.toNanos()));
  }

  void unlimited(String scope) {
    limits.remove(scope);
  }

  Response request(String scope) {
    requests++;
    Response ofPartner = count(limits.get(""));
    Response ofScope = count(limits.get(scope));
    Response response = ofPartner.admitted ? ofScope : ofPartner;
    refusals += response.admitted ? 0 : 1;
    return response;
  }

  int requests() {
    return requests;
  }

  int refusals() {
    return refusals;
  }

  double refusedShare() {
    return (double) refusals / requests;
  }

  private Response count(Limit limit) {
    return limit == null || limit.admits(time.nanoTime())
        ? new Response(true, null)
        : new Response(false, retryAfter(limit.left(time.nanoTime())));
  }

  private Duration retryAfter(Duration left) {
    return switch (retryAfter) {
      case EXACT -> left;
      case ROUNDED_UP -> Duration.ofSeconds(left.plusNanos(999_999_999).getSeconds());
      case ROUNDED_DOWN -> left.getSeconds() == 0 ? null : Duration.ofSeconds(left.getSeconds());
      case NONE -> null;
    };
  }

  /**
   * What the service says to a request.
   *
   * @param retryAfter null if it was admitted, or if the service doesn't say
   */
  record Response(boolean admitted, Duration retryAfter) {}

  private static final class Limit {
    private final int perWindow;
    private final long window;
    private final long begun;
    private long current = -1;
    private int count;

    Limit(int perWindow, long window, long begun) {
      this.perWindow = perWindow;
      this.window = window;
      this.begun = begun;
    }

    boolean admits(long now) {
      long number = (now + begun) / window;
      if (number != current) {
        current = number;
        count = 0;
      }
      count++;
      return count <= perWindow;
    }

    Duration left(long now) {
      return Duration.ofNanos((current + 1) * window - now - begun);
    }
  }
}
