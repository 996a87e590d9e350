package io.partnercenter.users.internal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;

/** Distinguishes time-outs of OkHttp from other failures. */
final class Timeouts {
  private Timeouts() {}

  /** Whether an attempt ended by a time-out of OkHttp: connect, read, write or call time-out. */
  static boolean isTimeout(IOException failure) {
    return failure instanceof SocketTimeoutException
        || (failure instanceof InterruptedIOException && "timeout".equals(failure.getMessage()));
  }
}
