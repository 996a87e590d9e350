package io.partnercenter.users.entra;

import static io.partnercenter.users.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.partnercenter.users.ErrorCategory;
import io.partnercenter.users.ManualTimer;
import io.partnercenter.users.PartnerAuthenticationException;
import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.PartnerCloud;
import io.partnercenter.users.PartnerConnectionException;
import io.partnercenter.users.PartnerException;
import io.partnercenter.users.PartnerResponse;
import io.partnercenter.users.PartnerServiceException;
import io.partnercenter.users.RequestOptions;
import io.partnercenter.users.SpecCheckedSandbox;
import io.partnercenter.users.UserHandle;
import io.partnercenter.users.model.CustomerUser;
import io.partnercenter.users.model.CustomerUserUpdate;
import io.partnercenter.users.sandbox.Exchange;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens from a token endpoint, over TLS, by MSAL as it is. */
class AppUserCredentialsTest {
  private static final String SECRET = "client-secret-value";
  private static final String CONSENT = "consent-refresh-token";
  private static final CustomerUserUpdate UPDATE =
      CustomerUserUpdate.builder().usageLocation("SE").build();

  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox();

  private final EntraStub entra = new EntraStub();
  private final ManualTimer timer = new ManualTimer();

  @AfterEach
  void close() throws IOException {
    entra.close();
  }

  @ParameterizedTest
  @CsvSource({
    "GLOBAL, login.microsoftonline.com",
    "US_GOVERNMENT, login.microsoftonline.us",
    "CHINA, login.partner.microsoftonline.cn", // by which MSAL calls login.chinacloudapi.cn
  })
  void theFirstTokenComesFromTheConsent(PartnerCloud cloud, String host) {
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"));

    assertThat(tokenOf(builder().cloud(cloud).build())).isEqualTo("at-1");

    assertThat(entra.endpoints).containsExactly(host + "/contoso.example/oauth2/v2.0/token");
    assertThat(entra.grants.get(0))
        .containsEntry("grant_type", "refresh_token")
        .containsEntry("refresh_token", CONSENT)
        .containsEntry("client_id", "client-id")
        .containsEntry("client_secret", SECRET);
    assertThat(entra.grants.get(0).get("scope").split(" ")).contains(cloud.scope());
  }

  @Test
  void aTokenIsUsedUntilShortlyBeforeItExpires() {
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"));
    AppUserCredentials credentials = builder().build();
    tokenOf(credentials);

    timer.advance(Duration.ofMinutes(54));

    assertThat(tokenOf(credentials)).isEqualTo("at-1");
    assertThat(entra.grants).hasSize(1);
  }

  @Test
  void fiveMinutesBeforeItExpiresItIsRenewedWhileCallsGoOnWithIt() {
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"), EntraStub.tokens("at-2", "rt-2"));
    AppUserCredentials credentials = builder().build();
    tokenOf(credentials);

    timer.advance(Duration.ofMinutes(56));

    assertThat(credentials.accessToken().toCompletableFuture()).isCompletedWithValue("at-1");
    eventually("it is renewed", () -> tokenOf(credentials).equals("at-2"));
    assertThat(entra.grants).hasSize(2);
    assertThat(entra.grants.get(1)).containsEntry("refresh_token", "rt-1");
  }

  @Test
  void anExpiredTokenIsWaitedForNoLonger() {
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"), EntraStub.tokens("at-2", "rt-2"));
    AppUserCredentials credentials = builder().build();
    tokenOf(credentials);

    timer.advance(Duration.ofMinutes(61));

    assertThat(tokenOf(credentials)).isEqualTo("at-2");
  }

  @Test
  void aFailedRenewalLeavesTheValidTokenAndIsNotRepeatedByEachCall() {
    entra.enqueue(
        EntraStub.tokens("at-1", "rt-1"),
        EntraStub.refusal("invalid_client", "AADSTS7000222: The secret has expired."));
    AppUserCredentials credentials = builder().build();
    tokenOf(credentials);
    timer.advance(Duration.ofMinutes(56));
    tokenOf(credentials);
    eventually("it fails", () -> entra.grants.size() == 2 && timer.pending() == 0);

    assertThat(tokenOf(credentials)).isEqualTo("at-1");
    assertThat(timer.pending()).as("renewals under way").isZero();
    entra.enqueue(EntraStub.tokens("at-2", "rt-2"));
    timer.advance(Duration.ofSeconds(30));
    eventually("it is renewed", () -> tokenOf(credentials).equals("at-2"));
  }

  @Test
  void itsThreadsDoNotKeepAJvmAlive() {
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"));
    tokenOf(builder().build());

    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> thread.getName().startsWith("partnercenter-tokens"))
        .isNotEmpty()
        .allMatch(Thread::isDaemon);
  }

  @Test
  void aHundredThreadsShareOneRenewal() throws Exception {
    entra.enqueue(EntraStub.tokens("at-1", "rt-1").setBodyDelay(200, TimeUnit.MILLISECONDS));
    AppUserCredentials credentials = builder().build();
    List<Thread> threads = new ArrayList<>();
    Set<String> tokens = ConcurrentHashMap.newKeySet();
    for (int i = 0; i < 100; i++) {
      Thread thread = new Thread(() -> tokens.add(tokenOf(credentials)));
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(tokens).containsExactly("at-1");
    assertThat(entra.grants).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sync", "async"})
  void aTokenThatTheServiceRefusesIsRenewedAndTheCallRepeatedOnce(String mode) {
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"), EntraStub.tokens("at-2", "rt-2"));
    UserHandle user = sandbox.user(sandbox.client(PartnerCenter.builder(), builder().build()));
    user.patch(UPDATE);
    sandbox.get().expireToken("at-1");

    PartnerResponse<CustomerUser> response = patch(user, mode);

    assertThat(response.attempts()).isEqualTo(2);
    List<Exchange> exchanges = sandbox.get().exchanges();
    assertThat(exchanges).extracting(Exchange::status).containsExactly(200, 401, 200);
    assertThat(exchanges)
        .extracting(each -> each.requestHeaders().get("Authorization").get(0))
        .containsExactly("Bearer at-1", "Bearer at-1", "Bearer at-2");
    assertThat(ids(exchanges.subList(1, 3), "Ms-requestid")).hasSize(1);
    assertThat(ids(exchanges.subList(1, 3), "Ms-correlationid")).hasSize(1);
    assertThat(entra.grants).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sync", "async"})
  void aSecondRefusalIsTheCallers(String mode) {
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"), EntraStub.tokens("at-2", "rt-2"));
    sandbox.get().acceptOnlyTokens("another");
    UserHandle user = sandbox.user(sandbox.client(PartnerCenter.builder(), builder().build()));

    PartnerServiceException refusal =
        (PartnerServiceException)
            catchThrowableOfType(PartnerException.class, () -> patch(user, mode));

    assertThat(refusal.category()).isEqualTo(ErrorCategory.UNAUTHORIZED);
    assertThat(refusal.attempts()).isEqualTo(2);
    assertThat(entra.grants).hasSize(2);
  }

  @Test
  void aRefusedTokenThatCannotBeRenewedEndsTheCallAsThat() {
    entra.enqueue(
        EntraStub.tokens("at-1", "rt-1"),
        EntraStub.refusal("invalid_client", "AADSTS7000222: The secret has expired."));
    sandbox.get().acceptOnlyTokens("another");
    UserHandle user = sandbox.user(sandbox.client(PartnerCenter.builder(), builder().build()));

    assertThatExceptionOfType(PartnerAuthenticationException.class)
        .isThrownBy(() -> user.patch(UPDATE))
        .satisfies(e -> assertThat(e.attempts()).isEqualTo(1))
        .satisfies(e -> assertThat(e.entraErrorCode()).isEqualTo("AADSTS7000222"));
  }

  @Test
  void theRotatedRefreshTokenSurvivesARestart(@TempDir Path folder) {
    TokenStore store = TokenStore.file(folder.resolve("tokens"));
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"), EntraStub.tokens("at-2", "rt-2"));
    tokenOf(builder().tokenStore(store).build());

    AppUserCredentials restarted =
        builder()
            .tokenStore(TokenStore.file(folder.resolve("tokens")))
            .refreshToken(
                () -> {
                  throw new AssertionError("nobody consents again");
                })
            .build();

    assertThat(tokenOf(restarted)).isEqualTo("at-2");
    assertThat(entra.grants.get(1)).containsEntry("refresh_token", "rt-1");
  }

  @Test
  void aStoredTokenThatIsRefusedGivesWayToANewConsent() {
    entra.enqueue(
        EntraStub.tokens("at-1", "rt-1"),
        EntraStub.refusal("invalid_grant", "AADSTS50173: The grant was revoked."),
        EntraStub.tokens("at-2", "rt-2"));
    AppUserCredentials credentials = builder().build();
    tokenOf(credentials);
    timer.advance(Duration.ofMinutes(61));

    assertThat(tokenOf(credentials)).isEqualTo("at-2");
    assertThat(entra.grants)
        .extracting(grant -> grant.get("refresh_token"))
        .containsExactly(CONSENT, "rt-1", CONSENT);
  }

  @Test
  void aConsentOfAnotherPersonTakesThePlaceOfTheFirst() {
    entra.enqueue(
        EntraStub.tokens("at-1", "rt-1", "first"),
        EntraStub.refusal("invalid_grant", "AADSTS50173: The grant was revoked."),
        EntraStub.tokens("at-2", "rt-2", "second"),
        EntraStub.tokens("at-3", "rt-3", "second"));
    AppUserCredentials credentials = builder().build();
    tokenOf(credentials);
    timer.advance(Duration.ofMinutes(61));
    tokenOf(credentials);
    timer.advance(Duration.ofMinutes(61));

    assertThat(tokenOf(credentials)).isEqualTo("at-3");
    assertThat(entra.grants.get(3)).containsEntry("refresh_token", "rt-2");
  }

  @Test
  void aStoreWithoutARefreshTokenIsFilledByTheConsent(@TempDir Path folder) throws IOException {
    TokenStore store = TokenStore.file(folder.resolve("tokens"));
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"), EntraStub.tokens("at-2", "rt-2"));
    tokenOf(builder().tokenStore(store).build());
    Files.delete(folder.resolve("tokens"));

    assertThat(tokenOf(builder().tokenStore(store).build())).isEqualTo("at-2");
    assertThat(entra.grants.get(1)).containsEntry("refresh_token", CONSENT);
  }

  @ParameterizedTest
  @CsvSource({
    "AADSTS65001, invalid_grant, consent is missing",
    "AADSTS700082, invalid_grant, the refresh token has expired",
    "AADSTS50173, invalid_grant, the refresh token was revoked",
    "AADSTS50076, invalid_grant, MFA is required",
    "AADSTS50079, invalid_grant, MFA must be set up",
    "AADSTS7000215, invalid_client, the client secret is wrong",
    "AADSTS7000222, invalid_client, the client secret has expired",
  })
  void aRefusalSaysWhatToDo(String code, String error, String advice) {
    entra.enqueue(
        EntraStub.refusal(error, code + ": No. Given: " + SECRET + " and " + CONSENT + "."));
    UserHandle user = sandbox.user(sandbox.client(PartnerCenter.builder(), builder().build()));

    PartnerAuthenticationException failure =
        catchThrowableOfType(PartnerAuthenticationException.class, user::get);

    assertThat(failure.entraErrorCode()).isEqualTo(code);
    assertThat(failure.entraCorrelationId()).isEqualTo("c0ffee");
    assertThat(failure.attempts()).isZero();
    assertThat(failure).hasMessageContaining(code).hasMessageContaining(advice);
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString()).doesNotContain(SECRET, CONSENT);
    assertThat(entra.grants).hasSize(1);
  }

  static Stream<Arguments> troubles() {
    return Stream.of(
        Arguments.of("503", new MockResponse().setResponseCode(503)),
        Arguments.of("429", new MockResponse().setResponseCode(429)),
        Arguments.of("a page", new MockResponse().setResponseCode(502).setBody("<html></html>")),
        Arguments.of(
            "an outage in Entra's words",
            EntraStub.refusal("temporarily_unavailable", "AADSTS90033: Try later.")
                .setResponseCode(503)),
        Arguments.of(
            "tokens that are cut off",
            EntraStub.tokens("at-0", "rt-0")
                .setSocketPolicy(SocketPolicy.DISCONNECT_DURING_RESPONSE_BODY)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("troubles")
  void whatMayPassIsTriedAgain(String trouble, MockResponse answer) {
    entra.enqueue(answer, answer, EntraStub.tokens("at-1", "rt-1"));
    CompletableFuture<String> token = builder().build().accessToken().toCompletableFuture();
    // beside the limit of the renewal
    eventually("it pauses", () -> timer.pending() == 2);
    timer.advance(Duration.ofSeconds(1));
    eventually("it pauses again", () -> entra.grants.size() == 2 && timer.pending() == 2);
    timer.advance(Duration.ofSeconds(2));

    assertThat(token).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("at-1");
    eventually("its timers are freed", () -> timer.pending() == 0);
  }

  @Test
  void aConnectionThatIsRefusedIsTriedAgain() throws IOException {
    entra.close();
    CompletableFuture<String> token = builder().build().accessToken().toCompletableFuture();
    eventually("it pauses", () -> timer.pending() == 2);
    timer.advance(Duration.ofSeconds(1));
    eventually("it pauses again", () -> timer.pending() == 2);
    timer.advance(Duration.ofSeconds(2));

    assertThat(token)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withMessageContaining("ConnectException")
        .withMessageNotContaining("correlation");
  }

  @Test
  void aPauseIsAsLongAsEntraAsksFor() {
    entra.enqueue(
        EntraStub.refusal("temporarily_unavailable", "AADSTS90033: Try later.")
            .setResponseCode(503)
            .setHeader("Retry-After", "7"),
        EntraStub.tokens("at-1", "rt-1"));
    CompletableFuture<String> token = builder().build().accessToken().toCompletableFuture();
    eventually("it pauses", () -> timer.pending() == 2);

    timer.advance(Duration.ofMillis(6_900));
    assertThat(timer.pending()).isEqualTo(2);
    timer.advance(Duration.ofMillis(100));

    assertThat(token).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("at-1");
  }

  @Test
  void aPauseThatTheLimitDoesNotAllowIsNotBegun() {
    entra.enqueue(
        EntraStub.refusal("temporarily_unavailable", "AADSTS90033: Try later.")
            .setResponseCode(429)
            .setHeader("Retry-After", "600"));

    assertThat(builder().build().accessToken().toCompletableFuture())
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withMessageContaining("AADSTS90033");
    assertThat(entra.grants).hasSize(1);
  }

  @Test
  void tokensThatAreCutOffAreNotShown() {
    MockResponse cutOff =
        EntraStub.tokens("access-token-value", "refresh-token-value")
            .setSocketPolicy(SocketPolicy.DISCONNECT_DURING_RESPONSE_BODY);
    entra.enqueue(cutOff, cutOff, cutOff);
    AppUserCredentials credentials = builder().build();
    CompletableFuture<String> token = credentials.accessToken().toCompletableFuture();
    eventually("it pauses", () -> timer.pending() == 2);
    timer.advance(Duration.ofSeconds(1));
    eventually("it pauses again", () -> entra.grants.size() == 2 && timer.pending() == 2);
    timer.advance(Duration.ofSeconds(2));

    StringWriter trace = new StringWriter();
    assertThat(token)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .satisfies(e -> e.printStackTrace(new PrintWriter(trace)));
    assertThat(trace.toString())
        .contains("no usable response from Entra")
        .doesNotContain("access-token", "refresh-token", "eyJ");
  }

  @Test
  void whatDoesNotPassEndsAfterThreeTries() {
    MockResponse outage = new MockResponse().setResponseCode(503);
    entra.enqueue(outage, outage, outage, outage);
    CompletableFuture<String> token = builder().build().accessToken().toCompletableFuture();
    eventually("it pauses", () -> timer.pending() == 2);
    timer.advance(Duration.ofSeconds(1));
    eventually("it pauses again", () -> entra.grants.size() == 2 && timer.pending() == 2);
    timer.advance(Duration.ofSeconds(2));

    assertThat(token)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withMessageContaining("503");
    assertThat(entra.grants).hasSize(3);
  }

  @Test
  void anEndpointThatDoesNotAnswerIsGivenUpAfterThirtySeconds() {
    entra.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
    AppUserCredentials credentials = builder().build();
    UserHandle user = sandbox.user(sandbox.client(PartnerCenter.builder(), credentials));
    CompletableFuture<CustomerUser> call = user.getAsync();
    eventually("it is asked", () -> entra.grants.size() == 1);

    RequestOptions impatient = RequestOptions.builder().timeout(Duration.ofMillis(50)).build();
    assertThatExceptionOfType(PartnerConnectionException.class)
        .isThrownBy(() -> user.getWithResponse(impatient));
    assertThat(call).isNotDone();
    timer.advance(Duration.ofSeconds(30));

    assertThat(call)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withCauseInstanceOf(PartnerAuthenticationException.class)
        .withMessageContaining("no token within the limit of 30 s");
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"));
    timer.advance(Duration.ofSeconds(5));
    eventually(
        "the next renewal succeeds",
        () -> !credentials.accessToken().toCompletableFuture().isCompletedExceptionally());
    assertThat(user.get()).isNotNull();
  }

  @Test
  void aStoreThatFailsIsSaid() {
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
  void aStoreThatFailsUncheckedIsAskedAgainNextTime() {
    MemoryStore store = new MemoryStore();
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
    assertThat(store.locked).isZero();
  }

  @Test
  void tokensAreSavedWhenTheyChange() {
    MemoryStore store = new MemoryStore();
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"), EntraStub.tokens("at-2", "rt-2"));
    AppUserCredentials credentials = builder().tokenStore(store).build();
    tokenOf(credentials);
    assertThat(store.saved).isEqualTo(1);
    assertThat(store.tokens).contains("rt-1");

    timer.advance(Duration.ofMinutes(61));
    tokenOf(credentials);

    assertThat(store.saved).isEqualTo(2);
    assertThat(store.tokens).contains("rt-2");
    assertThat(store.locked).isZero();
  }

  /** Of a team's own. */
  private static final class MemoryStore implements TokenStore {
    private volatile RuntimeException failure;
    private volatile String tokens;
    private volatile int saved;
    private volatile int locked;

    @Override
    public String load() {
      if (failure != null) {
        throw failure;
      }
      return tokens;
    }

    @Override
    public void save(String newTokens) {
      tokens = newTokens;
      saved++;
    }

    @Override
    public Lock lock() {
      locked++;
      return () -> locked--;
    }
  }

  @Test
  void aStoreThatHoldsSomethingElseIsSaidWithoutWhatItHolds(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("tokens");
    TokenStore.file(file).save("{\"RefreshToken\":{\"secret-of-the-store");
    AppUserCredentials credentials = builder().tokenStore(TokenStore.file(file)).build();

    assertThat(credentials.accessToken().toCompletableFuture())
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withMessageContaining("it holds something else than tokens of this library")
        .satisfies(
            e -> {
              StringWriter trace = new StringWriter();
              e.printStackTrace(new PrintWriter(trace));
              assertThat(trace.toString()).doesNotContain("secret-of-the-store");
            });
    Files.delete(file); // somebody mends it
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"));
    timer.advance(Duration.ofSeconds(30));
    assertThat(tokenOf(credentials)).isEqualTo("at-1");
  }

  @Test
  void theClientMustBeOfTheSameCloud() {
    AppUserCredentials credentials = builder().cloud(PartnerCloud.CHINA).build();

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> PartnerCenter.builder().accessTokens(credentials).build())
        .withMessage("accessTokens are of the cloud CHINA, the client of GLOBAL");
  }

  @Test
  void aCertificateSignsInInPlaceOfASecret() {
    HeldCertificate certificate = new HeldCertificate.Builder().rsa2048().build();
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"));

    AppUserCredentials credentials =
        withoutSecret()
            .clientCertificate(certificate.keyPair().getPrivate(), certificate.certificate())
            .build();

    assertThat(tokenOf(credentials)).isEqualTo("at-1");
    assertThat(entra.grants.get(0))
        .containsKey("client_assertion")
        .doesNotContainKey("client_secret");
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThatNullPointerException()
        .isThrownBy(() -> AppUserCredentials.builder().build())
        .withMessage("partnerTenant");
    assertThatNullPointerException()
        .isThrownBy(() -> withoutSecret().build())
        .withMessage("clientSecret or clientCertificate");
    HeldCertificate certificate = new HeldCertificate.Builder().build();
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(
            () ->
                builder()
                    .clientCertificate(
                        certificate.keyPair().getPrivate(), certificate.certificate())
                    .build())
        .withMessageContaining("both set");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> AppUserCredentials.builder().partnerTenant("a/b"))
        .withMessageContaining("partnerTenant");
  }

  @Test
  void noSecretShows() {
    assertThat(builder().build()).hasToString("AppUserCredentials(***)");
  }

  private AppUserCredentials.Builder builder() {
    return withoutSecret().clientSecret(SECRET);
  }

  private AppUserCredentials.Builder withoutSecret() {
    return AppUserCredentials.builder()
        .partnerTenant("contoso.example")
        .clientId("client-id")
        .refreshToken(CONSENT)
        .httpClient(entra.client())
        .timer(timer);
  }

  private static String tokenOf(AppUserCredentials credentials) {
    return credentials.accessToken().toCompletableFuture().join();
  }

  private static PartnerResponse<CustomerUser> patch(UserHandle user, String mode) {
    if (mode.equals("sync")) {
      return user.patchWithResponse(UPDATE, RequestOptions.none());
    }
    try {
      return user.patchWithResponseAsync(UPDATE, RequestOptions.none()).join();
    } catch (CompletionException e) {
      throw (PartnerException) e.getCause();
    }
  }

  private static Set<String> ids(List<Exchange> exchanges, String header) {
    Set<String> ids = new TreeSet<>();
    exchanges.forEach(each -> ids.addAll(each.requestHeaders().get(header)));
    return ids;
  }
}
