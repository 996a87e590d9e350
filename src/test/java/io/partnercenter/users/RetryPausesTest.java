package io.partnercenter.users;

import static io.partnercenter.users.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.partnercenter.users.model.CustomerUser;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a call pauses between two attempts, and what ends the pause. */
class RetryPausesTest extends RetryTestBase {
  @Test
  void asyncCallsPauseWithoutAThread() throws Exception {
    int calls = 64;
    Dispatcher dispatcher = new Dispatcher();
    for (int i = 0; i < calls; i++) {
      server.enqueue(new MockResponse().setResponseCode(503).setHeader("Retry-After", "1"));
    }
    try (PartnerCenter partner =
        builder()
            .httpClient(new OkHttpClient.Builder().dispatcher(dispatcher).build())
            .timer(timer)
            .build()) {
      List<CompletableFuture<CustomerUser>> all =
          Stream.generate(() -> userOfNewCustomer(partner).patchAsync(UPDATE))
              .limit(calls)
              .collect(Collectors.toList());
      eventually("every call pauses", () -> timer.pending() == calls);
      eventually("nothing runs", () -> dispatcher.runningCallsCount() == 0);
      assertThat(server.getRequestCount()).isEqualTo(calls);

      for (int i = 0; i < calls; i++) {
        server.enqueue(OK);
      }
      timer.advance(Duration.ofSeconds(1));

      for (CompletableFuture<CustomerUser> each : all) {
        assertThat(each.get(10, TimeUnit.SECONDS).getId()).isEqualTo(ID);
      }
    }
    dispatcher.executorService().shutdown();
  }

  private static UserHandle userOfNewCustomer(PartnerCenter partner) {
    return partner.customers().byId(UUID.randomUUID()).users().byId(ID);
  }

  @ParameterizedTest
  @ValueSource(ints = {503, 429})
  void cancellingTheFutureEndsThePause(int status) throws Exception {
    server.enqueue(new MockResponse().setResponseCode(status).setHeader("Retry-After", "5"));
    try (PartnerCenter partner = builder().timer(timer).build()) {
      CompletableFuture<CustomerUser> call = user(partner).patchAsync(UPDATE);
      eventually("it pauses", () -> timer.pending() == 1);

      call.cancel(true);

      assertThat(call).isCancelled();
      eventually("its timer is released", () -> timer.pending() == 0);
      timer.advance(Duration.ofSeconds(10));
      assertThat(server.getRequestCount()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {503, 429})
  void anInterruptEndsThePauseAndIsKept(int status) throws Exception {
    server.enqueue(new MockResponse().setResponseCode(status).setHeader("Retry-After", "5"));
    try (PartnerCenter partner = builder().timer(timer).build()) {
      CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
      Thread caller = patchUntilInterrupted(partner, interrupted);
      eventually("it pauses", () -> timer.pending() == 1);

      caller.interrupt();

      assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
      assertThat(timer.pending()).isZero();
      assertThat(server.getRequestCount()).isEqualTo(1);
    }
  }

  @Test
  void anInterruptedCallerSendsNoFurtherAttempt() throws Exception {
    server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
    try (PartnerCenter partner =
        builder().timer(timer).readTimeout(Duration.ofMillis(300)).build()) {
      CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
      Thread caller = patchUntilInterrupted(partner, interrupted);
      server.takeRequest();

      caller.interrupt();

      assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
      assertThat(timer.pending()).isZero();
    }
  }

  @Test
  void closeEndsThePause() throws Exception {
    server.enqueue(new MockResponse().setResponseCode(503));
    PartnerCenter partner = builder().timer(timer).build();
    CompletableFuture<CustomerUser> call = user(partner).patchAsync(UPDATE);
    eventually("it pauses", () -> timer.pending() == 1);

    partner.close();

    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> call.get(10, TimeUnit.SECONDS))
        .withCauseInstanceOf(PartnerConnectionException.class);
    // the step that started the pause may notice the end of the call a little later
    eventually("its timer is released", () -> timer.pending() == 0);
  }

  @Test
  void aPauseThatWouldEndAfterTheLimitIsNotStarted() {
    server.enqueue(new MockResponse().setResponseCode(503));
    server.enqueue(new MockResponse().setResponseCode(500));
    VirtualTimer virtual = new VirtualTimer();
    // after the first pause, of 0.5 s, 0.9 s are left: too little for the second, of 1 s
    RequestOptions limit = RequestOptions.builder().timeout(Duration.ofMillis(1_400)).build();
    try (PartnerCenter partner = builder().timer(virtual).build()) {
      assertThatExceptionOfType(PartnerServiceException.class)
          .isThrownBy(() -> user(partner).patchWithResponse(UPDATE, limit))
          .satisfies(e -> assertThat(e.statusCode()).isEqualTo(500))
          .satisfies(e -> assertThat(e.attempts()).isEqualTo(2));
      assertThat(virtual.pauses()).containsExactly(Duration.ofMillis(500));
    }
  }

  @Test
  void theLimitEndsACallInItsPause() {
    server.enqueue(new MockResponse().setResponseCode(503));
    RequestOptions limit = RequestOptions.builder().timeout(Duration.ofMillis(600)).build();
    // the pause is shorter than the limit, but it doesn't end: its timer stands still
    try (PartnerCenter partner = builder().timer(timer).build()) {
      assertThatExceptionOfType(PartnerConnectionException.class)
          .isThrownBy(() -> user(partner).patchWithResponse(UPDATE, limit))
          .withMessageContaining("no response within the limit of 600 ms")
          .satisfies(e -> assertThat(e.attempts()).isEqualTo(1))
          .satisfies(
              e ->
                  assertThat(e.getSuppressed())
                      .singleElement()
                      .isInstanceOf(PartnerServiceException.class));
      assertThat(timer.pending()).isZero();
    }
  }

  @Test
  void aCallWithoutALimitMayPause() throws Exception {
    server.enqueue(new MockResponse().setResponseCode(503));
    server.enqueue(OK);
    try (PartnerCenter partner = builder().timer(new VirtualTimer()).build()) {
      retrofit2.Call<CustomerUser> call =
          partner.api(RetrofitUsersApi.class).get(UUID.randomUUID(), ID);
      call.timeout().clearTimeout();

      assertThat(call.execute().code()).isEqualTo(200);
    }
  }

  /** Starts a thread that patches, and reports whether it is still interrupted when that fails. */
  private static Thread patchUntilInterrupted(
      PartnerCenter partner, CompletableFuture<Boolean> interrupted) {
    Thread caller =
        new Thread(
            () -> {
              try {
                user(partner).patch(UPDATE);
              } catch (PartnerConnectionException e) {
                interrupted.complete(Thread.currentThread().isInterrupted());
              }
            });
    caller.start();
    return caller;
  }
}
