package io.partnercenter.users.entra;

import static io.partnercenter.users.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.partnercenter.users.ManualTimer;
import io.partnercenter.users.MemoryLogger;
import io.partnercenter.users.PartnerCloud;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.mockwebserver.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the credentials use a token store. */
class TokenStoreUseTest {
  private static final String CONSENT = "consent-refresh-token";

  private final EntraStub entra = new EntraStub();
  private final ManualTimer timer = new ManualTimer();
  private final MemoryLogger logger = new MemoryLogger();
  private final FaultyStore store = new FaultyStore();

  @AfterEach
  void close() throws IOException {
    entra.close();
  }

  @ParameterizedTest
  @CsvSource({
    "GLOBAL, contoso.example, another-client-id",
    "GLOBAL, fabrikam.example, client-id",
    "US_GOVERNMENT, contoso.example, client-id",
    "CHINA, contoso.example, client-id",
  })
  void theTokensOfAnotherAccountAreNeitherUsedNorReplaced(
      PartnerCloud cloud, String tenant, String clientId) {
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"), EntraStub.tokens("at-2", "rt-2"));
    tokenOf(builder().build());
    String before = store.tokens;

    AppUserCredentials other =
        builder().cloud(cloud).partnerTenant(tenant).clientId(clientId).build();

    assertThat(other.accessToken().toCompletableFuture())
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withMessageContaining(
            "cloud GLOBAL, tenant contoso.example, client id client-id; expected cloud "
                + cloud
                + ", tenant "
                + tenant
                + ", client id "
                + clientId);
    assertThat(store.tokens).isEqualTo(before);
    assertThat(entra.grants).hasSize(1);
  }

  @Test
  void anAccountIsTheSameInAnyCase() {
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"), EntraStub.tokens("at-2", "rt-2"));
    tokenOf(builder().build());

    tokenOf(builder().partnerTenant("Contoso.EXAMPLE").clientId("CLIENT-ID").build());

    assertThat(entra.grants.get(1)).containsEntry("refresh_token", "rt-1");
  }

  @Test
  void theLockIsHeldFromTheLoadOverTheRequestToTheSave() {
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"));

    tokenOf(builder().build());

    assertThat(store.events).containsExactly("lock", "load", "save after 1 request", "unlock");
  }

  @Test
  void aStoreThatHasTokensNeedsNoRefreshToken() {
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"), EntraStub.tokens("at-2", "rt-2"));
    tokenOf(builder().build());

    assertThat(tokenOf(withoutRefreshToken().build())).isEqualTo("at-2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"invalid_grant", "interaction_required", "consent_required", "login_required"})
  void aStoredTokenThatIsRefusedIsReplacedByThatOfTheConsent(String error) {
    entra.enqueue(
        EntraStub.tokens("at-1", "rt-1"),
        EntraStub.refusal(error, "AADSTS50173: The grant was revoked."),
        EntraStub.tokens("at-2", "rt-2"));
    tokenOf(builder().build());

    assertThat(tokenOf(builder().build())).isEqualTo("at-2");
    assertThat(entra.grants)
        .extracting(grant -> grant.get("refresh_token"))
        .containsExactly(CONSENT, "rt-1", CONSENT);
  }

  @Test
  void aStoredTokenThatIsRefusedIsUsedOnceIfThereIsNoOther() {
    entra.enqueue(
        EntraStub.tokens("at-1", "rt-1"),
        EntraStub.refusal("invalid_grant", "AADSTS50173: The grant was revoked."));
    tokenOf(builder().build());

    assertThat(withoutRefreshToken().build().accessToken().toCompletableFuture())
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withMessageContaining("AADSTS50173");
    assertThat(entra.grants).hasSize(2);
  }

  @Test
  void anEmptyStoreWithoutARefreshTokenIsReportedWithWhatToDo() {
    assertThat(withoutRefreshToken().build().accessToken().toCompletableFuture())
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withMessageContaining("a person must consent first");
    assertThatNullPointerException()
        .isThrownBy(() -> accountOnly().build())
        .withMessage("refreshToken or tokenStore");
  }

  @Test
  void aSaveThatFailsLosesNoTokenAndIsReportedOnce() {
    entra.enqueue(
        EntraStub.tokens("at-1", "rt-1"),
        EntraStub.tokens("at-2", "rt-2"),
        EntraStub.tokens("at-3", "rt-3"));
    store.saveFailure = new IOException("No space left on device");
    AppUserCredentials credentials = builder().build();

    assertThat(tokenOf(credentials)).isEqualTo("at-1");
    timer.advance(Duration.ofMinutes(61));
    assertThat(tokenOf(credentials)).isEqualTo("at-2");
    timer.advance(Duration.ofMinutes(61));
    assertThat(tokenOf(credentials)).isEqualTo("at-3");

    assertThat(entra.grants)
        .extracting(grant -> grant.get("refresh_token"))
        .containsExactly(CONSENT, "rt-1", "rt-2");
    assertThat(logger.lines)
        .singleElement()
        .asString()
        .contains("can't be saved")
        .contains("No space left on device")
        .doesNotContain("rt-");
  }

  @Test
  void aSaveThatFailedIsTriedAgainWhileTheTokenIsValid() {
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"), EntraStub.tokens("at-2", "rt-2"));
    store.saveFailure = new IllegalStateException("vault is sealed");
    AppUserCredentials credentials = builder().build();
    tokenOf(credentials);
    assertThat(store.tokens).isNull();

    store.saveFailure = null;
    timer.advance(Duration.ofSeconds(5));

    assertThat(tokenOf(credentials)).isEqualTo("at-1");
    eventually("the token is saved", () -> store.tokens != null && store.tokens.contains("rt-1"));
    eventually("the renewal has ended", () -> timer.pending() == 0);
    assertThat(Collections.frequency(store.events, "unlock")).isEqualTo(2);
    assertThat(tokenOf(credentials)).isEqualTo("at-1");
    assertThat(entra.grants).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"'{\"format\":\"partnercenter-tokens-'", "''", ","})
  void aSaveThatFailsHalfWayLosesNoToken(String left) {
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"), EntraStub.tokens("at-2", "rt-2"));
    tokenOf(builder().build());
    AppUserCredentials credentials = builder().build();
    store.saveFailure = new IOException("disk is full");
    assertThat(tokenOf(credentials)).isEqualTo("at-2");
    store.tokens = left;

    store.saveFailure = null;
    timer.advance(Duration.ofSeconds(5));

    assertThat(tokenOf(credentials)).isEqualTo("at-2");
    eventually("the token is saved", () -> store.tokens != null && store.tokens.contains("rt-2"));
  }

  @Test
  void aStoreThatCannotBeReadIsNotReplaced() {
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"), EntraStub.tokens("at-2", "rt-2"));
    AppUserCredentials credentials = builder().build();
    store.saveFailure = new IOException("disk is full");
    tokenOf(credentials);
    store.saveFailure = null;
    store.tokens = "tokens of another account";
    store.loadFailure = new IOException("stale file handle");

    timer.advance(Duration.ofMinutes(61));

    assertThat(tokenOf(credentials)).isEqualTo("at-2");
    assertThat(store.tokens).isEqualTo("tokens of another account");
  }

  @Test
  void aSaveIsNotTriedAgainByEachCall() {
    entra.respondWith(grant -> EntraStub.tokens("at-1", "rt-1"));
    store.saveFailure = new IOException("disk is gone");
    AppUserCredentials credentials = builder().build();
    for (int call = 0; call < 5; call++) {
      tokenOf(credentials);
      tokenOf(builder().tokenStore(new MemoryTokenStore()).build()); // takes longer than a save
    }

    assertThat(store.events).filteredOn(event -> event.startsWith("save")).hasSize(1);
  }

  @Test
  void aSaveThatIsTriedAgainDoesNotRenewBeforeTheMomentThatEntraNamed() {
    entra.enqueue(
        EntraStub.tokens("at-1", "rt-1"),
        EntraStub.refusal("temporarily_unavailable", "AADSTS90033: Try later.")
            .setResponseCode(429)
            .setHeader("Retry-After", "120"),
        EntraStub.tokens("at-2", "rt-2"));
    store.saveFailure = new IOException("disk is full");
    AppUserCredentials credentials = builder().build();
    tokenOf(credentials);
    timer.advance(Duration.ofMinutes(56)); // the token is due, and still valid
    tokenOf(credentials);
    eventually("the renewal has failed", () -> entra.grants.size() == 2 && timer.pending() == 0);

    store.saveFailure = null;
    timer.advance(Duration.ofSeconds(6));
    assertThat(tokenOf(credentials)).isEqualTo("at-1");
    eventually("the token is saved", () -> store.tokens != null && timer.pending() == 0);

    assertThat(store.tokens).contains("rt-1");
    assertThat(entra.grants).hasSize(2);
  }

  @Test
  void whatAnotherProcessSavedMeanwhileIsNotReplaced() {
    entra.enqueue(
        EntraStub.tokens("at-1", "rt-1"),
        EntraStub.tokens("at-2", "rt-2"),
        EntraStub.tokens("at-3", "rt-3"));
    AppUserCredentials credentials = builder().build();
    store.saveFailure = new IOException("disk is full");
    tokenOf(credentials);
    store.saveFailure = null;
    tokenOf(builder().build()); // another process

    timer.advance(Duration.ofMinutes(61));

    assertThat(tokenOf(credentials)).isEqualTo("at-3");
    assertThat(entra.grants.get(2)).containsEntry("refresh_token", "rt-2");
  }

  @Test
  void tokensInMemoryAreUsedWhenTheStoreFails() {
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"), EntraStub.tokens("at-2", "rt-2"));
    store.saveFailure = new IOException("disk is gone");
    AppUserCredentials credentials = builder().build();
    tokenOf(credentials);
    store.lockFailure = new IOException("read-only file system");

    timer.advance(Duration.ofMinutes(61));

    assertThat(tokenOf(credentials)).isEqualTo("at-2");
    assertThat(entra.grants.get(1)).containsEntry("refresh_token", "rt-1");
  }

  @Test
  void aSaveThatHangsDoesNotMakeTheRenewalFail() {
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"));
    store.saveHangs = true;
    AppUserCredentials credentials = builder().build();
    var token = credentials.accessToken().toCompletableFuture();
    eventually("the save hangs", () -> store.events.contains("save after 1 request"));

    timer.advance(Duration.ofSeconds(30));

    assertThat(token).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("at-1");
  }

  @Test
  void aSaveThatHangsIsInterruptedAtTheLimitAndTriedAgain() {
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"));
    store.saveHangs = true;
    AppUserCredentials credentials = builder().build();
    credentials.accessToken();
    eventually("the save hangs", () -> store.events.contains("save after 1 request"));

    timer.advance(Duration.ofSeconds(30));
    eventually(
        "the renewal has ended", () -> store.events.contains("unlock") && isIdle(store.savesOn));
    store.saveHangs = false;
    timer.advance(Duration.ofSeconds(5));

    assertThat(tokenOf(credentials)).isEqualTo("at-1");
    eventually("the token is saved", () -> store.tokens != null);
    assertThat(entra.grants).hasSize(1);
  }

  @Test
  void tokensInTheMessageOfAStoreAreMasked() {
    entra.enqueue(
        EntraStub.tokens("at-1", "rotated-token-1"), EntraStub.tokens("at-2", "rotated-token-2"));
    tokenOf(builder().build());
    store.saveFailure = new IOException("can't replace rotated-token-1 by rotated-token-2");

    tokenOf(builder().build());

    assertThat(logger.lines).singleElement().asString().contains("can't replace *** by ***");
  }

  @Test
  void theMessageOfAStoreThatCannotBeLockedIsShownWithoutSecretsAndOnOneLine() {
    store.lockFailure = new IOException("no lock for client-secret-value\n\u001b[2J");

    assertThat(builder().build().accessToken().toCompletableFuture())
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withMessageContaining("the token store failed: no lock for *** \\u001b[2J");
  }

  @Test
  void aSaveThatFailsAfterOneThatWorkedIsReportedAgain() {
    entra.enqueue(
        EntraStub.tokens("at-1", "rt-1"),
        EntraStub.tokens("at-2", "rt-2"),
        EntraStub.tokens("at-3", "rt-3"));
    AppUserCredentials credentials = builder().build();
    store.saveFailure = new IOException("disk is full");
    tokenOf(credentials);
    store.saveFailure = null;
    timer.advance(Duration.ofMinutes(61));
    tokenOf(credentials);

    store.saveFailure = new IOException("disk is full again");
    timer.advance(Duration.ofMinutes(61));
    tokenOf(credentials);

    assertThat(logger.lines).hasSize(2);
    assertThat(logger.lines.get(1)).contains("disk is full again");
  }

  /** Entra may have invalidated the refresh token that was sent. */
  @Test
  void aResponseWithoutAnAccessTokenLosesNoRefreshToken() {
    MockResponse half = EntraStub.json("{\"refresh_token\":\"rt-1\",\"token_type\":\"Bearer\"}");
    entra.enqueue(half, EntraStub.refusal("invalid_client", "AADSTS7000222: It has expired."));
    AppUserCredentials credentials = builder().build();
    CompletableFuture<String> token = credentials.accessToken().toCompletableFuture();
    eventually("it pauses", () -> timer.pending() == 2);
    timer.advance(Duration.ofSeconds(1));
    assertThat(token).failsWithin(Duration.ofSeconds(10));

    assertThat(store.tokens).contains("rt-1");
    entra.enqueue(EntraStub.tokens("at-2", "rt-2"));
    timer.advance(Duration.ofSeconds(30));
    assertThat(tokenOf(credentials)).isEqualTo("at-2");
    assertThat(entra.grants)
        .extracting(grant -> grant.get("refresh_token"))
        .containsExactly(CONSENT, "rt-1", "rt-1");
  }

  @Test
  void aRefreshTokenWithoutAnAccessTokenIsKeptInMemoryIfItCannotBeSaved() {
    entra.enqueue(
        EntraStub.json("{\"refresh_token\":\"rt-1\"}"),
        EntraStub.refusal("invalid_client", "AADSTS7000222: It has expired."),
        EntraStub.tokens("at-2", "rt-2"));
    store.saveFailure = new IOException("disk is full");
    AppUserCredentials credentials = builder().build();
    CompletableFuture<String> token = credentials.accessToken().toCompletableFuture();
    eventually("it pauses", () -> timer.pending() == 2);
    timer.advance(Duration.ofSeconds(1));
    assertThat(token).failsWithin(Duration.ofSeconds(10));

    timer.advance(Duration.ofSeconds(30));

    assertThat(tokenOf(credentials)).isEqualTo("at-2");
    assertThat(entra.grants.get(2)).containsEntry("refresh_token", "rt-1");
  }

  @Test
  void aLockThatCannotBeReleasedLosesNoToken() {
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"));
    store.unlockFailure = new IOException("stale file handle");

    assertThat(tokenOf(builder().build())).isEqualTo("at-1");

    assertThat(logger.lines).singleElement().asString().contains("stale file handle");
  }

  @Test
  void aLoggerThatFailsLosesNoToken() {
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"));
    store.saveFailure = new IOException("disk is full");
    logger.broken = true;

    assertThat(tokenOf(builder().build())).isEqualTo("at-1");
  }

  /** A store of the caller that fails as the test sets it. */
  private final class FaultyStore implements TokenStore {
    final List<String> events = new CopyOnWriteArrayList<>();
    volatile String tokens;
    volatile Exception saveFailure;
    volatile IOException loadFailure;
    volatile IOException lockFailure;
    volatile IOException unlockFailure;
    volatile boolean saveHangs;
    volatile Thread savesOn;

    @Override
    public String load() throws IOException {
      events.add("load");
      if (loadFailure != null) {
        throw loadFailure;
      }
      return tokens;
    }

    @Override
    public void save(String newTokens) throws IOException {
      savesOn = Thread.currentThread();
      events.add("save after " + entra.grants.size() + " request");
      if (saveHangs) {
        try {
          Thread.currentThread().join(); // until it is interrupted
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
      if (saveFailure instanceof RuntimeException) {
        throw (RuntimeException) saveFailure;
      }
      if (saveFailure != null) {
        throw (IOException) saveFailure;
      }
      tokens = newTokens;
    }

    @Override
    public Lock lock() throws IOException {
      if (lockFailure != null) {
        throw lockFailure;
      }
      events.add("lock");
      return () -> {
        events.add("unlock");
        if (unlockFailure != null) {
          throw unlockFailure;
        }
      };
    }
  }

  private AppUserCredentials.Builder builder() {
    return withoutRefreshToken().refreshToken(CONSENT);
  }

  private AppUserCredentials.Builder withoutRefreshToken() {
    return accountOnly().tokenStore(store);
  }

  private AppUserCredentials.Builder accountOnly() {
    return AppUserCredentials.builder()
        .partnerTenant("contoso.example")
        .clientId("client-id")
        .clientSecret("client-secret-value")
        .httpClient(entra.client())
        .logTo(logger)
        .timer(timer);
  }

  /** Returns whether a thread of the pool waits for its next task, or has ended. */
  private static boolean isIdle(Thread thread) {
    return EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING, Thread.State.TERMINATED)
        .contains(thread.getState());
  }

  private static String tokenOf(AppUserCredentials credentials) {
    return credentials.accessToken().toCompletableFuture().join();
  }
}
