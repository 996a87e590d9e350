package io.partnercenter.users.benchmark;

import java.time.Duration;

/**
 * Many calls at once for a service that admits only so many.
 *
 * @param title what is shown of it
 * @param calls how many, all started at once
 * @param customers over how many customers they are spread
 * @param perWindow how many requests the service admits in a window
 * @param window the length of a window
 * @param perCustomer whether the service counts each customer for itself, or the partner as a whole
 * @param longest how much longer than the ideal they may take
 */
record ThrottledCalls(
    String title,
    int calls,
    int customers,
    int perWindow,
    Duration window,
    boolean perCustomer,
    double longest) {
  /** At the rate that the service admits. */
  Duration ideal() {
    return Duration.ofNanos((long) (calls / admittedPerSecond() * 1e9));
  }

  /** Of all customers. */
  double admittedPerSecond() {
    return perWindow * (perCustomer ? customers : 1) / (window.toMillis() / 1e3);
  }

  /** The same with fewer calls. */
  ThrottledCalls shortened(int divisor) {
    return new ThrottledCalls(
        title,
        calls / divisor,
        Math.min(customers, calls / divisor),
        perWindow,
        window,
        perCustomer,
        longest);
  }
}
