package io.partnercenter.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On which threads async calls go on. */
class ExecutorTest {
  private static final UUID ID = UUID.fromString("4b10bf41-ab11-40e3-8c53-cd67849b50de");
  private static final MockResponse OK = new MockResponse().setBody("{\"id\":\"" + ID + "\"}");

  private final MockWebServer server = new MockWebServer();
  private final CompletableFuture<String> token = new CompletableFuture<>();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() throws IOException {
    server.shutdown();
  }

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
  void aFutureCompletesOnTheExecutorThatWasSetWhichStaysOpen() throws Exception {
    server.enqueue(OK);
    ExecutorService own = Executors.newSingleThreadExecutor(task -> new Thread(task, "own"));
    try (PartnerCenter partner = builder().executor(own).build()) {
      assertThat(threadOf(partner).getName()).isEqualTo("own");
    }
    assertThat(own.isShutdown()).isFalse();
    own.shutdown();
  }

  @Test
  void anExecutorThatRefusesKeepsNoCallFromItsEnd() throws Exception {
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
  void aCompletionThatBlocksHoldsUpNoOtherCall() throws Exception {
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
        server.enqueue(OK); // a future that had completed would run it on this thread
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

  /** On which a future completes. The call waits for its token until that is asked for. */
  private Thread threadOf(PartnerCenter partner) throws Exception {
    CompletableFuture<Thread> thread = new CompletableFuture<>();
    CompletableFuture<?> call = user(partner).getAsync();
    call.whenComplete((value, failure) -> thread.complete(Thread.currentThread()));
    token.complete("token");
    return thread.get(10, TimeUnit.SECONDS); // a thread that got the call's own would help it on
  }

  private PartnerCenter.Builder builder() {
    return PartnerCenter.builder().baseUrl(server.url("/").toString()).accessTokens(() -> token);
  }

  private static UserHandle user(PartnerCenter partner) {
    return partner.customers().byId(ID).users().byId(ID);
  }
}
