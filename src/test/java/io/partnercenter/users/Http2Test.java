package io.partnercenter.users;

import static io.partnercenter.users.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.partnercenter.users.model.CustomerUser;
import io.partnercenter.users.model.CustomerUserUpdate;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/2 over TLS, as the service speaks it, with many calls on one connection. */
class Http2Test {
  private static final UUID ID = UUID.fromString("4b10bf41-ab11-40e3-8c53-cd67849b50de");
  private static final String USER = "{\"id\":\"" + ID + "\"}";
  private static final CustomerUserUpdate UPDATE =
      CustomerUserUpdate.builder().usageLocation("SE").build();

  private final ManualTimer timer = new ManualTimer();

  @ParameterizedTest
  @ValueSource(strings = {"sync", "async"})
  void severalCallsUseOneConnection(String mode) throws Exception {
    try (Http2Server server = new Http2Server((c, stream, number) -> c.respond(stream, 200, USER));
        PartnerCenter partner = client(server, new VirtualTimer())) {
      for (int i = 0; i < 3; i++) {
        assertThat(patch(partner, mode).value().getId()).isEqualTo(ID);
      }

      assertThat(server.connections).hasValue(1);
      assertThat(server.requests).hasValue(3);
    }
  }

  @ParameterizedTest
  @CsvSource({"7, sync", "7, async", "2, sync", "2, async", "8, sync", "8, async"})
  void aStreamThatTheServiceRefusesOrResetsIsRetriedOnTheSameConnection(int error, String mode)
      throws Exception {
    Http2Server.Behavior firstIsReset =
        (connection, stream, number) -> {
          if (number == 1) {
            connection.reset(stream, error);
          } else {
            connection.respond(stream, 200, USER);
          }
        };
    try (Http2Server server = new Http2Server(firstIsReset);
        PartnerCenter partner = client(server, new VirtualTimer())) {
      PartnerResponse<CustomerUser> response = patch(partner, mode);

      assertThat(response.attempts()).isEqualTo(2);
      assertThat(server.requests).hasValue(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sync", "async"})
  void aStreamThatIsAlwaysResetIsAConnectionFailureAfterAllAttempts(String mode) throws Exception {
    try (Http2Server server =
            new Http2Server((c, stream, number) -> c.reset(stream, Http2Server.INTERNAL_ERROR));
        PartnerCenter partner = client(server, new VirtualTimer())) {

      assertThatExceptionOfType(PartnerConnectionException.class)
          .isThrownBy(() -> patch(partner, mode))
          .satisfies(e -> assertThat(e.attempts()).isEqualTo(4));

      assertThat(server.requests).hasValue(4);
    }
  }

  @Test
  void afterAGoAwayTheCallsThatWereNotProcessedAreSentOnANewConnection() throws Exception {
    int calls = 10;
    Set<Integer> processed = ConcurrentHashMap.newKeySet();
    Http2Server.Behavior goesAwayAfterTheFifth =
        (connection, stream, number) -> {
          if (number == 1) {
            connection.respond(stream, 200, USER); // the call that connects
          } else if (number <= 6) {
            processed.add(stream);
          } else if (number == calls + 1) {
            connection.goAway(processed.stream().mapToInt(each -> each).max().getAsInt());
            for (int each : processed) {
              connection.respond(each, 200, USER);
            }
          } else if (number > calls + 1) {
            connection.respond(stream, 200, USER);
          }
        };
    try (Http2Server server = new Http2Server(goesAwayAfterTheFifth);
        PartnerCenter partner = client(server, timer)) {
      List<PartnerResponse<CustomerUser>> responses = all(patchAtOnce(partner, calls, server));

      assertThat(responses).extracting(PartnerResponse::value).hasSize(calls);
      assertThat(responses).filteredOn(each -> each.attempts() == 1).hasSize(5);
      assertThat(responses).filteredOn(each -> each.attempts() == 2).hasSize(5);
      assertThat(server.requests).hasValue(16);
      assertThat(server.connections).hasValueGreaterThan(1);
    }
  }

  @Test
  void noCallIsLostIfTheConnectionOfFiftyCallsIsLost() throws Exception {
    int calls = 50;
    Http2Server.Behavior breaks =
        (connection, stream, number) -> {
          if (number == calls + 1) {
            connection.close();
          } else if (number == 1 || number > calls) {
            connection.respond(stream, 200, USER);
          }
        };
    try (Http2Server server = new Http2Server(breaks);
        PartnerCenter partner = client(server, timer)) {
      List<PartnerResponse<CustomerUser>> responses = all(patchAtOnce(partner, calls, server));

      assertThat(responses)
          .hasSize(calls)
          .allSatisfy(each -> assertThat(each.attempts()).isEqualTo(2));
      assertThat(server.requests).hasValue(1 + 2 * calls);
    }
  }

  @Test
  void callsThatAreCancelledLeaveTheConnectionToTheOthers() throws Exception {
    int calls = 10;
    List<Runnable> responses = new CopyOnWriteArrayList<>();
    Http2Server.Behavior respondsLate =
        (connection, stream, number) -> {
          if (number == 1) {
            connection.respond(stream, 200, USER);
          } else {
            responses.add(() -> respond(connection, stream));
          }
        };
    try (Http2Server server = new Http2Server(respondsLate);
        PartnerCenter partner = client(server, timer)) {
      List<CompletableFuture<PartnerResponse<CustomerUser>>> all =
          patchAtOnce(partner, calls, server);
      all.subList(0, 5).forEach(call -> call.cancel(true));
      eventually("their streams are reset", () -> server.cancelled.get() == 5);
      responses.forEach(Runnable::run);

      assertThat(all(all.subList(5, calls))).hasSize(5);
      assertThat(server.connections).hasValue(1);
      assertThat(server.requests).hasValue(1 + calls);
    }
  }

  @Test
  void theLimitOfOneCallEndsNoOtherCallOnItsConnection() throws Exception {
    List<Runnable> responses = new CopyOnWriteArrayList<>();
    Http2Server.Behavior respondsToTheFirst =
        (connection, stream, number) -> {
          if (number == 1) {
            respond(connection, stream);
          } else {
            responses.add(() -> respond(connection, stream));
          }
        };
    try (Http2Server server = new Http2Server(respondsToTheFirst);
        PartnerCenter partner = client(server, timer)) {
      UserHandle user = user(partner);
      user.patch(UPDATE); // makes the connection
      CompletableFuture<?> first = sentWithALimit(user, server);
      CompletableFuture<CustomerUser> second = user.patchAsync(UPDATE);
      eventually("the second call is sent, too", () -> server.requests.get() == 3);

      assertThat(first)
          .failsWithin(10, TimeUnit.SECONDS)
          .withThrowableThat()
          .withCauseInstanceOf(PartnerTimeoutException.class);
      responses.forEach(Runnable::run);

      assertThat(second.get(10, TimeUnit.SECONDS).getId()).isEqualTo(ID);
      assertThat(server.connections).hasValue(1);
    }
  }

  /**
   * Sends a call with a limit. On a busy machine the limit may end the call before it is sent. Then
   * another call is sent, with twice the limit.
   */
  private static CompletableFuture<?> sentWithALimit(UserHandle user, Http2Server server) {
    Duration limit = Duration.ofMillis(200);
    while (true) {
      RequestOptions options = RequestOptions.builder().timeout(limit).build();
      CompletableFuture<?> call = user.patchWithResponseAsync(UPDATE, options);
      eventually("it is sent, or ended", () -> server.requests.get() == 2 || call.isDone());
      if (server.requests.get() == 2) {
        return call;
      }
      limit = limit.multipliedBy(2);
    }
  }

  private static void respond(Http2Server.Connection connection, int stream) {
    try {
      connection.respond(stream, 200, USER);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Sends calls on one connection, which an earlier call makes, and returns when the server has
   * received all of them. As time passes, the limiter allows more calls in flight.
   */
  private List<CompletableFuture<PartnerResponse<CustomerUser>>> patchAtOnce(
      PartnerCenter partner, int calls, Http2Server server) {
    patch(partner, "sync");
    List<CompletableFuture<PartnerResponse<CustomerUser>>> all = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      all.add(user(partner).patchWithResponseAsync(UPDATE, RequestOptions.none()));
    }
    eventually(
        "the server has received all of them",
        () -> {
          timer.advance(Duration.ofSeconds(1));
          return server.requests.get() >= 1 + calls;
        });
    return all;
  }

  private List<PartnerResponse<CustomerUser>> all(
      List<CompletableFuture<PartnerResponse<CustomerUser>>> calls) {
    CompletableFuture<Void> all =
        CompletableFuture.allOf(calls.toArray(new CompletableFuture<?>[0]));
    eventually(
        "all calls have ended",
        () -> {
          timer.advance(Duration.ofSeconds(1));
          return all.isDone();
        });
    return calls.stream().map(CompletableFuture::join).toList();
  }

  private static PartnerResponse<CustomerUser> patch(PartnerCenter partner, String mode) {
    if (mode.equals("sync")) {
      return user(partner).patchWithResponse(UPDATE, RequestOptions.none());
    }
    try {
      return user(partner).patchWithResponseAsync(UPDATE, RequestOptions.none()).join();
    } catch (CompletionException e) {
      throw (PartnerException) e.getCause();
    }
  }

  private static PartnerCenter client(
      Http2Server server, io.partnercenter.users.internal.time.Timer timer) {
    HandshakeCertificates trust = server.trust();
    Dispatcher dispatcher = new Dispatcher();
    dispatcher.setMaxRequestsPerHost(64);
    return PartnerCenter.builder()
        .baseUrl(server.baseUrl())
        .accessTokens(AccessTokens.of("token"))
        .timer(timer)
        // not reached, although a test advances the timer fast
        .timeout(Duration.ofDays(300))
        .httpClient(
            new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
                .build())
        .build();
  }

  private static UserHandle user(PartnerCenter partner) {
    return partner.customers().byId(ID).users().byId(ID);
  }
}
