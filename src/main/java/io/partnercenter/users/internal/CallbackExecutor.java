package io.partnercenter.users.internal;

import io.partnercenter.users.internal.time.DaemonThreads;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Where calls continue after a wait, and where their futures complete. If the caller's executor
 * refuses a task, the call must still end: the task then runs on a thread of the library.
 */
public final class CallbackExecutor implements Executor {
  /**
   * Has as many threads as there are tasks: a task that blocks its thread must not delay others.
   */
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
   * Makes an executor.
   *
   * @param callers the caller's executor; null for daemon threads of the library
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
        throw e; // the task itself threw, on an executor that runs tasks at once
      }
      OWN.execute(task);
    }
  }
}
