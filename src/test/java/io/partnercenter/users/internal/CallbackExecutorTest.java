package io.partnercenter.users.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Where calls continue if the executor of the caller fails. */
class CallbackExecutorTest {
  @Test
  void aTaskThatTheExecutorRefusesRunsOnAThreadOfTheLibrary() throws Exception {
    CallbackExecutor executor =
        new CallbackExecutor(
            task -> {
              throw new RejectedExecutionException("shut down");
            });
    CompletableFuture<Thread> ran = new CompletableFuture<>();

    executor.execute(() -> ran.complete(Thread.currentThread()));

    assertThat(ran.get(10, TimeUnit.SECONDS).getName()).startsWith("partnercenter");
  }

  @Test
  void aTaskThatThrowsOnAnExecutorThatRunsItAtOnceRunsOnce() {
    AtomicInteger runs = new AtomicInteger();
    CallbackExecutor executor = new CallbackExecutor(Runnable::run);

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                executor.execute(
                    () -> {
                      runs.incrementAndGet();
                      throw new IllegalStateException("the task is broken");
                    }))
        .withMessage("the task is broken");
    assertThat(runs).hasValue(1);
  }
}
