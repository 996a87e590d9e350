package io.partnercenter.users;

import static io.partnercenter.users.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.partnercenter.users.internal.time.Durations;
import io.partnercenter.users.model.CustomerUser;
import io.partnercenter.users.model.CustomerUserUpdate;
import io.partnercenter.users.model.PasswordProfile;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import okio.Buffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every fault of network or service, met sync and async: what comes of it must be the same. */
class FaultsTest {
  private static final String ID = "4b10bf41-ab11-40e3-8c53-cd67849b50de";
  private static final String TOKEN = "secret-token";
  private static final String PASSWORD = "Renew456*";
  private static final CustomerUserUpdate UPDATE =
      CustomerUserUpdate.builder()
          .passwordProfile(PasswordProfile.builder().password(PASSWORD).build())
          .build();
  private static final MockResponse OK = json("{\"id\":\"" + ID + "\"}");
  private static final long[] ALL_PAUSES = {500, 1_000, 2_000};

  static Stream<Arguments> faults() {
    List<Fault> faults = new ArrayList<>();
    statusesThatMayPass(faults);
    statusesThatStay(faults);
    redirects(faults);
    retryAfter(faults);
    answersThatBreakTheContract(faults);
    connections(faults);
    silence(faults);
    bodies(faults);
    return faults.stream()
        .flatMap(fault -> Stream.of(Arguments.of(fault, "sync"), Arguments.of(fault, "async")));
  }

  private static void statusesThatMayPass(List<Fault> faults) {
    for (int code : new int[] {408, 429, 500, 502, 503, 504}) {
      boolean limiter = code == 429;
      faults.add(Fault.of(code + " once", status(code), OK).afterPauses(500).ofLimiter(limiter));
      faults.add(
          Fault.of(code + " three times", status(code), status(code), status(code), OK)
              .afterPauses(ALL_PAUSES)
              .ofLimiter(limiter));
      faults.add(
          Fault.of(code + " for ever", status(code))
              .afterPauses(ALL_PAUSES)
              .ofLimiter(limiter)
              .isA(PartnerServiceException.class)
              .saying(code + ": ", " Error – PATCH http", ", attempts: 4")
              .and(hasStatus(code))
              .and(hasNoRetryAfter()));
    }
  }

  private static void statusesThatStay(List<Fault> faults) {
    for (int code : new int[] {400, 401, 403, 404, 405, 406, 409, 412, 415, 422, 501, 505}) {
      faults.add(
          Fault.of(code + " is no matter of time", status(code), OK)
              .isA(PartnerServiceException.class)
              .and(hasStatus(code)));
    }
  }

  private static void redirects(List<Fault> faults) {
    for (int code : new int[] {300, 301, 302, 303, 304, 305, 306, 307, 308}) {
      faults.add(
          Fault.of(
                  code + " to another host",
                  status(code).setHeader("Location", "http://other.invalid/"),
                  OK)
              .isA(PartnerServiceException.class)
              .and(hasStatus(code))
              .and(hasCategory(ErrorCategory.REDIRECT)));
    }
  }

  private static void retryAfter(List<Fault> faults) {
    for (int code : new int[] {429, 503}) {
      faults.add(waits(code, "7", 7_000));
      faults.add(waits(code, "60", 60_000));
      faults.add(waits(code, "0", 500).ofLimiter(code == 429));
      faults.add(waits(code, "Thu, 01 Jan 2026 00:00:09 GMT", 9_000));
      for (String nonsense :
          new String[] {
            "-5",
            "",
            "soon",
            "1.5",
            "+3",
            "7 s",
            "99999999999999999999",
            "Thu, 31 Dec 2025 23:59:59 GMT",
            "June 24 2016 22:00:25 PST"
          }) {
        faults.add(waits(code, nonsense, 500).ofLimiter(code == 429));
      }
      faults.add(givesUp(code, "61", Duration.ofSeconds(61)));
      faults.add(givesUp(code, "999999999999999999", Duration.ofSeconds(999_999_999_999_999_999L)));
      faults.add(givesUp(code, "Thu, 01 Jan 2026 00:01:01 GMT", Duration.ofSeconds(61)));
      faults.add(
          Fault.of(code + " with a wait that the limit doesn't allow", retryAfter(code, "31"), OK)
              .withOptions(RequestOptions.builder().timeout(Duration.ofSeconds(30)).build())
              .isA(PartnerServiceException.class)
              .and(hasRetryAfter(Duration.ofSeconds(31))));
      faults.add(
          Fault.of(
                  code + " with a wait that ends right before the limit",
                  retryAfter(code, "30"),
                  OK)
              .withOptions(RequestOptions.builder().timeout(Duration.ofMillis(30_001)).build())
              .afterPauses(30_000));
      faults.add(
          Fault.of(code + " with a wait that the policy doesn't allow", retryAfter(code, "2"), OK)
              .withClient(b -> b.retries(policy().maxWait(Duration.ofSeconds(1)).build()))
              .isA(PartnerServiceException.class)
              .and(hasRetryAfter(Duration.ofSeconds(2))));
      faults.add(
          Fault.of(
                  code + " again, with and without a wait",
                  retryAfter(code, "7"),
                  status(code),
                  retryAfter(code, "1"),
                  OK)
              .afterPauses(7_000, 1_000, 2_000)
              .ofLimiter(code == 429));
      MockResponse cutOff =
          new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST);
      faults.add(
          Fault.of(
                  code + " with a wait, then a stale and a fresh connection that are cut off",
                  retryAfter(code, "7"),
                  cutOff,
                  cutOff,
                  OK)
              // a 429 that names a moment costs no attempt
              .afterPauses(7_000, code == 429 ? 1_000 : 2_000)
              .inAttempts(4));
      faults.add(
          Fault.of(code + " without retries", retryAfter(code, "1"), OK)
              .withClient(b -> b.retries(RetryPolicy.none()))
              .isA(PartnerServiceException.class)
              .and(hasRetryAfter(Duration.ofSeconds(1))));
    }
  }

  private static Fault waits(int code, String value, long millis) {
    return Fault.of(code + " with Retry-After '" + value + "'", retryAfter(code, value), OK)
        .afterPauses(millis);
  }

  private static Fault givesUp(int code, String value, Duration retryAfter) {
    return Fault.of(code + " with Retry-After " + value, retryAfter(code, value), OK)
        .isA(PartnerServiceException.class)
        .saying("; retry after " + Durations.readable(retryAfter))
        .and(hasRetryAfter(retryAfter));
  }

  private static void answersThatBreakTheContract(List<Fault> faults) {
    String id = "{\"id\":\"" + ID + "\"";
    Map<String, String> places =
        Map.ofEntries(
            Map.entry("", "End of input"),
            Map.entry("null", "status 200 without a value"),
            Map.entry("[]", "Expected BEGIN_OBJECT but was BEGIN_ARRAY at path $"),
            Map.entry("\"x\"", "Expected BEGIN_OBJECT but was STRING at path $"),
            Map.entry("<html></html>", "malformed JSON at path $"),
            Map.entry("{}", "Required id is missing or null at $"),
            Map.entry("{\"id\":null}", "Required id is missing or null at $"),
            Map.entry("{\"id\":\"1-1-1-1-1\"}", "Expected a UUID at $.id"),
            Map.entry("{\"id\":5}", "Expected a UUID at $.id"),
            Map.entry(id + ",\"displayName\":5}", "Expected a string at $.displayName"),
            Map.entry(id + ",\"state\":{}}", "Expected a string at $.state"),
            Map.entry(id + ",\"links\":[]}", "BEGIN_OBJECT but was BEGIN_ARRAY at path $.links"),
            Map.entry(id + ",\"softDeletionTime\":\"x\"}", "a date-time at $.softDeletionTime"),
            Map.entry(id, "End of input"),
            Map.entry(id + "}{}", "malformed JSON at path $"));
    places.forEach(
        (body, place) ->
            faults.add(
                Fault.of("200 with '" + body + "'", json(body))
                    .isA(PartnerResponseException.class)
                    .saying("the response breaks the contract", place)));
    for (int code : new int[] {204, 205}) {
      faults.add(
          Fault.of(code + "", status(code))
              .isA(PartnerResponseException.class)
              .saying("status " + code + " without a value"));
    }
    faults.add(
        Fault.of("200 of 50 MB", json("x").setBody(new Buffer().write(new byte[50 << 20])))
            .isA(PartnerResponseException.class)
            .saying("the response is over 16 MB"));
  }

  private static void connections(List<Fault> faults) {
    faults.add(
        Fault.of("refused", FaultyServer::absent)
            .afterPauses(ALL_PAUSES)
            .isA(PartnerConnectionException.class)
            .saying("ConnectException"));
    String cutOff = "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"id\":";
    Map<String, String> resets =
        Map.of(
            "reset before the headers",
            "",
            "reset in the headers",
            "HTTP/1.1 200 OK\r\nContent-Le",
            "reset in the body",
            cutOff,
            "reset in the body of an error",
            cutOff.replace("200 OK", "404 Not Found"),
            "no HTTP at all",
            "SSH-2.0-OpenSSH_9.9\r\n\r\n",
            "a secret where HTTP should be",
            PASSWORD + " " + TOKEN + "\r\n\r\n");
    resets.forEach(
        (name, bytes) ->
            faults.add(
                Fault.of(name, () -> FaultyServer.resettingAfter(bytes))
                    .afterPauses(ALL_PAUSES)
                    .isA(PartnerConnectionException.class)));
    MockResponse truncated = json("{\"id\":\"" + ID + "\",\"a\":\"" + "x".repeat(9_999) + "\"}");
    for (SocketPolicy policy :
        List.of(
            SocketPolicy.DISCONNECT_AFTER_REQUEST, SocketPolicy.DISCONNECT_DURING_RESPONSE_BODY)) {
      MockResponse answer = truncated.clone().setSocketPolicy(policy);
      faults.add(Fault.of(policy + " once", answer, OK).afterPauses(500));
      faults.add(
          Fault.of(policy + " for ever", answer)
              .afterPauses(ALL_PAUSES)
              .isA(PartnerConnectionException.class));
      faults.add(
          Fault.of(policy + " without retries", answer)
              .withClient(b -> b.retries(RetryPolicy.none()))
              .isA(PartnerConnectionException.class));
    }
  }

  private static void silence(List<Fault> faults) {
    MockResponse silent = new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE);
    MockResponse dripping = json("x".repeat(1_000)).throttleBody(1, 20, TimeUnit.MILLISECONDS);
    faults.add(
        Fault.of("never answers, by the client's read time-out", silent)
            .withClient(b -> b.readTimeout(Duration.ofMillis(50)))
            .afterPauses(ALL_PAUSES)
            .isA(PartnerTimeoutException.class)
            .saying("SocketTimeoutException"));
    faults.add(
        Fault.of("answers at the second attempt, by the call's read time-out", silent, OK)
            .withOptions(RequestOptions.builder().readTimeout(Duration.ofSeconds(2)).build())
            .afterPauses(500));
    faults.add(
        Fault.of("never answers, by the limit", silent)
            .withOptions(RequestOptions.builder().timeout(Duration.ofMillis(100)).build())
            .isA(PartnerTimeoutException.class)
            .saying("no response within the limit of 100 ms"));
    faults.add(
        Fault.of("drips", dripping)
            .withClient(b -> b.timeout(Duration.ofMillis(200)))
            .isA(PartnerTimeoutException.class)
            .saying("no response within the limit of 200 ms"));
  }

  private static void bodies(List<Fault> faults) {
    faults.add(
        Fault.of("an error page of 50 MB", status(400).setBody(new Buffer().write(page(50 << 20))))
            .isA(PartnerServiceException.class)
            .saying("400: Client Error"));
    faults.add(
        Fault.of(
                "an error with a description of 1,000,000 characters",
                json("{\"code\":\"3000\",\"description\":\"" + "d".repeat(1_000_000) + "\"}")
                    .setResponseCode(400))
            .isA(PartnerServiceException.class)
            .saying("400, error 3000: ddd", "… – PATCH"));
    faults.add(
        Fault.of(
                "an error that echoes token and password",
                json("{\"code\":\""
                        + PASSWORD
                        + "\",\"description\":\""
                        + PASSWORD
                        + "/"
                        + TOKEN
                        + "\",\"source\":\""
                        + TOKEN
                        + "\"}")
                    .setResponseCode(400))
            .isA(PartnerServiceException.class)
            .and(e -> assertThat(((PartnerServiceException) e).description()).isEqualTo("***/***"))
            .and(e -> assertThat(((PartnerServiceException) e).source()).isEqualTo("***")));
    faults.add(
        Fault.of(
                "a success that echoes token and password where they don't belong",
                json(
                    "{\"id\":\""
                        + ID
                        + "\",\"attributes\":{\"objectType\":{\""
                        + PASSWORD
                        + "\":[{\""
                        + TOKEN
                        + "\":]}}}"))
            .isA(PartnerResponseException.class));
    faults.add(
        Fault.of(
            "a response that says more and less than it should",
            json(
                "\uFEFF{\"id\":\""
                    + ID
                    + "\",\"state\":\"suspended\",\"new\":{\"deep\":[1]},"
                    + "\"displayName\":null,\"passwordProfile\":null,"
                    + "\"softDeletionTime\":\"2017-01-20T00:33:34.1234567Z\","
                    + "\"lastDirectorySyncTime\":\"2017-01-20T00:33:34\"}")));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("faults")
  void isMetAsItMust(Fault fault, String mode) throws IOException {
    VirtualTimer timer = new VirtualTimer();
    OkHttpClient httpClient = new OkHttpClient();
    PartnerCenter.Builder builder =
        PartnerCenter.builder()
            .accessTokens(AccessTokens.of(TOKEN))
            .httpClient(httpClient)
            .timer(timer)
            .random(() -> 1);
    fault.client.accept(builder);
    try (FaultyServer server = fault.server.get();
        PartnerCenter partner = builder.baseUrl(server.baseUrl()).build()) {
      UserHandle user =
          partner.customers().byId(UUID.randomUUID()).users().byId(UUID.fromString(ID));

      Outcome outcome = Outcome.of(user, fault.options, mode.equals("async"));

      assertThat(outcome.failureType()).as(outcome.toString()).isEqualTo(fault.type);
      assertThat(outcome.attempts).isEqualTo(fault.attempts);
      if (fault.limiter) {
        assertThat(timer.pauses()).hasSizeGreaterThanOrEqualTo(fault.pauses.size());
      } else {
        assertThat(timer.pauses()).isEqualTo(fault.pauses);
      }
      assertThat(server.requests).hasSize(server.listens() ? fault.attempts : 0);
      assertThat(server.requests)
          .allSatisfy(
              headers -> {
                assertThat(headers.get("MS-RequestId")).isEqualTo(outcome.requestId.toString());
                assertThat(headers.get("MS-CorrelationId"))
                    .isEqualTo(outcome.correlationId.toString());
              });
      if (outcome.failure != null) {
        outcome.saysItAllInOneLineAndNoSecret();
        fault.more.accept(outcome.failure);
      }
      noResponseStaysOpen(httpClient);
    }
    httpClient.dispatcher().executorService().shutdown();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400})
  void ofAResponseThatIsTooLongNoMoreIsTaken(int status) throws IOException {
    try (FaultyServer.Flooding server = FaultyServer.flooding(status);
        PartnerCenter partner =
            PartnerCenter.builder()
                .baseUrl(server.baseUrl())
                .accessTokens(AccessTokens.of(TOKEN))
                .build()) {
      UserHandle user = partner.customers().byId(UUID.randomUUID()).users().byId(UUID.randomUUID());

      assertThatExceptionOfType(PartnerException.class).isThrownBy(user::get);

      long read = status == 200 ? 16 << 20 : 1 << 20;
      long buffers = 16 << 20; // of the kernel, on both sides
      assertThat(server.taken).hasValueBetween(read, read + buffers);
    }
  }

  private static void noResponseStaysOpen(OkHttpClient httpClient) {
    ConnectionPool pool = httpClient.connectionPool();
    eventually(
        "every connection is closed or back in the pool",
        () ->
            httpClient.dispatcher().runningCallsCount() == 0
                && pool.connectionCount() == pool.idleConnectionCount());
  }

  private static final class Outcome {
    private final PartnerException failure;
    private final int attempts;
    private final UUID requestId;
    private final UUID correlationId;

    private Outcome(PartnerResponse<CustomerUser> response) {
      failure = null;
      attempts = response.attempts();
      requestId = response.requestId();
      correlationId = response.correlationId();
    }

    private Outcome(PartnerException failure) {
      this.failure = failure;
      attempts = failure.attempts();
      requestId = failure.requestId();
      correlationId = failure.correlationId();
    }

    static Outcome of(UserHandle user, RequestOptions options, boolean async) {
      try {
        return new Outcome(
            async
                ? user.patchWithResponseAsync(UPDATE, options).join()
                : user.patchWithResponse(UPDATE, options));
      } catch (CompletionException e) {
        assertThat(e.getCause()).isInstanceOf(PartnerException.class);
        return new Outcome((PartnerException) e.getCause());
      } catch (PartnerException e) {
        return new Outcome(e);
      }
    }

    Class<?> failureType() {
      return failure == null ? null : failure.getClass();
    }

    void saysItAllInOneLineAndNoSecret() {
      assertThat(failure.getMessage())
          .hasSizeLessThanOrEqualTo(600)
          .doesNotContain("\n")
          .contains("PATCH http://", requestId.toString(), correlationId.toString());
      java.io.StringWriter trace = new java.io.StringWriter();
      failure.printStackTrace(new java.io.PrintWriter(trace));
      assertThat(trace.toString()).doesNotContain(TOKEN, PASSWORD);
    }

    @Override
    public String toString() {
      return failure == null ? "success" : failure.toString();
    }
  }

  private static Consumer<PartnerException> hasStatus(int code) {
    return e -> assertThat(((PartnerServiceException) e).statusCode()).isEqualTo(code);
  }

  private static Consumer<PartnerException> hasCategory(ErrorCategory category) {
    return e -> assertThat(((PartnerServiceException) e).category()).isEqualTo(category);
  }

  private static Consumer<PartnerException> hasRetryAfter(Duration wait) {
    return e -> assertThat(((PartnerServiceException) e).retryAfter()).isEqualTo(wait);
  }

  private static Consumer<PartnerException> hasNoRetryAfter() {
    return e -> assertThat(((PartnerServiceException) e).retryAfter()).isNull();
  }

  private static RetryPolicy.Builder policy() {
    return RetryPolicy.builder();
  }

  private static MockResponse status(int code) {
    return new MockResponse().setResponseCode(code);
  }

  private static MockResponse retryAfter(int code, String value) {
    return status(code).setHeader("Retry-After", value);
  }

  private static MockResponse json(String body) {
    return new MockResponse().setHeader("Content-Type", "application/json").setBody(body);
  }

  private static byte[] page(int length) {
    byte[] page = new byte[length];
    IntStream.range(0, length).forEach(i -> page[i] = '<');
    return page;
  }
}
