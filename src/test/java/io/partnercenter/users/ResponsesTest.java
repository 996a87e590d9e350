package io.partnercenter.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.partnercenter.users.model.CustomerUser;
import io.partnercenter.users.model.CustomerUserUpdate;
import io.partnercenter.users.model.UserState;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.UUID;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How responses are read, in whichever shape they come. */
class ResponsesTest {
  private static final String ID = "4b10bf41-ab11-40e3-8c53-cd67849b50de";
  private static final CustomerUserUpdate UPDATE =
      CustomerUserUpdate.builder().usageLocation("SE").build();

  private final MockWebServer server = new MockWebServer();
  private PartnerCenter partner;
  private UserHandle user;

  @BeforeEach
  void start() throws IOException {
    server.start();
    partner =
        PartnerCenter.builder()
            .baseUrl(server.url("/").toString())
            .accessTokens(AccessTokens.of("test-token"))
            .retries(RetryPolicy.none())
            .build();
    user = partner.customers().byId(UUID.randomUUID()).users().byId(UUID.randomUUID());
  }

  @AfterEach
  void stop() throws IOException {
    partner.close();
    server.shutdown();
  }

  @Test
  void theServicesShapeOfAnErrorIsUnderstood() {
    MockResponse response =
        json("{\"code\":\"60002\",\"description\":\"Not here.\",\"data\":[1,{}],\"source\":\"FD\"}")
            .setResponseCode(404);

    assertThat(failureOf(response))
        .satisfies(e -> assertThat(e.statusCode()).isEqualTo(404))
        .satisfies(e -> assertThat(e.errorCode()).isEqualTo("60002"))
        .satisfies(e -> assertThat(e.description()).isEqualTo("Not here."))
        .satisfies(e -> assertThat(e.source()).isEqualTo("FD"));
  }

  @Test
  void aCodeThatIsANumberIsUnderstood() {
    MockResponse response = json("{\"code\":60002,\"description\":\"d\"}").setResponseCode(404);

    assertThat(failureOf(response).errorCode()).isEqualTo("60002");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"code\":\"60002\"}",
        "{\"code\":\"60002\",\"description\":null}",
        "{\"code\":60002,\"description\":{},\"data\":{},\"source\":{}}",
        "{\"data\":[{\"a\":1,\"a\":2}],\"code\":\"60002\"}",
      })
  void theCodeIsUnderstoodWhateverElseIsWrong(String body) {
    assertThat(failureOf(json(body).setResponseCode(404)).errorCode()).isEqualTo("60002");
  }

  @Test
  void aLineBreakInADescriptionMakesNoFurtherLineOfTheMessage() {
    MockResponse response =
        json("{\"code\":\"1\",\"description\":\"a\\r\\nb\"}").setResponseCode(400);

    assertThat(failureOf(response).getMessage()).startsWith("400, error 1: a b – ");
  }

  @Test
  void aGatewaysMessageAloneIsUnderstood() {
    MockResponse response = json("{\"message\":\"Go away.\"}").setResponseCode(503);

    assertThat(failureOf(response).description()).isEqualTo("Go away.");
  }

  @Test
  void theGatewaysShapeOfAnErrorIsUnderstood() {
    MockResponse response =
        json("{\"statusCode\":429,\"message\":\"Rate limit is exceeded.\"}").setResponseCode(429);

    assertThat(failureOf(response))
        .satisfies(e -> assertThat(e.errorCode()).isNull())
        .satisfies(e -> assertThat(e.description()).isEqualTo("Rate limit is exceeded."))
        .satisfies(e -> assertThat(e.source()).isNull());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>Bad gateway</html>", "null", "[]", "{}", "{\"code\":"})
  void anErrorWithoutAReadableBodyIsAServiceExceptionToo(String body) {
    MockResponse response = new MockResponse().setResponseCode(502).setBody(body);

    assertThat(failureOf(response))
        .satisfies(e -> assertThat(e.statusCode()).isEqualTo(502))
        .satisfies(e -> assertThat(e.errorCode()).isNull())
        .satisfies(e -> assertThat(e.description()).isEqualTo("Server Error"))
        .satisfies(e -> assertThat(e.getMessage()).startsWith("502: Server Error – PATCH http"));
  }

  @Test
  void unknownPropertiesAndValuesAreAccepted() {
    server.enqueue(
        json(
            "\uFEFF{\"id\":\""
                + ID
                + "\",\"state\":\"suspended\",\"new\":{\"deep\":[1]},\"displayName\":null,"
                + "\"passwordProfile\":null,\"softDeletionTime\":\"2017-01-20T00:33:34.1234567Z\","
                + "\"lastDirectorySyncTime\":\"2017-01-20T00:33:34\"}"));

    CustomerUser read = user.get();

    assertThat(read.getState()).isEqualTo(UserState.of("suspended")).hasToString("suspended");
    assertThat(read.getDisplayName()).isNull();
    assertThat(read.getPasswordProfile()).isNull();
    assertThat(read.getSoftDeletionTime())
        .isEqualTo(OffsetDateTime.parse("2017-01-20T00:33:34.1234567Z"));
    assertThat(read.getLastDirectorySyncTime())
        .isEqualTo(OffsetDateTime.parse("2017-01-20T00:33:34Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "400, 3000, BAD_REQUEST",
    "400, 2055, PRECONDITION_FAILED",
    "401, 400, UNAUTHORIZED",
    "403, 20002, FORBIDDEN",
    "404, 60002, NOT_FOUND",
    "405, 405, OTHER",
    "409, 409, CONFLICT",
    "412, 2055, PRECONDITION_FAILED",
    "412, 1, PRECONDITION_FAILED",
    "422, 2055, OTHER",
    "429, 429, THROTTLED",
    "500, 500, SERVER_ERROR",
    "503, 2055, SERVER_ERROR",
    "304, 1, REDIRECT",
  })
  void anErrorHasACategory(int status, String code, ErrorCategory category) {
    MockResponse response = json("{\"code\":\"" + code + "\"}").setResponseCode(status);

    assertThat(failureOf(response).category()).isEqualTo(category);
  }

  private PartnerServiceException failureOf(MockResponse response) {
    server.enqueue(response);
    return catchThrowableOfType(PartnerServiceException.class, () -> user.patch(UPDATE));
  }

  private static MockResponse json(String body) {
    return new MockResponse().setHeader("Content-Type", "application/json").setBody(body);
  }
}
