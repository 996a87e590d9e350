package io.partnercenter.users.internal;

/** How a permit goes back to the limiter. */
enum PermitReturn {
  /** It doesn't: it is still needed, or there is none. */
  KEPT,
  /** The response was not a 429. */
  ADMITTED,
  /** The response was a 429. */
  THROTTLED,
  /** There was no response, or nothing was sent. */
  RELEASED
}
