package io.partnercenter.users.benchmark;

import java.time.Duration;

/**
 * Many calls at once, and the limit of the service that throttles them.
 *
 * @param title the title in the results
 * @param calls the number of calls, which all start at once
 * @param customers the number of customers that the calls are spread over
 * @param perWindow the number of requests that the service admits in a window
 * @param window the length of a window
 * @param perCustomer whether the service counts each customer separately; otherwise it counts the
 *     partner as a whole
 * @param maxTimeRatio the target for the time, as a multiple of the ideal
 */
record ThrottledCalls(
    String title,
    int calls,
    int customers,
    int perWindow,
    Duration window,
    boolean perCustomer,
    double maxTimeRatio) {
  /** Returns the time that the calls take at the rate that the service admits. */
  Duration ideal() {
    return Duration.ofNanos((long) (calls / admittedPerSecond() * 1e9));
  }

  /** Returns the number of requests that the service admits in a second, for all customers. */
  double admittedPerSecond() {
    return perWindow * (perCustomer ? customers : 1) / (window.toMillis() / 1e3);
  }

  /** Returns the same with the number of calls divided by the divisor. */
  ThrottledCalls shortened(int divisor) {
    return new ThrottledCalls(
        title,
        calls / divisor,
        Math.min(customers, calls / divisor),
        perWindow,
        window,
        perCustomer,
        maxTimeRatio);
  }
}
