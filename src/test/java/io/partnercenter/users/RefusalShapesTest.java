package io.partnercenter.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.List;
import okhttp3.mockwebserver.MockResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an exception says about a refusal, in whichever shape the refusal comes. */
class RefusalShapesTest extends MockService {
  static List<Arguments> refusals() {
    return List.of(
        Arguments.of("text/plain", "Authentication failed.", null, "Authentication failed."),
        Arguments.of("application/json", "\"Not today.\"", null, "Not today."),
        Arguments.of(
            "application/json",
            "{\"error\":{\"code\":\"Forbidden\",\"message\":\"Not yours.\"}}",
            "Forbidden",
            "Not yours."),
        Arguments.of(
            "application/json",
            "{\"error\":{\"code\":\"Forbidden\"},\"message\":\"Not yours.\"}",
            "Forbidden",
            "Not yours."),
        Arguments.of(
            "application/json",
            "{\"innerError\":{\"code\":\"Inner\",\"message\":\"inner\"},"
                + "\"code\":\"Forbidden\",\"message\":\"Not yours.\"}",
            "Forbidden",
            "Not yours."),
        Arguments.of(
            "application/json",
            "{\"a\":{\"b\":{\"message\":\"Too deep.\"}}}",
            null,
            "1002 Authorization Failed"),
        Arguments.of("application/json", "{\"Message\":\"Not there.\"}", null, "Not there."),
        Arguments.of(
            "application/json",
            "{\"statusCode\":\"404\",\"message\":\"Not found here.\"}",
            null,
            "Not found here."),
        Arguments.of("application/json", "{\"Code\":60002,\"Description\":\"x\"}", "60002", "x"),
        Arguments.of("text/html", "<html>Bad gateway</html>", null, "1002 Authorization Failed"),
        Arguments.of("text/html", "Bad gateway", null, "1002 Authorization Failed"),
        Arguments.of("application/xml", "<Error/>", null, "1002 Authorization Failed"),
        Arguments.of("application/json", "{\"trace\":[]}", null, "1002 Authorization Failed"),
        Arguments.of("text/plain", "", null, "1002 Authorization Failed"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void theCodeAndDescriptionOfARefusalAreReadInAnyShape(
      String contentType, String body, String code, String description) {
    server.enqueue(
        new MockResponse()
            .setStatus("HTTP/1.1 403 1002 Authorization Failed")
            .setHeader("Content-Type", contentType)
            .setBody(body));
    try (PartnerCenter partner = client(http -> {})) {
      assertThatExceptionOfType(PartnerServiceException.class)
          .isThrownBy(() -> user(partner).get())
          .satisfies(e -> assertThat(e.errorCode()).isEqualTo(code))
          .satisfies(e -> assertThat(e.description()).isEqualTo(description));
    }
  }

  /** Each ends a line, begins a terminal's control sequence, or changes the direction of text. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0085", "\u2028", "\u2029", "\u009b", "\u001b", "\r", "\n", "\u0000", "\u202e", "\u2066",
        "\u200f", "\ufeff", "\u00ad"
      })
  void controlCharactersReachNoMessageAndNoLog(String control) {
    server.enqueue(
        new MockResponse()
            .setResponseCode(400)
            .setHeader("Content-Type", "application/json; charset=utf-8")
            .setBody(
                "{\"code\":\"3000\",\"description\":\"a"
                    + control.replace("\r", "\\r").replace("\n", "\\n").replace("\0", "\\u0000")
                    + "b\"}"));
    MemoryLogger logger = new MemoryLogger();
    try (PartnerCenter partner = builder().logTo(logger, LogDetail.BODIES).build()) {
      assertThatExceptionOfType(PartnerServiceException.class)
          .isThrownBy(() -> user(partner).get())
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain(control));
    }
    assertThat(String.join("", logger.lines).replace("\n< ", "").replace("\n> ", ""))
        .doesNotContain(control);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r", "\u001b", "\u0085", "\u202e"})
  void controlCharactersOfAHeaderReachNoLog(String control) throws IOException {
    MemoryLogger logger = new MemoryLogger();
    try (FaultyServer odd =
            FaultyServer.resettingAfter(
                "HTTP/1.1 200 OK\r\nOdd: a"
                    + control
                    + "b\r\nContent-Length: "
                    + USER.length()
                    + "\r\n\r\n"
                    + USER);
        PartnerCenter partner =
            builder()
                .baseUrl(odd.baseUrl())
                .retries(RetryPolicy.none())
                .logTo(logger, LogDetail.HEADERS)
                .build()) {
      catchThrowable(() -> user(partner).get());
    }
    assertThat(logger.lines).singleElement().asString().contains("Odd: a").doesNotContain(control);
  }
}
