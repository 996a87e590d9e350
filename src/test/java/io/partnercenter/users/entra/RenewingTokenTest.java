package io.partnercenter.users.entra;

import static io.partnercenter.users.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.ManualTimer;
import io.partnercenter.users.entra.EntraException.Kind;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
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
              return validForAnHour("late");
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
      Thread.currentThread().interrupt();
      CompletableFuture<String> failed = token.accessToken().toCompletableFuture();
      assertThat(Thread.interrupted()).as("the caller's interrupt is kept").isTrue();

      assertThat(failed)
          .failsWithin(Duration.ofSeconds(10))
          .withThrowableThat()
          .withMessageContaining("no thread: java.lang.OutOfMemoryError: unable to create");
      timer.advance(Duration.ofMinutes(1));
    }
  }

  @Test
  void aSaveAloneDoesNotEndThePauseAfterAFailedRenewal() {
    ThrottledRenewal renewal = new ThrottledRenewal();
    RenewingToken token = new RenewingToken(renewal, new MfaRefusals(timer), Runnable::run, timer);
    renewal.failAfterTheFirst(token);

    for (int call = 1; call <= 10; call++) {
      timer.advance(Duration.ofSeconds(10));
      assertThat(isReturned(token, "first")).isTrue();
    }

    assertThat(renewal.saves).isEqualTo(10);
    assertThat(renewal.renewals).isEqualTo(2);
    timer.advance(Duration.ofSeconds(20));
    token.accessToken();
    assertThat(renewal.renewals).as("the pause is over").isEqualTo(3);
  }

  @Test
  void aSaveThatFailsDoesNotShortenThePauseEither() {
    ThrottledRenewal renewal = new ThrottledRenewal();
    RenewingToken token = new RenewingToken(renewal, new MfaRefusals(timer), Runnable::run, timer);
    renewal.failAfterTheFirst(token);
    renewal.onSave =
        () -> {
          if (renewal.saves == 1) {
            throw new IllegalStateException("the logger fails");
          }
        };

    for (int call = 1; call <= 10; call++) {
      timer.advance(Duration.ofSeconds(10));
      assertThat(isReturned(token, "first")).isTrue();
    }

    assertThat(renewal.renewals).isEqualTo(2);
  }

  @Test
  void aTokenThatIsRefusedDuringASaveDoesNotEndThePauseEither() {
    ThrottledRenewal renewal = new ThrottledRenewal();
    RenewingToken token = new RenewingToken(renewal, new MfaRefusals(timer), Runnable::run, timer);
    renewal.failAfterTheFirst(token);
    renewal.onSave = () -> token.refused("first");

    timer.advance(Duration.ofSeconds(10));
    token.accessToken();
    assertThat(token.accessToken().toCompletableFuture())
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withMessageContaining("throttled");

    assertThat(renewal.renewals).isEqualTo(2);
  }

  /** Gets a token once. Then it has tokens to save, and is throttled for two minutes. */
  private final class ThrottledRenewal implements Renewal {
    int renewals;
    int saves;
    Runnable onSave = () -> {};

    /** Gets the token, and fails to renew it when it is due. The token is still valid then. */
    void failAfterTheFirst(RenewingToken token) {
      token.accessToken();
      timer.advance(Duration.ofMinutes(56));
      token.accessToken();
      assertThat(renewals).isEqualTo(2);
    }

    @Override
    public AccessToken renew(Limit limit, Consumer<AccessToken> obtained) {
      if (++renewals > 1) {
        Duration retryAfter = Duration.ofSeconds(120);
        throw new EntraException(Kind.TRANSIENT, "throttled", null, null, retryAfter, null);
      }
      return validForAnHour("first");
    }

    @Override
    public boolean hasUnsaved() {
      return renewals > 1;
    }

    @Override
    public void saveAgain() {
      saves++;
      onSave.run();
    }
  }

  private AccessToken validForAnHour(String token) {
    return new AccessToken(
        token,
        timer.nanoTime() + TimeUnit.MINUTES.toNanos(55),
        timer.nanoTime() + TimeUnit.MINUTES.toNanos(60),
        "consent",
        false);
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
