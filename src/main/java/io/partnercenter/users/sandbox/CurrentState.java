package io.partnercenter.users.sandbox;

import java.util.function.Supplier;

/** The state that requests meet now. It is replaced as a whole. Thread-safe. */
final class CurrentState implements Supplier<SandboxState> {
  private volatile SandboxState state;

  CurrentState(SandboxState state) {
    this.state = state;
  }

  @Override
  public SandboxState get() {
    return state;
  }

  /** Replaces the state, and returns the previous one. Each state is returned only once. */
  synchronized SandboxState replaceWith(SandboxState next) {
    SandboxState previous = state;
    state = next;
    return previous;
  }
}
