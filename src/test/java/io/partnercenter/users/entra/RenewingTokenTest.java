package io.partnercenter.users.entra;

import static io.partnercenter.users.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.ManualTimer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How a token is renewed, with a renewal of the test's own. */
class RenewingTokenTest {
  private final ManualTimer timer = new ManualTimer();

  @Test
  void aTokenThatArrivesAfterTheLimitIsUsed() {
    CountDownLatch tokenArrives = new CountDownLatch(1);
    AtomicInteger renewals = new AtomicInteger();
    RenewingToken token =
        renewing(
            (limit, inHand) -> {
              renewals.incrementAndGet();
              awaitUninterruptibly(tokenArrives);
              return new AccessToken(
                  "late",
                  timer.nanoTime() + TimeUnit.MINUTES.toNanos(55),
                  timer.nanoTime() + TimeUnit.MINUTES.toNanos(60),
                  "consent",
                  false);
            });
    CompletableFuture<String> waiting = token.accessToken().toCompletableFuture();
    eventually("the renewal hangs", () -> renewals.get() == 1);
    timer.advance(Duration.ofSeconds(30));
    assertThat(waiting)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withMessageContaining("no token within the limit of 30 s");

    tokenArrives.countDown();

    eventually("the token is used", () -> isReturned(token, "late"));
    assertThat(renewals).hasValue(1);
  }

  /** A class that is missing on the class path is one. */
  @Test
  void anErrorOfARenewalIsReportedToWaitingCallsAndTheNextRenewalIsTried() {
    AtomicInteger renewals = new AtomicInteger();
    RenewingToken token =
        renewing(
            (limit, inHand) -> {
              renewals.incrementAndGet();
              throw new NoClassDefFoundError("com/microsoft/aad/msal4j/Missing");
            });

    for (int renewal = 1; renewal <= 2; renewal++) {
      assertThat(token.accessToken().toCompletableFuture())
          .failsWithin(Duration.ofSeconds(10))
          .withThrowableThat()
          .withMessageContaining("the renewal failed: java.lang.NoClassDefFoundError");
      assertThat(renewals).hasValue(renewal);
      timer.advance(Duration.ofMinutes(1));
    }
  }

  @Test
  void aRenewalForWhichNoThreadCanBeCreatedFails() {
    RenewingToken token =
        new RenewingToken(
            (limit, inHand) -> {
              throw new AssertionError("there is no thread for it");
            },
            new MfaRefusals(timer),
            task -> {
              throw new OutOfMemoryError("unable to create native thread");
            },
            timer);

    for (int renewal = 1; renewal <= 2; renewal++) {
      assertThat(token.accessToken().toCompletableFuture())
          .failsWithin(Duration.ofSeconds(10))
          .withThrowableThat()
          .withMessageContaining("no thread: java.lang.OutOfMemoryError: unable to create");
      timer.advance(Duration.ofMinutes(1));
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    while (true) {
      try {
        latch.await();
        return;
      } catch (InterruptedException e) {
        // ignored, as a caller's code may do
      }
    }
  }

  private static boolean isReturned(RenewingToken token, String expected) {
    CompletableFuture<String> current = token.accessToken().toCompletableFuture();
    return current.isDone()
        && !current.isCompletedExceptionally()
        && current.join().equals(expected);
  }

  private RenewingToken renewing(Renewal renewal) {
    return new RenewingToken(
        renewal, new MfaRefusals(timer), task -> new Thread(task).start(), timer);
  }
}
