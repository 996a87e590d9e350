package io.partnercenter.users.internal;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a call does next, as decided by {@link CallStateMachine}. Immutable. */
final class Decision {
  static final Decision NOTHING = new Decision(Action.NOTHING);
  static final Decision GET_TOKEN = new Decision(Action.GET_TOKEN);
  static final Decision GET_PERMIT = new Decision(Action.GET_PERMIT);
  static final Decision SEND = new Decision(Action.SEND);

  /** The call ends with the latest response. */
  static final Decision RESPOND = new Decision(Action.RESPOND);

  private final Action action;
  private final PermitReturn permit;
  private final @Nullable Duration pause;
  private final @Nullable CallFailure failure;

  private Decision(Action action) {
    this(action, PermitReturn.KEPT, null, null);
  }

  private Decision(
      Action action, PermitReturn permit, @Nullable Duration pause, @Nullable CallFailure failure) {
    this.action = action;
    this.permit = permit;
    this.pause = pause;
    this.failure = failure;
  }

  static Decision pause(Duration pause) {
    return new Decision(Action.PAUSE, PermitReturn.KEPT, pause, null);
  }

  static Decision fail(CallFailure failure) {
    return new Decision(Action.FAIL, PermitReturn.KEPT, null, failure);
  }

  Decision returning(PermitReturn permit) {
    return new Decision(action, permit, pause, failure);
  }

  Action action() {
    return action;
  }

  /** How the permit is returned, before anything else is done. */
  PermitReturn permit() {
    return permit;
  }

  /** The pause of {@link Action#PAUSE}. */
  Duration pause() {
    return Objects.requireNonNull(pause);
  }

  /** The failure of {@link Action#FAIL}. */
  CallFailure failure() {
    return Objects.requireNonNull(failure);
  }

  /** Whether another attempt follows, as far as is known now. */
  boolean goesOn() {
    return action == Action.PAUSE || action == Action.GET_PERMIT;
  }

  enum Action {
    NOTHING,
    GET_TOKEN,
    GET_PERMIT,
    SEND,
    PAUSE,
    RESPOND,
    FAIL
  }
}
