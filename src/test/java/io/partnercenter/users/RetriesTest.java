package io.partnercenter.users;

import static io.partnercenter.users.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.partnercenter.users.model.CustomerUser;
import io.partnercenter.users.model.CustomerUserUpdate;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.Dispatcher;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.mockwebserver.SocketPolicy;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import okio.BufferedSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import retrofit2.http.Body;
import retrofit2.http.POST;

/** How a call is repeated, waits, and is ended while it waits. */
class RetriesTest {
  private static final UUID ID = UUID.fromString("4b10bf41-ab11-40e3-8c53-cd67849b50de");
  private static final MockResponse OK = new MockResponse().setBody("{\"id\":\"" + ID + "\"}");
  private static final CustomerUserUpdate UPDATE =
      CustomerUserUpdate.builder().usageLocation("SE").build();

  private final MockWebServer server = new MockWebServer();
  private final ManualTimer timer = new ManualTimer();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() throws IOException {
    server.shutdown();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sync", "async"})
  void aConnectionThatWentStaleInThePoolCostsNoPause(String mode) throws Exception {
    server.enqueue(OK.clone().setSocketPolicy(SocketPolicy.DISCONNECT_AT_END));
    server.enqueue(OK);
    VirtualTimer virtual = new VirtualTimer();
    try (PartnerCenter partner = builder().timer(virtual).build()) {
      user(partner).get();

      PartnerResponse<CustomerUser> response =
          mode.equals("sync")
              ? user(partner).patchWithResponse(UPDATE, RequestOptions.none())
              : user(partner).patchWithResponseAsync(UPDATE, RequestOptions.none()).join();

      assertThat(response.attempts()).isEqualTo(2);
      assertThat(virtual.pauses()).isEmpty();
      assertThat(server.takeRequest().getSequenceNumber()).isZero();
      assertThat(server.takeRequest().getSequenceNumber()).isZero(); // of a fresh connection
    }
  }

  @Test
  void onlyTheFirstRepeatIsImmediate() {
    // a connection that is used again, and cut off each time
    server.enqueue(OK);
    server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST));
    server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST));
    server.enqueue(OK);
    VirtualTimer virtual = new VirtualTimer();
    try (PartnerCenter partner = builder().timer(virtual).build()) {
      user(partner).get();

      assertThat(user(partner).patchWithResponse(UPDATE, RequestOptions.none()).attempts())
          .isEqualTo(3);
      assertThat(virtual.pauses()).containsExactly(Duration.ofSeconds(1));
    }
  }

  @Test
  void ofTwoStaleConnectionsOnlyTheFirstCostsNoPause() {
    CountDownLatch bothAreOut = new CountDownLatch(2);
    server.setDispatcher(
        new okhttp3.mockwebserver.Dispatcher() {
          private int requests;

          @Override
          public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
            int number;
            synchronized (this) {
              number = ++requests;
            }
            if (number > 2) {
              return number > 4
                  ? OK
                  : new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST);
            }
            bothAreOut.countDown();
            bothAreOut.await();
            return OK;
          }
        });
    VirtualTimer virtual = new VirtualTimer();
    OkHttpClient httpClient = new OkHttpClient();
    try (PartnerCenter partner = builder().httpClient(httpClient).timer(virtual).build()) {
      CompletableFuture<CustomerUser> one = user(partner).getAsync();
      CompletableFuture<CustomerUser> two = user(partner).getAsync();
      one.join();
      two.join();
      eventually(
          "both are back in the pool",
          () -> httpClient.connectionPool().idleConnectionCount() == 2);

      assertThat(user(partner).patchWithResponse(UPDATE, RequestOptions.none()).attempts())
          .isEqualTo(3);
      assertThat(virtual.pauses()).containsExactly(Duration.ofSeconds(1));
    }
  }

  @Test
  void aStaleConnectionCostsNoPauseAtALaterAttemptEither() {
    server.enqueue(new MockResponse().setResponseCode(503));
    server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST));
    server.enqueue(OK);
    VirtualTimer virtual = new VirtualTimer();
    try (PartnerCenter partner = builder().timer(virtual).build()) {
      assertThat(user(partner).patchWithResponse(UPDATE, RequestOptions.none()).attempts())
          .isEqualTo(3);
      assertThat(virtual.pauses()).containsExactly(Duration.ofMillis(500));
    }
  }

  @Test
  void aTimeOutOnAConnectionThatWasUsedBeforeIsNotTakenForAStaleOne() {
    server.enqueue(OK);
    server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
    server.enqueue(OK);
    VirtualTimer virtual = new VirtualTimer();
    try (PartnerCenter partner = builder().timer(virtual).build()) {
      user(partner).get();
      user(partner)
          .getWithResponse(RequestOptions.builder().readTimeout(Duration.ofSeconds(2)).build());

      assertThat(virtual.pauses()).containsExactly(Duration.ofMillis(500));
    }
  }

  @Test
  void aCertificateThatIsNotTrustedIsFinal() throws IOException {
    HeldCertificate certificate =
        new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();
    HandshakeCertificates certificates =
        new HandshakeCertificates.Builder().heldCertificate(certificate).build();
    try (MockWebServer untrusted = new MockWebServer()) {
      untrusted.useHttps(certificates.sslSocketFactory(), false);
      untrusted.start();
      try (PartnerCenter toUntrusted =
          builder().baseUrl("https://localhost:" + untrusted.getPort()).build()) {
        assertThatExceptionOfType(PartnerConnectionException.class)
            .isThrownBy(() -> user(toUntrusted).get())
            .withMessageContaining("SSLHandshakeException")
            .satisfies(e -> assertThat(e.attempts()).isEqualTo(1));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sync", "async"})
  void whatAnInterceptorOfTheCallerThrowsUncheckedIsFinal(String mode) {
    OkHttpClient httpClient =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  throw new IllegalStateException("interceptor is broken");
                })
            .build();
    try (PartnerCenter partner = builder().httpClient(httpClient).build()) {
      assertThat(failureOf(user(partner), mode))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("interceptor is broken");
    }
    httpClient.dispatcher().executorService().shutdown();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sync", "async"})
  void aRequestThatAnInterceptorOfTheCallerNeverSendsIsTriedAsOftenAsAnyOther(String mode) {
    List<String> tries = new CopyOnWriteArrayList<>();
    OkHttpClient httpClient =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  tries.add(chain.request().method());
                  throw new IOException("interceptor says no");
                })
            .build();
    try (PartnerCenter partner =
        builder().httpClient(httpClient).timer(new VirtualTimer()).build()) {
      assertThat(failureOf(user(partner), mode))
          .hasStackTraceContaining("interceptor says no")
          .extracting(failure -> ((PartnerException) failure).attempts())
          .isEqualTo(0);
    }
    assertThat(tries).hasSize(4);
    httpClient.dispatcher().executorService().shutdown();
  }

  @Test
  void whatAnInterceptorOfTheCallerRepeatsIsCounted() {
    server.enqueue(new MockResponse().setResponseCode(400));
    server.enqueue(OK);
    OkHttpClient httpClient =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  chain.proceed(chain.request()).close();
                  return chain.proceed(chain.request());
                })
            .build();
    try (PartnerCenter partner = builder().httpClient(httpClient).build()) {
      assertThat(user(partner).getWithResponse(RequestOptions.none()).attempts()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sync", "async"})
  void aBodyThatCanBeSentButOnceIsNotRepeated(String mode) throws Exception {
    server.enqueue(new MockResponse().setResponseCode(503));
    try (PartnerCenter partner = builder().timer(new VirtualTimer()).build()) {
      retrofit2.Call<ResponseBody> call = partner.api(UploadApi.class).upload(new Unreadable());
      CompletableFuture<Integer> status = new CompletableFuture<>();
      if (mode.equals("sync")) {
        status.complete(call.execute().code());
      } else {
        call.enqueue(
            new retrofit2.Callback<>() {
              @Override
              public void onResponse(
                  retrofit2.Call<ResponseBody> c, retrofit2.Response<ResponseBody> response) {
                status.complete(response.code());
              }

              @Override
              public void onFailure(retrofit2.Call<ResponseBody> c, Throwable e) {
                status.completeExceptionally(e);
              }
            });
      }

      assertThat(status.get(10, TimeUnit.SECONDS)).isEqualTo(503);
      assertThat(server.getRequestCount()).isEqualTo(1);
    }
  }

  /** An interface that somebody else wrote. */
  interface UploadApi {
    @POST("v1/upload")
    retrofit2.Call<ResponseBody> upload(@Body RequestBody body);
  }

  /** A stream, say. */
  private static final class Unreadable extends RequestBody {
    private boolean sent;

    @Override
    public MediaType contentType() {
      return null;
    }

    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      if (sent) {
        throw new IOException("sent twice");
      }
      sent = true;
      sink.writeUtf8("once");
    }
  }

  @Test
  void aBodyThatFailsToBeWrittenEndsTheCallAsAConnectionException() {
    RequestBody broken =
        new RequestBody() {
          @Override
          public MediaType contentType() {
            return null;
          }

          @Override
          public void writeTo(BufferedSink sink) throws IOException {
            throw new IOException("disk is gone");
          }
        };
    try (PartnerCenter partner = builder().retries(RetryPolicy.none()).build()) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> partner.api(UploadApi.class).upload(broken).execute())
          .withCauseInstanceOf(PartnerConnectionException.class)
          .withMessageContaining("disk is gone");
    }
  }

  @Test
  void aRefusalWithoutIfMatchSaysNothingOfAnEarlierAttempt() {
    server.enqueue(new MockResponse().setResponseCode(504));
    server.enqueue(new MockResponse().setResponseCode(412));
    try (PartnerCenter partner = builder().timer(new VirtualTimer()).build()) {
      assertThatExceptionOfType(PartnerServiceException.class)
          .isThrownBy(() -> user(partner).get())
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("may have made"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"400 {\"code\":\"2055\"}", "412 {}"})
  void aRefusedIfMatchAfterARetrySaysThatTheChangeMayBeOurs(String answer) {
    int status = Integer.parseInt(answer.substring(0, 3));
    server.enqueue(new MockResponse().setResponseCode(504));
    server.enqueue(new MockResponse().setResponseCode(status).setBody(answer.substring(4)));
    RequestOptions ifMatch = RequestOptions.builder().ifMatch("v1").build();
    try (PartnerCenter partner = builder().timer(new VirtualTimer()).build()) {
      assertThatExceptionOfType(PartnerServiceException.class)
          .isThrownBy(() -> user(partner).patchWithResponse(UPDATE, ifMatch))
          .withMessageContaining("an earlier attempt of this call may have made the change itself")
          .satisfies(e -> assertThat(e.category()).isEqualTo(ErrorCategory.PRECONDITION_FAILED));

      server.enqueue(new MockResponse().setResponseCode(status).setBody(answer.substring(4)));
      assertThatExceptionOfType(PartnerServiceException.class)
          .isThrownBy(() -> user(partner).patchWithResponse(UPDATE, ifMatch))
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("may have made"));
    }
  }

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
          Stream.generate(() -> user(partner).patchAsync(UPDATE))
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

  @ParameterizedTest
  @ValueSource(ints = {503, 429})
  void cancellingTheFutureEndsThePause(int status) throws Exception {
    server.enqueue(new MockResponse().setResponseCode(status).setHeader("Retry-After", "5"));
    try (PartnerCenter partner = builder().timer(timer).build()) {
      CompletableFuture<CustomerUser> call = user(partner).patchAsync(UPDATE);
      eventually("it pauses", () -> timer.pending() == 1);

      call.cancel(true);

      assertThat(call).isCancelled();
      eventually("its timer is freed", () -> timer.pending() == 0);
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
    // the step that began the pause may still be on its way to see the end
    eventually("its timer is freed", () -> timer.pending() == 0);
  }

  @Test
  void aPauseThatWouldEndAfterTheLimitIsNotBegun() {
    server.enqueue(new MockResponse().setResponseCode(503));
    server.enqueue(new MockResponse().setResponseCode(500));
    VirtualTimer virtual = new VirtualTimer();
    // 0.5 s, then 1 s, of which 0.9 s are left
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
    // by its timer there is time enough, but that timer stands still
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

  @Test
  void theTokenIsAskedForOnceForAllAttempts() throws Exception {
    server.enqueue(new MockResponse().setResponseCode(503));
    server.enqueue(OK);
    List<String> tokens = new CopyOnWriteArrayList<>();
    AccessTokenProvider provider =
        AccessTokenProvider.blocking(
            () -> {
              tokens.add("token-" + tokens.size());
              return tokens.get(tokens.size() - 1);
            });
    try (PartnerCenter partner =
        builder().accessTokens(provider).timer(new VirtualTimer()).build()) {
      user(partner).patch(UPDATE);
    }

    RecordedRequest first = server.takeRequest();
    RecordedRequest second = server.takeRequest();
    assertThat(tokens).hasSize(1);
    assertThat(second.getHeaders()).isEqualTo(first.getHeaders());
    assertThat(second.getBody().readUtf8()).isEqualTo(first.getBody().readUtf8());
  }

  @Test
  void aRetriedCallOfARetrofitInterfaceKeepsRetrofitsContract() throws IOException {
    server.enqueue(new MockResponse().setResponseCode(503));
    server.enqueue(new MockResponse().setResponseCode(404));
    try (PartnerCenter partner = builder().timer(new VirtualTimer()).build()) {
      retrofit2.Response<CustomerUser> response =
          partner.api(RetrofitUsersApi.class).get(UUID.randomUUID(), ID).execute();

      assertThat(response.code()).isEqualTo(404);
      assertThat(server.getRequestCount()).isEqualTo(2);
    }
  }

  private static RuntimeException failureOf(UserHandle user, String mode) {
    return mode.equals("sync")
        ? catchThrowableOfType(RuntimeException.class, user::get)
        : (RuntimeException)
            catchThrowableOfType(
                    ExecutionException.class, () -> user.getAsync().get(10, TimeUnit.SECONDS))
                .getCause();
  }

  private PartnerCenter.Builder builder() {
    return PartnerCenter.builder()
        .baseUrl(server.url("/").toString())
        .accessTokens(AccessTokens.of("t"))
        .random(() -> 1);
  }

  /** Of a customer of its own. */
  private static UserHandle user(PartnerCenter partner) {
    return partner.customers().byId(UUID.randomUUID()).users().byId(ID);
  }
}
