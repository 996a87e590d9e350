package io.partnercenter.users.internal;

import io.partnercenter.users.internal.time.DaemonThreads;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Where calls go on after a wait, and where their futures complete. An executor of the caller that
 * refuses a task must not keep a call from its end: the task then runs on a thread of our own.
 */
public final class CallbackExecutor implements Executor {
  /** As many threads as there is work: whoever blocks one must not block others. */
  private static final Executor OWN =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          10,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          new DaemonThreads("partnercenter"));

  private final Executor executor;

  /**
   * @param callers null for daemon threads of our own
   */
  public CallbackExecutor(@Nullable Executor callers) {
    executor = callers == null ? OWN : callers;
  }

  @Override
  public void execute(Runnable task) {
    AtomicBoolean begun = new AtomicBoolean();
    try {
      executor.execute(
          () -> {
            begun.set(true);
            task.run();
          });
    } catch (RuntimeException | Error e) { // most often a RejectedExecutionException
      if (begun.get()) {
        throw e; // of the task, on an executor that runs it at once
      }
      OWN.execute(task);
    }
  }
}
