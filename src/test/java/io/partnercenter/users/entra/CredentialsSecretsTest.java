package io.partnercenter.users.entra;

import static io.partnercenter.users.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No secret and no control character reaches a message or a stack trace. */
class CredentialsSecretsTest extends AppUserCredentialsTestBase {
  @Test
  void toStringShowsNoSecret() {
    assertThat(builder().build()).hasToString("AppUserCredentials(***)");
  }

  @Test
  void tokensOfATruncatedResponseAreNotShown() {
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
        .doesNotContain("access-token", "refresh-token", "eyJ", CONSENT);
  }

  static Stream<String> encodedSecrets() {
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
  @MethodSource("encodedSecrets")
  void noEncodingOfASecretIsShown(String secret) {
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

  @Test
  void aTokenThatEntraEchoesIsNotTakenForACorrelationId() {
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
  void controlCharactersOfEntraReachNoMessage(String character) {
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
  void controlCharactersOfACauseReachNoStackTrace(int character) {
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

  /** A stack trace has line breaks and tabs of its own: only those of the cause are looked for. */
  @ParameterizedTest
  @ValueSource(strings = {"\n", "\t", "\r\n"})
  void lineBreaksAndTabsOfACauseReachNoStackTrace(String control) {
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

  @Test
  void aSecretInACauseIsNotShown() {
    RuntimeException revealing =
        new IllegalStateException("vault is sealed", new IOException("to " + encoded(SECRET)));
    AppUserCredentials credentials =
        builder()
            .refreshToken(
                () -> {
                  throw revealing;
                })
            .build();

    Throwable failure = failureOf(credentials);

    assertThat(failure.getCause()).hasMessageContaining("vault is sealed");
    assertThat(traceOf(failure)).doesNotContain(encoded(SECRET));
  }

  @Test
  void aSecretWhereALongMessageIsCutIsNotShownInPart() {
    AppUserCredentials credentials =
        builder()
            .refreshToken(
                () -> {
                  throw new IllegalStateException("x".repeat(160) + SECRET);
                })
            .build();

    assertThat(traceOf(failureOf(credentials))).contains("xxxx***").doesNotContain("xclient");
  }
}
