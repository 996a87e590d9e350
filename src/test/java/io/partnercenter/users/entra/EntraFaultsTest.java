package io.partnercenter.users.entra;

import static io.partnercenter.users.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.partnercenter.users.ManualTimer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import okhttp3.mockwebserver.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong between the credentials and Entra, over TLS, by MSAL as it is. */
class EntraFaultsTest {
  private static final String SECRET = "client+secret/value=~1 2";
  private static final String CONSENT = "0.AXoA/consent+refresh~token=";

  private final EntraStub entra = new EntraStub();
  private final ManualTimer timer = new ManualTimer();

  @AfterEach
  void close() throws IOException {
    entra.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aRedirectIsNeverFollowed(int status) {
    entra.enqueue(
        new MockResponse()
            .setResponseCode(status)
            .setHeader("Location", "https://login.microsoftonline.us/elsewhere"),
        EntraStub.tokens("at-1", "rt-1"));

    assertThat(failureOf(builder().build())).hasMessageContaining("redirect");

    assertThat(entra.endpoints).hasSize(1);
  }

  @Test
  void aResponseOfMoreThanOneMegabyteIsNotRead() {
    String padding = "x".repeat(1 << 21);
    entra.enqueue(
        EntraStub.json("{\"padding\":\"" + padding + "\"," + TOKENS.substring(1)),
        EntraStub.json("{\"padding\":\"" + padding + "\"," + TOKENS.substring(1)),
        EntraStub.json("{\"padding\":\"" + padding + "\"," + TOKENS.substring(1)));

    assertThat(failureOf(builder().build())).hasMessageContaining("larger than 1 MB");

    assertThat(entra.grants).hasSize(1);
  }

  @Test
  void anEndpointThatDripsIsGivenUpAtTheLimitAndItsConnectionClosed() {
    entra.enqueue(EntraStub.tokens("at-1", "rt-1").throttleBody(1, 500, TimeUnit.MILLISECONDS));
    AppUserCredentials credentials = builder().build();
    CompletableFuture<String> token = credentials.accessToken().toCompletableFuture();
    eventually("it is asked", () -> entra.grants.size() == 1);

    timer.advance(Duration.ofSeconds(30));

    assertThat(messageOf(token)).contains("no token within the limit of 30 s");
    eventually(
        "the connection is closed", () -> entra.client().connectionPool().connectionCount() == 0);
    entra.enqueue(EntraStub.tokens("at-2", "rt-2"));
    timer.advance(Duration.ofSeconds(5));
    eventually("the next renewal succeeds", () -> isToken(credentials, "at-2"));
  }

  @Test
  void aSupplierThatHangsEndsEachRenewalAtItsLimitAndIsNotCalledAgainMeanwhile() {
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

    eventually("it is used", () -> isToken(credentials, "at-1"));
  }

  @Test
  void aStoreThatHangsHasOneThreadAndIsNotCalledAgainMeanwhile() {
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
    eventually("it hangs", () -> calls.get() == 1);
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

    eventually("what it renews is used", () -> isToken(credentials, "at-1"));
  }

  @Test
  void aTokenThatIsRefusedWhileItsSaveHangsLeavesAFailureThatNamesTheStore() {
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"));
    CountDownLatch saving = new CountDownLatch(1);
    CountDownLatch storeIsUp = new CountDownLatch(1);
    TokenStore store =
        new TokenStore() {
          @Override
          public String load() {
            return null;
          }

          @Override
          public void save(String tokens) {
            saving.countDown();
            awaitUninterruptibly(storeIsUp);
          }
        };
    AppUserCredentials credentials = builder().tokenStore(store).build();
    CompletableFuture<String> first = credentials.accessToken().toCompletableFuture();
    eventually("it hangs", () -> saving.getCount() == 0);
    timer.advance(Duration.ofSeconds(30));
    assertThat(first).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("at-1");

    credentials.refused("at-1");
    Throwable failure = catchThrowable(() -> tokenOf(credentials));
    storeIsUp.countDown();

    assertThat(failure)
        .hasMessageContaining("the token store has not taken those of the last renewal yet");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aTokenThatIsRefusedWhileItsSaveHangsIsNotGivenAgain(boolean lacksMfa) {
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"), EntraStub.tokens("at-2", "rt-2"));
    CountDownLatch saving = new CountDownLatch(1);
    CountDownLatch storeIsUp = new CountDownLatch(1);
    TokenStore store =
        new TokenStore() {
          @Override
          public String load() {
            return null;
          }

          @Override
          public void save(String tokens) {
            saving.countDown();
            awaitUninterruptibly(storeIsUp);
          }
        };
    AppUserCredentials credentials = builder().tokenStore(store).build();
    CompletableFuture<String> first = credentials.accessToken().toCompletableFuture();
    eventually("it hangs", () -> saving.getCount() == 0);
    timer.advance(Duration.ofSeconds(30));
    assertThat(first).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("at-1");

    if (lacksMfa) {
      credentials.mfaRequired("at-1");
    } else {
      credentials.refused("at-1");
    }
    storeIsUp.countDown();

    Set<String> given = new HashSet<>();
    eventually(
        "another token is given",
        () -> {
          credentials
              .accessToken()
              .thenAccept(given::add)
              .exceptionally(failure -> null)
              .toCompletableFuture()
              .join();
          return !given.isEmpty();
        });
    assertThat(given).containsExactly("at-2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"3600", "\"3600\"", "3600.0", "\"3600.7\"", "3.6e3", "\" 3600 \""})
  void theLifetimeOfATokenMayBeANumberOrAText(String expiresIn) {
    entra.enqueue(EntraStub.json(TOKENS.replace("3600", expiresIn)));
    AppUserCredentials credentials = builder().build();

    assertThat(tokenOf(credentials)).isEqualTo("at-1");

    timer.advance(Duration.ofMinutes(54));
    assertThat(tokenOf(credentials)).isEqualTo("at-1");
    assertThat(entra.grants).hasSize(1);
  }

  @Test
  void aLifetimeThatIsTooLongToBeTrueCountsAsTwoDays() {
    entra.enqueue(
        EntraStub.json(TOKENS.replace("3600", "99999999999999999999")),
        EntraStub.tokens("at-2", "rt-2"));
    AppUserCredentials credentials = builder().build();
    tokenOf(credentials);

    timer.advance(Duration.ofHours(47));
    assertThat(tokenOf(credentials)).isEqualTo("at-1");
    timer.advance(Duration.ofHours(1));
    assertThat(tokenOf(credentials)).isEqualTo("at-2");
  }

  static Stream<String> unusableResponses() {
    return Stream.of(
        TOKENS.replace(":3600", ":0"),
        TOKENS.replace(":3600", ":-5"),
        TOKENS.replace(":3600", ":\"soon\""),
        TOKENS.replace(":3600", ":\"\""),
        TOKENS.replace(":3600", ":null"),
        TOKENS.replace(":3600", ":true"),
        TOKENS.replace(":3600", ":" + "9".repeat(400)),
        TOKENS.replace("expires_in", "expires"),
        TOKENS.replace("\"at-1\"", "\"\""),
        TOKENS.replace("\"at-1\"", "\" \""),
        TOKENS.replace("\"at-1\"", "\"at\\nat\""),
        TOKENS.replace("\"at-1\"", "\"at\\u00e5\""),
        TOKENS.replace("\"at-1\"", "null"),
        TOKENS.replace("\"at-1\"", "{\"at\":1}"),
        TOKENS.replace("access_token", "token"),
        TOKENS.replace("Bearer", "pop"),
        TOKENS.replace("\"rt-1\"", "\"rt\\r\\n1\""),
        "[" + TOKENS + "]",
        "\"at-1\"",
        "<html>a hotel's sign-in page</html>",
        "");
  }

  @ParameterizedTest
  @MethodSource("unusableResponses")
  void aResponseWithoutAUsableTokenIsNotKept(String response) {
    entra.enqueue(EntraStub.json(response), EntraStub.json(response), EntraStub.json(response));
    AppUserCredentials credentials = builder().build();
    CompletableFuture<String> token = credentials.accessToken().toCompletableFuture();
    eventually("it pauses", () -> entra.grants.size() == 1 && timer.pending() == 2);
    timer.advance(Duration.ofSeconds(1));
    eventually("it pauses again", () -> entra.grants.size() == 2 && timer.pending() == 2);
    timer.advance(Duration.ofSeconds(2));
    assertThat(messageOf(token)).contains("no usable response from Entra").doesNotContain("at-1");

    timer.advance(Duration.ofSeconds(5));
    entra.enqueue(EntraStub.tokens("at-2", "rt-2"));

    assertThat(tokenOf(credentials)).isEqualTo("at-2");
    assertThat(entra.grants).hasSize(4);
    assertThat(entra.grants.get(3))
        .containsEntry("refresh_token", refreshTokenIn(response, CONSENT));
  }

  /** One in a response of which the rest is of no use is the next one all the same. */
  private static String refreshTokenIn(String response, String otherwise) {
    return response.startsWith("{") && response.contains("\"rt-1\"") ? "rt-1" : otherwise;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n", "secret-rt\n", "secret-rt\r\nX: y", "secret-rtå", "null"})
  void aTokenOfTheSupplierThatIsNoneIsNotSent(String supplied) {
    AppUserCredentials credentials =
        builder().refreshToken(() -> supplied.equals("null") ? null : supplied).build();

    Throwable failure = failureOf(credentials);

    assertThat(failure).hasMessageContaining("the supplied refresh token");
    assertThat(traceOf(failure)).doesNotContain("secret-rt");
    assertThat(entra.grants).isEmpty();
  }

  @Test
  void whatIsWrongUntilAPersonMendsItCostsOneRequestInThirtySeconds() {
    MockResponse wrong = EntraStub.refusal("invalid_client", "AADSTS7000215: Wrong secret.");
    entra.enqueue(wrong, wrong, wrong, wrong, wrong, wrong, wrong, wrong, wrong, wrong);
    AppUserCredentials credentials = builder().build();

    for (int call = 0; call < 10; call++) {
      assertThat(failureOf(credentials)).hasMessageContaining("AADSTS7000215");
      timer.advance(Duration.ofMillis(2_900));
    }
    assertThat(entra.grants).hasSize(1);

    timer.advance(Duration.ofSeconds(1));
    assertThat(failureOf(credentials)).hasMessageContaining("AADSTS7000215");
    assertThat(entra.grants).hasSize(2);
  }

  @Test
  void afterAFailureEntraIsLeftAloneForAsLongAsItAsks() {
    entra.enqueue(
        EntraStub.refusal("temporarily_unavailable", "AADSTS90033: Try later.")
            .setResponseCode(429)
            .setHeader("Retry-After", "120"),
        EntraStub.tokens("at-1", "rt-1"));
    AppUserCredentials credentials = builder().build();
    assertThat(failureOf(credentials)).hasMessageContaining("AADSTS90033");

    timer.advance(Duration.ofSeconds(119));
    assertThat(failureOf(credentials)).hasMessageContaining("AADSTS90033");
    assertThat(entra.grants).hasSize(1);

    timer.advance(Duration.ofSeconds(1));
    assertThat(tokenOf(credentials)).isEqualTo("at-1");
  }

  @Test
  void aMomentThatEntraNamesByMistakeEndsTheCredentialsForTenMinutesAtMost() {
    entra.enqueue(
        EntraStub.refusal("temporarily_unavailable", "AADSTS90033: Try later.")
            .setResponseCode(429)
            .setHeader("Retry-After", "86400"),
        EntraStub.tokens("at-1", "rt-1"));
    AppUserCredentials credentials = builder().build();
    assertThat(failureOf(credentials)).hasMessageContaining("AADSTS90033");

    timer.advance(Duration.ofMinutes(10));

    assertThat(tokenOf(credentials)).isEqualTo("at-1");
  }

  @Test
  void aTokenWithAShortLifeIsRenewedAfterHalfOfItAndNotAtEachCall() {
    String shortLived = TOKENS.replace("3600", "120");
    entra.respondWith(
        grant ->
            grant.get("refresh_token").equals("another-consent")
                ? EntraStub.tokens("at-0", "another-consent")
                : EntraStub.json(shortLived.replace("at-1", "at-" + grantsOf(CONSENT, "rt-1"))));
    AppUserCredentials credentials = builder().build();
    for (int call = 0; call < 5; call++) {
      assertThat(tokenOf(credentials)).isEqualTo("at-1");
      tokenOf(builder().refreshToken("another-consent").build()); // as long as a renewal takes
    }
    assertThat(grantsOf(CONSENT, "rt-1")).isEqualTo(1);

    timer.advance(Duration.ofSeconds(61));

    eventually("it is renewed", () -> tokenOf(credentials).equals("at-2"));
    assertThat(grantsOf(CONSENT, "rt-1")).isEqualTo(2);
  }

  private long grantsOf(String... refreshTokens) {
    return entra.grants.stream()
        .filter(grant -> List.of(refreshTokens).contains(grant.get("refresh_token")))
        .count();
  }

  static Stream<String> formsOfSecrets() {
    return Stream.of(SECRET, CONSENT, "rotated/refresh+token==", "an/access+token~")
        .flatMap(
            secret ->
                Stream.of(
                    secret,
                    encoded(secret),
                    encoded(secret).replace("+", "%20"),
                    lowerCaseEscapes(encoded(secret)),
                    everyCharacterEncoded(secret)));
  }

  @ParameterizedTest
  @MethodSource("formsOfSecrets")
  void noFormOfASecretShows(String secret) {
    entra.enqueue(
        EntraStub.tokens("an/access+token~", "rotated/refresh+token=="),
        EntraStub.json(
                "{\"error\":\"invalid_request\",\"error_description\":\"AADSTS90014: Given "
                    + secret
                    + ", and no more.\",\"correlation_id\":\""
                    + secret
                    + "\"}")
            .setResponseCode(400));
    AppUserCredentials credentials = builder().build();
    tokenOf(credentials);
    timer.advance(Duration.ofMinutes(61));

    Throwable failure = failureOf(credentials);

    assertThat(failure).hasMessageContaining("AADSTS90014: Given ***, and no more.");
    assertThat(traceOf(failure)).doesNotContain(secret);
    assertThat(((EntraException) failure).correlationId()).isNull();
  }

  @Test
  void aRepeatedTokenIsNoCorrelationId() {
    entra.enqueue(
        EntraStub.json(
                "{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS65001: No.\","
                    + "\"correlation_id\":\"plain-refresh-token\"}")
            .setResponseCode(400));

    Throwable failure = failureOf(builder().refreshToken("plain-refresh-token").build());

    assertThat(((EntraException) failure).correlationId()).isNull();
    assertThat(traceOf(failure)).doesNotContain("plain-refresh-token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\n", "\\r", "\\u001b[2J", "\\u0000", "\\u0085", "\\u2028", "\\u202e"})
  void controlCharactersOfEntraDoNotPass(String character) {
    entra.enqueue(
        EntraStub.json(
                "{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS65001: No."
                    + character
                    + "INFO all is well\",\"correlation_id\":\"c0"
                    + character
                    + "ffee\"}")
            .setResponseCode(400));

    Throwable failure = failureOf(builder().build());

    assertThat(failure.getMessage()).contains("INFO all is well");
    assertThat(failure.getMessage()).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
    assertThat(((EntraException) failure).correlationId()).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {0x1b, 0x00, 0x85, 0x2028, 0x202e, '\r'})
  void controlCharactersOfACauseDoNotPass(int character) {
    String control = Character.toString(character);
    AppUserCredentials credentials =
        builder()
            .refreshToken(
                () -> {
                  throw new IllegalStateException("vault" + control + "is sealed");
                })
            .build();

    Throwable failure = failureOf(credentials);

    assertThat(failure.getCause()).hasMessageContaining("is sealed");
    assertThat(traceOf(failure).contains(control)).isFalse();
  }

  @Test
  void aSecretInACauseDoesNotShow() {
    RuntimeException telling =
        new IllegalStateException("vault is sealed", new IOException("to " + encoded(SECRET)));
    AppUserCredentials credentials =
        builder()
            .refreshToken(
                () -> {
                  throw telling;
                })
            .build();

    Throwable failure = failureOf(credentials);

    assertThat(failure.getCause()).hasMessageContaining("vault is sealed");
    assertThat(traceOf(failure)).doesNotContain(encoded(SECRET));
  }

  @Test
  void aSecretWhereALongMessageIsCutDoesNotShowInPart() {
    AppUserCredentials credentials =
        builder()
            .refreshToken(
                () -> {
                  throw new IllegalStateException("x".repeat(160) + SECRET);
                })
            .build();

    assertThat(traceOf(failureOf(credentials))).contains("xxxx***").doesNotContain("xclient");
  }

  /** Beside those that every trace has. */
  @ParameterizedTest
  @ValueSource(strings = {"\n", "\t", "\r\n"})
  void lineBreaksAndTabsOfACauseDoNotPass(String control) {
    RuntimeException forged =
        new IllegalStateException("sealed", new IOException("vault" + control + "at fine"));
    AppUserCredentials credentials =
        builder()
            .refreshToken(
                () -> {
                  throw forged;
                })
            .build();

    Throwable failure = failureOf(credentials);

    assertThat(failure.getCause()).hasMessageContaining("sealed");
    assertThat(traceOf(failure)).doesNotContain("vault" + control);
  }

  @ParameterizedTest
  @CsvSource({
    "AADSTS50076, invalid_grant, MFA is required: a person must consent again",
    "AADSTS50078, invalid_grant, the sign-in with MFA has expired: a person must consent again",
    "AADSTS50079, interaction_required, MFA must be set up: a person must consent again",
    "AADSTS50173, invalid_grant, the refresh token was revoked: a person must consent again",
    "AADSTS65001, invalid_grant, consent is missing: a person must consent again",
    "AADSTS70043, invalid_grant, the refresh token has expired: a person must consent again",
    "AADSTS700082, invalid_grant, the refresh token has expired: a person must consent again",
    "AADSTS700084, invalid_grant, the refresh token has expired: a person must consent again",
    "AADSTS7000215, invalid_client, the client secret is wrong",
    "AADSTS7000218, invalid_client, the application must authenticate",
    "AADSTS7000222, invalid_client, the client secret has expired",
    "AADSTS700016, unauthorized_client, the tenant does not know the application",
    "AADSTS53003, invalid_grant, a conditional access policy blocks the sign-in",
    "AADSTS9999999, invalid_request, Entra's own words",
  })
  void eachCodeSaysWhatToDo(String code, String error, String advice) {
    entra.enqueue(EntraStub.refusal(error, code + ": Entra's own words. Trace ID: 1"));

    Throwable failure = failureOf(builder().build());

    assertThat(failure).hasMessageContaining(code + ": Entra's own words");
    assertThat(failure).hasMessageContaining(advice);
    assertThat(((EntraException) failure).errorCode()).isEqualTo(code);
    assertThat(entra.grants).hasSize(1);
  }

  private static final String TOKENS =
      "{\"token_type\":\"Bearer\",\"expires_in\":3600,\"access_token\":\"at-1\","
          + "\"refresh_token\":\"rt-1\"}";

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String lowerCaseEscapes(String encoded) {
    StringBuilder result = new StringBuilder(encoded);
    for (int i = result.indexOf("%"); i >= 0; i = result.indexOf("%", i + 1)) {
      result.replace(i, i + 3, result.substring(i, i + 3).toLowerCase(java.util.Locale.ROOT));
    }
    return result.toString();
  }

  private static String everyCharacterEncoded(String text) {
    StringBuilder result = new StringBuilder();
    text.chars().forEach(c -> result.append(String.format("%%%02X", c)));
    return result.toString();
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    while (true) {
      try {
        latch.await();
        return;
      } catch (InterruptedException e) {
        // some code of others is like that
      }
    }
  }

  private AppUserCredentials.Builder builder() {
    return AppUserCredentials.builder()
        .partnerTenant("contoso.example")
        .clientId("client-id")
        .clientSecret(SECRET)
        .refreshToken(CONSENT)
        .httpClient(entra.client())
        .timer(timer);
  }

  private static String tokenOf(AppUserCredentials credentials) {
    return credentials.accessToken().toCompletableFuture().join();
  }

  private static boolean isToken(AppUserCredentials credentials, String token) {
    CompletableFuture<String> given = credentials.accessToken().toCompletableFuture();
    return given.isDone() && !given.isCompletedExceptionally() && given.join().equals(token);
  }

  private static Throwable failureOf(AppUserCredentials credentials) {
    return failureOf(credentials.accessToken().toCompletableFuture());
  }

  private static Throwable failureOf(CompletableFuture<String> token) {
    Throwable failure = catchThrowable(() -> token.get(10, TimeUnit.SECONDS));
    assertThat(failure).isNotNull();
    return failure.getCause() == null ? failure : failure.getCause();
  }

  private static String messageOf(CompletableFuture<String> token) {
    return failureOf(token).getMessage();
  }

  private static String traceOf(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }
}
