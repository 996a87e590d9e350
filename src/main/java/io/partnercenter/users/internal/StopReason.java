package io.partnercenter.users.internal;

/** Why a call is ended from outside, before it has its result. */
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
