package io.partnercenter.users;

import static io.partnercenter.users.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.model.CustomerUser;
import io.partnercenter.users.model.CustomerUserUpdate;
import io.partnercenter.users.model.PasswordProfile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.mockwebserver.MockResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sends a PATCH to a server with each fault of the subclass, sync and async. Both calls must end as
 * the fault expects.
 */
abstract class FaultTestBase {
  static final String ID = "4b10bf41-ab11-40e3-8c53-cd67849b50de";
  static final String TOKEN = "secret-token";
  static final String PASSWORD = "Renew456*";
  private static final CustomerUserUpdate UPDATE =
      CustomerUserUpdate.builder()
          .passwordProfile(PasswordProfile.builder().password(PASSWORD).build())
          .build();
  static final MockResponse OK = json("{\"id\":\"" + ID + "\"}");
  static final long[] ALL_PAUSES = {500, 1_000, 2_000};

  /** Returns each fault twice: for a sync and for an async call. */
  static Stream<Arguments> syncAndAsync(List<Fault> faults) {
    return faults.stream()
        .flatMap(fault -> Stream.of(Arguments.of(fault, "sync"), Arguments.of(fault, "async")));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("faults")
  void theOutcomeIsAsExpected(Fault fault, String mode) throws IOException {
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
      if (fault.realTimeLimit) {
        assertThat(outcome.attempts).isLessThanOrEqualTo(fault.attempts);
      } else {
        assertThat(outcome.attempts).isEqualTo(fault.attempts);
      }
      if (fault.limiter) {
        assertThat(timer.pauses()).hasSizeGreaterThanOrEqualTo(fault.pauses.size());
      } else {
        assertThat(timer.pauses()).isEqualTo(fault.pauses);
      }
      if (fault.realTimeLimit) {
        assertThat(server.requests).hasSizeLessThanOrEqualTo(outcome.attempts);
      } else {
        int expected = server.listens() ? fault.attempts : 0;
        eventually("each request is received", () -> server.requests.size() == expected);
      }
      assertThat(server.requests)
          .allSatisfy(
              headers -> {
                assertThat(headers.get("MS-RequestId")).isEqualTo(outcome.requestId.toString());
                assertThat(headers.get("MS-CorrelationId"))
                    .isEqualTo(outcome.correlationId.toString());
              });
      if (outcome.failure != null) {
        outcome.assertMessageIsCompleteAndHasNoSecret();
        fault.more.accept(outcome.failure);
      }
      assertNoResponseStaysOpen(httpClient);
    }
    httpClient.dispatcher().executorService().shutdown();
  }

  private static void assertNoResponseStaysOpen(OkHttpClient httpClient) {
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

    void assertMessageIsCompleteAndHasNoSecret() {
      assertThat(failure.getMessage())
          .hasSizeLessThanOrEqualTo(600)
          .doesNotContain("\n")
          .contains("PATCH http://", requestId.toString(), correlationId.toString());
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace));
      assertThat(trace.toString()).doesNotContain(TOKEN, PASSWORD);
    }

    @Override
    public String toString() {
      return failure == null ? "success" : failure.toString();
    }
  }

  static Consumer<PartnerException> hasStatus(int code) {
    return e -> assertThat(((PartnerServiceException) e).statusCode()).isEqualTo(code);
  }

  static Consumer<PartnerException> hasCategory(ErrorCategory category) {
    return e -> assertThat(((PartnerServiceException) e).category()).isEqualTo(category);
  }

  static Consumer<PartnerException> hasRetryAfter(Duration wait) {
    return e -> assertThat(((PartnerServiceException) e).retryAfter()).isEqualTo(wait);
  }

  static Consumer<PartnerException> hasNoRetryAfter() {
    return e -> assertThat(((PartnerServiceException) e).retryAfter()).isNull();
  }

  static MockResponse status(int code) {
    return new MockResponse().setResponseCode(code);
  }

  static MockResponse json(String body) {
    return new MockResponse().setHeader("Content-Type", "application/json").setBody(body);
  }
}
