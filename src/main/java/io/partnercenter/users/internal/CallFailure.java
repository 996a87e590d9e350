package io.partnercenter.users.internal;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The reason why a call failed. {@link Failures} makes the exception from it. Immutable. */
final class CallFailure {
  final Kind kind;
  final @Nullable Throwable cause;
  final @Nullable Duration remaining;

  private CallFailure(Kind kind, @Nullable Throwable cause, @Nullable Duration remaining) {
    this.kind = kind;
    this.cause = cause;
    this.remaining = remaining;
  }

  static CallFailure noToken(Throwable cause) {
    return new CallFailure(Kind.NO_TOKEN, cause, null);
  }

  static CallFailure throttled(Duration remaining) {
    return new CallFailure(Kind.THROTTLED, null, remaining);
  }

  static CallFailure connection(IOException cause) {
    return new CallFailure(Kind.CONNECTION, cause, null);
  }

  static CallFailure broken(Throwable cause) {
    return new CallFailure(Kind.BROKEN, cause, null);
  }

  static CallFailure stopped(StopReason reason) {
    switch (reason) {
      case DEADLINE:
        return new CallFailure(Kind.DEADLINE, null, null);
      case CLOSED:
        return new CallFailure(Kind.CLOSED, null, null);
      case INTERRUPTED:
        return new CallFailure(Kind.INTERRUPTED, null, null);
      default:
        return new CallFailure(Kind.CANCELLED, null, null);
    }
  }

  enum Kind {
    /** There is no access token. */
    NO_TOKEN,
    /** The service throttles for longer than the call can wait. */
    THROTTLED,
    /** The limit over the whole call is reached. */
    DEADLINE,
    CANCELLED,
    /** The client was closed. */
    CLOSED,
    INTERRUPTED,
    /** No usable response was received. */
    CONNECTION,
    /** The caller's code threw something unchecked. */
    BROKEN
  }
}
