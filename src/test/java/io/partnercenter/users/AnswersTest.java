package io.partnercenter.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.partnercenter.users.model.CustomerUser;
import io.partnercenter.users.model.CustomerUserUpdate;
import io.partnercenter.users.model.UserState;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.SocketPolicy;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of answers that the sandbox doesn't give; sync and async alike. */
class AnswersTest {
  private static final String ID = "4b10bf41-ab11-40e3-8c53-cd67849b50de";
  private static final CustomerUserUpdate UPDATE =
      CustomerUserUpdate.builder().usageLocation("SE").build();

  private final MockWebServer server = new MockWebServer();
  private final OkHttpClient httpClient = new OkHttpClient();
  private PartnerCenter partner;
  private UserHandle user;

  @BeforeEach
  void start() throws IOException {
    server.start();
    partner = client(server.url("/").toString());
    user = userOf(partner);
  }

  @AfterEach
  void noAnswerStaysOpen() throws IOException {
    ConnectionPool pool = httpClient.connectionPool();
    assertThat(pool.idleConnectionCount()).isEqualTo(pool.connectionCount());
    partner.close();
    httpClient.dispatcher().executorService().shutdown();
    server.shutdown();
  }

  @Test
  void theServicesShapeOfAnErrorIsUnderstood() {
    MockResponse answer =
        json("{\"code\":\"60002\",\"description\":\"Not here.\",\"data\":[1,{}],\"source\":\"FD\"}")
            .setResponseCode(404);

    assertThat(fails(answer, PartnerServiceException.class))
        .satisfies(e -> assertThat(e.statusCode()).isEqualTo(404))
        .satisfies(e -> assertThat(e.errorCode()).isEqualTo("60002"))
        .satisfies(e -> assertThat(e.description()).isEqualTo("Not here."))
        .satisfies(e -> assertThat(e.source()).isEqualTo("FD"));
  }

  @Test
  void aCodeThatIsANumberIsUnderstood() {
    MockResponse answer = json("{\"code\":60002,\"description\":\"d\"}").setResponseCode(404);

    assertThat(fails(answer, PartnerServiceException.class).errorCode()).isEqualTo("60002");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"code\":\"60002\"}",
        "{\"code\":\"60002\",\"description\":null}",
        "{\"code\":60002,\"description\":{},\"data\":{},\"source\":{}}",
        "{\"data\":[{\"a\":1,\"a\":2}],\"code\":\"60002\"}",
      })
  void theCodeIsUnderstoodWhateverElseIsOff(String body) {
    assertThat(fails(json(body).setResponseCode(404), PartnerServiceException.class).errorCode())
        .isEqualTo("60002");
  }

  @Test
  void aLineBreakInADescriptionMakesNoFurtherLineOfTheMessage() {
    MockResponse answer =
        json("{\"code\":\"1\",\"description\":\"a\\r\\nb\"}").setResponseCode(400);

    assertThat(fails(answer, PartnerServiceException.class).getMessage())
        .startsWith("400, error 1: a b – ");
  }

  @Test
  void aGatewaysMessageAloneIsUnderstood() {
    MockResponse answer = json("{\"message\":\"Go away.\"}").setResponseCode(503);

    assertThat(fails(answer, PartnerServiceException.class).description()).isEqualTo("Go away.");
  }

  @Test
  void okHttpRepeatsNothingByItself() {
    MockResponse answer = new MockResponse().setResponseCode(503).setHeader("Retry-After", "0");

    assertThat(fails(answer, PartnerServiceException.class).attempts()).isEqualTo(1);
  }

  @Test
  void everyFailureHasTheIdsOfItsCall() {
    server.enqueue(json("{}"));
    RequestOptions options = RequestOptions.builder().requestId(UUID.randomUUID()).build();

    assertThatExceptionOfType(PartnerResponseException.class)
        .isThrownBy(() -> user.getWithResponse(options))
        .satisfies(e -> assertThat(e.requestId()).isEqualTo(options.requestId()))
        .satisfies(e -> assertThat(e.getMessage()).contains(e.correlationId().toString()))
        .satisfies(e -> assertThat(e.attempts()).isEqualTo(1));
  }

  @Test
  void theGatewaysShapeOfAnErrorIsUnderstood() {
    MockResponse answer =
        json("{\"statusCode\":429,\"message\":\"Rate limit is exceeded.\"}").setResponseCode(429);

    assertThat(fails(answer, PartnerServiceException.class))
        .satisfies(e -> assertThat(e.errorCode()).isNull())
        .satisfies(e -> assertThat(e.description()).isEqualTo("Rate limit is exceeded."))
        .satisfies(e -> assertThat(e.source()).isNull());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "<html>Bad gateway</html>", "null", "[]", "{}", "{\"code\":", "\"x\""})
  void anErrorWithoutAReadableBodyIsAServiceExceptionToo(String body) {
    MockResponse answer = new MockResponse().setResponseCode(502).setBody(body);

    assertThat(fails(answer, PartnerServiceException.class))
        .satisfies(e -> assertThat(e.statusCode()).isEqualTo(502))
        .satisfies(e -> assertThat(e.errorCode()).isNull())
        .satisfies(e -> assertThat(e.description()).isNull())
        .satisfies(e -> assertThat(e.getMessage()).startsWith("502: no description – PATCH http"));
  }

  @Test
  void secretsThatTheServiceEchoesAreMasked() {
    server.enqueue(
        json("{\"code\":\"3000\",\"description\":\"Renew456* is too short, test-token\",\"source\":\"test-token\"}")
            .setResponseCode(400));

    assertThatExceptionOfType(PartnerServiceException.class)
        .isThrownBy(() -> user.resetPassword("Renew456*", true))
        .satisfies(e -> assertThat(e.description()).isEqualTo("*** is too short, ***"))
        .satisfies(e -> assertThat(e.source()).isEqualTo("***"))
        .satisfies(e -> assertThat(e.toString()).doesNotContain("Renew456*", "test-token"));
  }

  @Test
  void aRedirectIsNotFollowed() {
    MockResponse answer =
        new MockResponse().setResponseCode(302).setHeader("Location", server.url("/elsewhere"));

    assertThat(fails(answer, PartnerServiceException.class).statusCode()).isEqualTo(302);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                            | End of input",
        "null                          | Expected BEGIN_OBJECT but was NULL at path $",
        "[]                            | Expected BEGIN_OBJECT but was BEGIN_ARRAY at path $",
        "<html></html>                 | malformed JSON",
        "{}                            | Required id is missing or null at $",
        "{\"id\":null}                 | Required id is missing or null at $",
        "{\"id\":\"1-1-1-1-1\"}        | Expected a UUID at $.id",
        "{\"id\":5}                    | Expected a string at $.id",
        "{\"id\":\"" + ID + "\",\"displayName\":5}           | Expected a string at $.displayName",
        "{\"id\":\"" + ID + "\",\"state\":{}}                | Expected a string at $.state",
        "{\"id\":\""
            + ID
            + "\",\"links\":[]}                | BEGIN_OBJECT but was BEGIN_ARRAY at path $.links",
        "{\"id\":\""
            + ID
            + "\",\"softDeletionTime\":\"x\"}  | Expected a date-time at $.softDeletionTime",
        "{\"id\":\"" + ID + "\"                              | End of input",
        "{\"id\":\"" + ID + "\"}{}                           | malformed JSON at path $",
      })
  void a200ThatBreaksTheContractIsAResponseExceptionWithThePlace(String body, String place) {
    assertThat(fails(json(body), PartnerResponseException.class)).hasMessageContaining(place);
  }

  @Test
  void a204IsAResponseException() {
    assertThat(fails(new MockResponse().setResponseCode(204), PartnerResponseException.class))
        .hasMessageContaining("status 204 without a value");
  }

  @Test
  void a200Over16MegabytesIsAResponseException() {
    String body = "{\"id\":\"" + ID + "\",\"displayName\":\"" + "x".repeat(16 << 20) + "\"}";

    assertThat(fails(json(body), PartnerResponseException.class))
        .hasMessageContaining("the answer is over 16 MB");
  }

  @Test
  void ofAHugeErrorBodyOnlyTheFirstMegabyteIsRead() {
    MockResponse answer =
        new MockResponse().setResponseCode(500).setBody(new Buffer().write(new byte[3 << 20]));

    assertThat(fails(answer, PartnerServiceException.class).getMessage()).hasSizeLessThan(500);
  }

  @Test
  void whatTheServiceAddedOverTimeIsNoProblem() {
    server.enqueue(
        json(
            "\uFEFF{\"id\":\""
                + ID
                + "\",\"state\":\"suspended\",\"new\":{\"deep\":[1]},\"displayName\":null,"
                + "\"passwordProfile\":null,\"softDeletionTime\":\"2017-01-20T00:33:34.1234567Z\","
                + "\"lastDirectorySyncTime\":\"2017-01-20T00:33:34\"}"));

    CustomerUser answer = user.get();

    assertThat(answer.getState()).isEqualTo(UserState.of("suspended")).hasToString("suspended");
    assertThat(answer.getDisplayName()).isNull();
    assertThat(answer.getPasswordProfile()).isNull();
    assertThat(answer.getSoftDeletionTime())
        .isEqualTo(OffsetDateTime.parse("2017-01-20T00:33:34.1234567Z"));
    assertThat(answer.getLastDirectorySyncTime())
        .isEqualTo(OffsetDateTime.parse("2017-01-20T00:33:34Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DISCONNECT_AT_START",
        "DISCONNECT_AFTER_REQUEST",
        "DISCONNECT_DURING_RESPONSE_BODY"
      })
  void anAnswerThatIsCutOffIsAConnectionException(SocketPolicy policy) {
    MockResponse answer = json("{\"id\":\"" + ID + "\",\"a\":\"" + "x".repeat(9999) + "\"}");

    assertThat(fails(answer.setSocketPolicy(policy), PartnerConnectionException.class))
        .hasMessageMatching(
            "PATCH http://\\S+/v1/customers/\\S+ \\(MS-RequestId \\S+, MS-CorrelationId \\S+\\): .+");
  }

  @Test
  void aRefusedConnectionIsAConnectionException() throws IOException {
    int freePort;
    try (ServerSocket socket = new ServerSocket(0)) {
      freePort = socket.getLocalPort();
    }
    try (PartnerCenter nobody = client("http://127.0.0.1:" + freePort)) {
      assertThatExceptionOfType(PartnerConnectionException.class)
          .isThrownBy(() -> userOf(nobody).patch(UPDATE))
          .withMessageContaining("ConnectException");
    }
  }

  /** The failure of a PATCH that is answered so, which must be the same sync and async. */
  private <E extends PartnerException> E fails(MockResponse answer, Class<E> type) {
    server.enqueue(answer.clone());
    E sync = catchThrowableOfType(type, () -> user.patch(UPDATE));
    assertThat(sync).isNotNull();
    server.enqueue(answer.clone());
    CompletionException async =
        catchThrowableOfType(CompletionException.class, () -> user.patchAsync(UPDATE).join());
    assertThat(async).hasCauseInstanceOf(type);
    Function<Throwable, String> withoutIds = e -> e.getMessage().replaceAll("[0-9a-f-]{36}", "ID");
    assertThat(withoutIds.apply(async.getCause())).isEqualTo(withoutIds.apply(sync));
    assertThat(server.getRequestCount()).isEqualTo(2);
    return sync;
  }

  private static MockResponse json(String body) {
    return new MockResponse().setHeader("Content-Type", "application/json").setBody(body);
  }

  private PartnerCenter client(String baseUrl) {
    return PartnerCenter.builder()
        .baseUrl(baseUrl)
        .accessTokens(AccessTokens.of("test-token"))
        .build();
  }

  private static UserHandle userOf(PartnerCenter partner) {
    return partner.customers().byId(UUID.randomUUID()).users().byId(UUID.fromString(ID));
  }
}
