package io.partnercenter.users.console;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a run end in order when the process is asked to end, for example by Ctrl-C. The JVM waits
 * for {@link #close}, which the run calls after it has printed everything.
 */
final class Interruption implements AutoCloseable {
  private static final long MAX_WAIT_SECONDS = 30;

  private final Runnable onRequest;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::request, "bulk-interruption");
  private volatile boolean requested;

  /**
   * @param onRequest makes the run end soon; called on a separate thread
   */
  Interruption(Runnable onRequest) {
    this.onRequest = onRequest;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Returns whether the process was asked to end. */
  boolean isRequested() {
    return requested;
  }

  private void request() {
    requested = true;
    onRequest.run();
    try {
      ended.await(MAX_WAIT_SECONDS, TimeUnit.SECONDS);
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
      // the process is ending, and the hook is running
    }
  }
}
