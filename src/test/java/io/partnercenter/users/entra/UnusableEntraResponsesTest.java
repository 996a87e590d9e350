package io.partnercenter.users.entra;

import static io.partnercenter.users.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import okhttp3.mockwebserver.MockResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses of Entra that are not followed, not read or not kept. */
class UnusableEntraResponsesTest extends AppUserCredentialsTestBase {
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

  /**
   * Returns the refresh token of a response, which is used even if the rest of the response is
   * unusable.
   */
  private static String refreshTokenIn(String response, String otherwise) {
    return response.startsWith("{") && response.contains("\"rt-1\"") ? "rt-1" : otherwise;
  }
}
