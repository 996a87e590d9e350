package io.partnercenter.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.BooleanSupplier;

/** For what another thread is about to do. */
public final class Eventually {
  /** Less where waiting in vain is the rule: while the wrapper is mutated. */
  private static final long PATIENCE_NANOS =
      Integer.getInteger("patience.seconds", 30) * 1_000_000_000L;

  private Eventually() {}

  public static void eventually(String fact, BooleanSupplier holds) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!holds.getAsBoolean() && System.nanoTime() < end) {
      Thread.yield();
    }
    assertThat(holds.getAsBoolean()).as(fact).isTrue();
  }
}
