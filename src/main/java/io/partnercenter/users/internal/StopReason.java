package io.partnercenter.users.internal;

/** Why a call ends before it got what it was after. */
enum StopReason {
  /** The time limit of the whole call is reached. */
  DEADLINE,
  /** The caller cancelled it. */
  CANCELLED,
  /** The client was closed. */
  CLOSED,
  /** The thread that executes it was interrupted. */
  INTERRUPTED
}
