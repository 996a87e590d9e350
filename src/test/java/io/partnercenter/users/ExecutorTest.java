package io.partnercenter.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import okhttp3.mockwebserver.MockResponse;
import org.junit.jupiter.api.Test;

/** The threads on which async calls continue. */
class ExecutorTest extends MockService {
  private final CompletableFuture<String> token = new CompletableFuture<>();

  @Test
  void aFutureCompletesOnADaemonThreadOfTheLibrary() throws Exception {
    server.enqueue(OK);
    try (PartnerCenter partner = builder().build()) {
      Thread thread = threadOf(partner);

      assertThat(thread.getName()).startsWith("partnercenter-");
      assertThat(thread.isDaemon()).isTrue();
    }
  }

  @Test
  void aFutureCompletesOnTheExecutorThatIsSetAndTheExecutorStaysOpen() throws Exception {
    server.enqueue(OK);
    ExecutorService own = Executors.newSingleThreadExecutor(task -> new Thread(task, "own"));
    try (PartnerCenter partner = builder().executor(own).build()) {
      assertThat(threadOf(partner).getName()).isEqualTo("own");
    }
    assertThat(own.isShutdown()).isFalse();
    own.shutdown();
  }

  @Test
  void anExecutorThatRefusesTasksPreventsNoCallFromEnding() throws Exception {
    server.enqueue(new MockResponse().setResponseCode(503));
    server.enqueue(OK);
    List<Runnable> refused = new CopyOnWriteArrayList<>();
    Executor full =
        task -> {
          refused.add(task);
          throw new RejectedExecutionException("full");
        };
    RetryPolicy soon = RetryPolicy.builder().initialPause(Duration.ofMillis(1)).build();
    try (PartnerCenter partner = builder().retries(soon).executor(full).build()) {
      assertThat(threadOf(partner).getName()).startsWith("partnercenter-");
      assertThat(refused).isNotEmpty();
    }
  }

  @Test
  void aContinuationThatBlocksDelaysNoOtherCall() throws Exception {
    token.complete("token");
    CountDownLatch release = new CountDownLatch(1);
    try (PartnerCenter partner = builder().build()) {
      for (int i = 0; i < 100; i++) {
        CompletableFuture<Void> began = new CompletableFuture<>();
        user(partner)
            .getAsync()
            .thenRun(
                () -> {
                  began.complete(null);
                  await(release);
                });
        // not before thenRun: a completed future would run the action on this thread
        server.enqueue(OK);
        began.get(10, TimeUnit.SECONDS);
      }
    } finally {
      release.countDown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Returns the thread on which the future of a call completes. The call gets its token only after
   * a continuation was attached.
   */
  private Thread threadOf(PartnerCenter partner) throws Exception {
    CompletableFuture<Thread> thread = new CompletableFuture<>();
    CompletableFuture<?> call = user(partner).getAsync();
    call.whenComplete((value, failure) -> thread.complete(Thread.currentThread()));
    token.complete("token");
    // not call.get: a thread that waits for the call itself would run its continuations
    return thread.get(10, TimeUnit.SECONDS);
  }

  @Override
  PartnerCenter.Builder builder() {
    return super.builder().accessTokens(() -> token);
  }
}
