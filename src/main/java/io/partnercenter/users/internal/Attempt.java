package io.partnercenter.users.internal;

import io.partnercenter.users.internal.throttle.Permit;

/** One attempt of a call: one request, and its response or failure. */
final class Attempt {
  final Permit permit;
  final String token;

  /** When it began, by the timer. */
  final long startNanos;

  /** Whether it failed on a connection that had been used before. */
  volatile boolean staleConnection;

  /** Whether a request with the token went to the service. */
  volatile boolean sentToken;

  /** Whether it was counted and not sent yet. */
  private boolean unsent;

  Attempt(Permit permit, String token, long startNanos) {
    this.permit = permit;
    this.token = token;
    this.startNanos = startNanos;
  }

  /** The request is on its way to a connection, and counts even if it finds none. */
  void countRequest(CallContext context) {
    unsent = true;
    context.countRequest();
  }

  /**
   * The request has its connection and goes out now. OkHttp may send more than one for an attempt.
   *
   * @throws PermitLostException if the permit no longer holds: then nothing is sent
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
