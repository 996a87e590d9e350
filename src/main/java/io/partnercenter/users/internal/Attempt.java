package io.partnercenter.users.internal;

import io.partnercenter.users.internal.throttle.Permit;

/** One attempt of a call: one request, and its response or failure. */
final class Attempt {
  final Permit permit;
  final String token;

  /** When the attempt began, in nanoseconds of the timer. */
  final long startNanos;

  /** Whether the attempt failed on a connection that had been used before. */
  volatile boolean staleConnection;

  /** Whether the request carried the access token. */
  volatile boolean sentToken;

  /** Whether a request was counted but not sent yet. */
  private boolean unsent;

  Attempt(Permit permit, String token, long startNanos) {
    this.permit = permit;
    this.token = token;
    this.startNanos = startNanos;
  }

  /**
   * Counts the request when it starts to look for a connection. It counts even if it finds none.
   */
  void countRequest(CallContext context) {
    unsent = true;
    context.countRequest();
  }

  /**
   * Called when the request has its connection and is about to be written. OkHttp may send more
   * than one request for an attempt.
   *
   * @throws PermitLostException if the permit no longer holds; nothing is sent then
   */
  void confirmBeforeSending(CallContext context) throws PermitLostException {
    if (!permit.confirm()) {
      if (unsent) {
        unsent = false;
        context.uncountRequest();
      }
      throw new PermitLostException();
    }
    if (!unsent) {
      context.countRequest();
    }
    unsent = false;
  }
}
