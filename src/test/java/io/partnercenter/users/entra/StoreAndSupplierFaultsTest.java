package io.partnercenter.users.entra;

import static io.partnercenter.users.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Token stores, and suppliers of the refresh token, that fail or hang. */
class StoreAndSupplierFaultsTest extends AppUserCredentialsTestBase {
  @Test
  void aFailureOfTheStoreIsReported() {
    TokenStore broken =
        new TokenStore() {
          @Override
          public String load() throws IOException {
            throw new IOException("disk is gone");
          }

          @Override
          public void save(String tokens) {}
        };

    assertThat(builder().tokenStore(broken).build().accessToken().toCompletableFuture())
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withMessageContaining("the token store failed: disk is gone");
    assertThat(entra.grants).isEmpty();
  }

  @Test
  void aStoreThatThrowsAnUncheckedExceptionIsUsedAgainByTheNextRenewal() {
    CountingTokenStore store = new CountingTokenStore();
    store.failure = new IllegalStateException("vault is sealed");
    AppUserCredentials credentials = builder().tokenStore(store).build();
    assertThat(credentials.accessToken().toCompletableFuture())
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withMessageContaining("vault is sealed");

    store.failure = null;
    timer.advance(Duration.ofSeconds(5));
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"));

    assertThat(tokenOf(credentials)).isEqualTo("at-1");
    assertThat(store.locks).isZero();
  }

  @Test
  void aStoreThatHoldsNoTokensIsReportedWithoutItsContent(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("tokens");
    TokenStore.file(file).save("{\"RefreshToken\":{\"secret-of-the-store");
    AppUserCredentials credentials = builder().tokenStore(TokenStore.file(file)).build();

    assertThat(credentials.accessToken().toCompletableFuture())
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withMessageContaining("it contains something other than tokens of this library")
        .satisfies(
            e -> {
              StringWriter trace = new StringWriter();
              e.printStackTrace(new PrintWriter(trace));
              assertThat(trace.toString()).doesNotContain("secret-of-the-store");
            });
    Files.delete(file); // a person repairs the store
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"));
    timer.advance(Duration.ofSeconds(30));
    assertThat(tokenOf(credentials)).isEqualTo("at-1");
  }

  @Test
  void aStoreThatHangsUsesOneThreadAndIsNotCalledAgainMeanwhile() {
    CountDownLatch storeIsUp = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    TokenStore store =
        new TokenStore() {
          @Override
          public String load() {
            calls.incrementAndGet();
            awaitUninterruptibly(storeIsUp);
            return null;
          }

          @Override
          public void save(String tokens) {}
        };
    AppUserCredentials credentials = builder().tokenStore(store).build();
    CompletableFuture<String> first = credentials.accessToken().toCompletableFuture();
    eventually("the store hangs", () -> calls.get() == 1);
    timer.advance(Duration.ofSeconds(30));
    assertThat(messageOf(first)).contains("no token within the limit of 30 s");

    for (int renewal = 0; renewal < 6; renewal++) {
      timer.advance(Duration.ofMinutes(1));
      assertThat(messageOf(credentials.accessToken().toCompletableFuture()))
          .contains("no token within the limit of 30 s");
    }
    assertThat(calls).hasValue(1);
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"));
    storeIsUp.countDown();

    eventually("the token of its renewal is used", () -> isToken(credentials, "at-1"));
  }

  @Test
  void aTokenThatIsRefusedWhileItsSaveHangsCausesAFailureThatNamesTheStore() {
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"));
    StoreWhoseSaveHangs store = new StoreWhoseSaveHangs();
    AppUserCredentials credentials = builder().tokenStore(store).build();
    CompletableFuture<String> first = credentials.accessToken().toCompletableFuture();
    eventually("the store hangs", store::hangs);
    timer.advance(Duration.ofSeconds(30));
    assertThat(first).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("at-1");

    credentials.refused("at-1");
    Throwable failure = catchThrowable(() -> tokenOf(credentials));
    store.release();

    assertThat(failure)
        .hasMessageContaining("the token store has not saved the tokens of the last renewal yet");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aTokenThatIsRefusedWhileItsSaveHangsIsNotReturnedAgain(boolean lacksMfa) {
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"), EntraStub.tokens("at-2", "rt-2"));
    StoreWhoseSaveHangs store = new StoreWhoseSaveHangs();
    AppUserCredentials credentials = builder().tokenStore(store).build();
    CompletableFuture<String> first = credentials.accessToken().toCompletableFuture();
    eventually("the store hangs", store::hangs);
    timer.advance(Duration.ofSeconds(30));
    assertThat(first).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("at-1");

    if (lacksMfa) {
      credentials.mfaRequired("at-1");
    } else {
      credentials.refused("at-1");
    }
    store.release();

    Set<String> returned = new HashSet<>();
    eventually(
        "another token is returned",
        () -> {
          credentials
              .accessToken()
              .thenAccept(returned::add)
              .exceptionally(failure -> null)
              .toCompletableFuture()
              .join();
          return !returned.isEmpty();
        });
    assertThat(returned).containsExactly("at-2");
  }

  @Test
  void aSupplierThatHangsIsNotCalledAgainMeanwhileAndEachRenewalEndsAtItsLimit() {
    CountDownLatch vaultIsUp = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    AppUserCredentials credentials =
        builder()
            .refreshToken(
                () -> {
                  calls.incrementAndGet();
                  awaitUninterruptibly(vaultIsUp);
                  return CONSENT;
                })
            .build();

    for (int renewal = 0; renewal < 6; renewal++) {
      AtomicReference<CompletableFuture<String>> token = new AtomicReference<>();
      eventually(
          "a renewal begins",
          () -> {
            token.set(credentials.accessToken().toCompletableFuture());
            return timer.pending() >= 1;
          });
      eventually("the supplier is called", () -> calls.get() == 1);
      timer.advance(Duration.ofSeconds(30));
      assertThat(messageOf(token.get())).contains("no token within the limit of 30 s");
      timer.advance(Duration.ofSeconds(5));
    }
    assertThat(calls).hasValue(1);
    vaultIsUp.countDown();
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"));

    eventually("the token of its renewal is used", () -> isToken(credentials, "at-1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n", "secret-rt\n", "secret-rt\r\nX: y", "secret-rtå", "null"})
  void anInvalidTokenOfTheSupplierIsNotSent(String supplied) {
    AppUserCredentials credentials =
        builder().refreshToken(() -> supplied.equals("null") ? null : supplied).build();

    Throwable failure = failureOf(credentials);

    assertThat(failure).hasMessageContaining("the supplied refresh token");
    assertThat(traceOf(failure)).doesNotContain("secret-rt");
    assertThat(entra.grants).isEmpty();
  }

  /** Holds no tokens. A save returns only after {@link #release}. */
  private static final class StoreWhoseSaveHangs implements TokenStore {
    private final CountDownLatch saving = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    @Override
    public String load() {
      return null;
    }

    @Override
    public void save(String tokens) {
      saving.countDown();
      awaitUninterruptibly(released);
    }

    boolean hangs() {
      return saving.getCount() == 0;
    }

    void release() {
      released.countDown();
    }
  }
}
