package io.partnercenter.users.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Where calls go on if the executor of the caller fails. */
class CallbackExecutorTest {
  @Test
  void aTaskThatTheExecutorRefusesRunsOnAThreadOfOurOwn() throws Exception {
    CallbackExecutor continuations =
        new CallbackExecutor(
            task -> {
              throw new RejectedExecutionException("shut down");
            });
    CompletableFuture<Thread> ran = new CompletableFuture<>();

    continuations.execute(() -> ran.complete(Thread.currentThread()));

    assertThat(ran.get(10, TimeUnit.SECONDS).getName()).startsWith("partnercenter");
  }

  @Test
  void aTaskThatThrowsOnAnExecutorThatRunsItAtOnceRunsOnce() {
    AtomicInteger runs = new AtomicInteger();
    CallbackExecutor continuations = new CallbackExecutor(Runnable::run);

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                continuations.execute(
                    () -> {
                      runs.incrementAndGet();
                      throw new IllegalStateException("the task is broken");
                    }))
        .withMessage("the task is broken");
    assertThat(runs).hasValue(1);
  }
}
