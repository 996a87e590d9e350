package io.partnercenter.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.BooleanSupplier;

/** Waits for what another thread is about to do. */
public final class Eventually {
  /** The longest wait. Mutation tests set it to less, because most of their waits are in vain. */
  private static final long PATIENCE_NANOS =
      Integer.getInteger("patience.seconds", 30) * 1_000_000_000L;

  private Eventually() {}

  /** Waits until the fact holds, and fails with its description if it doesn't hold in time. */
  public static void eventually(String fact, BooleanSupplier holds) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    boolean seen = holds.getAsBoolean();
    while (!seen && System.nanoTime() < end) {
      Thread.yield();
      seen = holds.getAsBoolean();
    }
    assertThat(seen).as(fact).isTrue(); // not asked again: it may hold for a moment only
  }
}
