package io.partnercenter.users.internal.time;

import static io.partnercenter.users.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.AccessTokens;
import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.model.CustomerUser;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.Test;

class TimerTest {
  @Test
  void aPauseOfTheSystemsTimerLastsAsLongAsItMust() throws Exception {
    long start = System.nanoTime();

    Timer.SYSTEM.after(Duration.ofMillis(5)).get(10, TimeUnit.SECONDS);

    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(5_000_000);
  }

  @Test
  void aShorterPauseIsOverWhileALongerOneIsNot() throws Exception {
    CompletableFuture<Void> longer = Timer.SYSTEM.after(Duration.ofSeconds(Long.MAX_VALUE));

    Timer.SYSTEM.after(Duration.ofMillis(1)).get(10, TimeUnit.SECONDS);

    assertThat(longer).isNotDone();
    longer.complete(null);
  }

  @Test
  void aPauseThatIsEndedEarlyIsTakenOutOfTheQueue() {
    SystemTimer timer = new SystemTimer();
    CompletableFuture<Void> pause = timer.after(Duration.ofDays(1));
    CompletableFuture<Void> cancelled = timer.after(Duration.ofDays(1));
    assertThat(timer.pending()).isEqualTo(2);

    pause.complete(null);
    cancelled.cancel(false);

    assertThat(timer.pending()).isZero();
  }

  @Test
  void thePauseOfAnotherIsOverWhileTheThreadOfTheJdkIsBlocked() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CompletableFuture<Void> ofTheJdk = new CompletableFuture<>();
    ofTheJdk.thenRun( // before it may complete: else this thread would be the blocked one
        () -> {
          try {
            release.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    ofTheJdk.completeOnTimeout(null, 1, TimeUnit.MILLISECONDS);
    try {
      Timer.SYSTEM.after(Duration.ofMillis(5)).get(10, TimeUnit.SECONDS);
    } finally {
      release.countDown();
    }
  }

  /** A pause would keep the client, and the class loader of its application, in memory. */
  @Test
  void aClientThatIsClosedDuringACallLeavesNoPauseInTheTimer() throws Exception {
    SystemTimer timer = (SystemTimer) Timer.SYSTEM;
    int before = timer.pending();
    try (MockWebServer server = new MockWebServer()) {
      server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
      PartnerCenter partner =
          PartnerCenter.builder()
              .baseUrl(server.url("/").toString())
              .accessTokens(AccessTokens.of("token"))
              .build();
      CompletableFuture<CustomerUser> call =
          partner.user(UUID.randomUUID(), UUID.randomUUID()).getAsync();
      server.takeRequest();
      assertThat(timer.pending()).isGreaterThan(before);

      partner.close();

      assertThat(call).failsWithin(Duration.ofSeconds(10));
    }
    eventually("the pauses are taken out of the queue", () -> timer.pending() <= before);
  }
}
