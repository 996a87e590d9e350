package io.partnercenter.users.console;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a run end in order when the process is told to end, as by Ctrl-C: the JVM waits for {@link
 * #close}, which the run calls when it has said all that is to be said.
 */
final class Interruption implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  private final Runnable onRequest;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::request, "bulk-interruption");
  private volatile boolean requested;

  /**
   * @param onRequest makes the run end soon; called by a thread of its own
   */
  Interruption(Runnable onRequest) {
    this.onRequest = onRequest;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Whether the process was told to end. */
  boolean isRequested() {
    return requested;
  }

  private void request() {
    requested = true;
    onRequest.run();
    try {
      ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // it is running
    }
  }
}
