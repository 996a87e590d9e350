package io.partnercenter.users;

import static io.partnercenter.users.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.partnercenter.users.internal.CallFactories;
import io.partnercenter.users.internal.RetryingCallFactory;
import io.partnercenter.users.model.CustomerUser;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import okhttp3.Callback;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import retrofit2.Call;

/**
 * The limit of a call, its cancellation, and the close of the client, with a server that never
 * responds.
 */
class CallLifecycleTest {
  private static final RequestOptions SHORT =
      RequestOptions.builder().timeout(Duration.ofMillis(100)).build();

  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    server.start();
    for (int i = 0; i < 5; i++) {
      server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
    }
  }

  @AfterEach
  void stop() throws IOException {
    server.shutdown();
  }

  @Test
  void theLimitEndsACallWithoutAResponse() {
    try (PartnerCenter partner = builder().build()) {
      assertThatExceptionOfType(PartnerConnectionException.class)
          .isThrownBy(() -> user(partner).getWithResponse(SHORT))
          .withMessageContaining("no response within the limit of 100 ms");
      assertThatExceptionOfType(CompletionException.class)
          .isThrownBy(() -> user(partner).getWithResponseAsync(SHORT).join())
          .withCauseInstanceOf(PartnerConnectionException.class);
    }
  }

  @Test
  void theLimitOfTheClientAppliesToEveryCall() {
    try (PartnerCenter partner = builder().timeout(Duration.ofMillis(100)).build()) {
      assertThatExceptionOfType(PartnerConnectionException.class)
          .isThrownBy(() -> user(partner).get())
          .withMessageContaining("100 ms");
    }
  }

  @Test
  void eachOfSeveralCallsEndsAtItsOwnLimit() {
    RequestOptions longer = RequestOptions.builder().timeout(Duration.ofMillis(300)).build();
    try (PartnerCenter partner = builder().build()) {
      CompletableFuture<?> later = user(partner).getWithResponseAsync(longer);
      CompletableFuture<?> sooner = user(partner).getWithResponseAsync(SHORT);

      assertThat(sooner)
          .failsWithin(10, TimeUnit.SECONDS)
          .withThrowableOfType(ExecutionException.class)
          .withMessageContaining("100 ms");
      assertThat(later)
          .failsWithin(10, TimeUnit.SECONDS)
          .withThrowableOfType(ExecutionException.class)
          .withMessageContaining("300 ms");
    }
  }

  @Test
  @Timeout(20) // the client's limit would end the call, too, but after 2 minutes
  void aDeadlineThatTheCallerSetsIsALimitToo() {
    try (PartnerCenter partner = builder().build()) {
      Call<CustomerUser> call =
          partner.api(RetrofitUsersApi.class).get(UUID.randomUUID(), UUID.randomUUID());
      call.timeout().deadline(100, TimeUnit.MILLISECONDS);

      assertThatExceptionOfType(IOException.class)
          .isThrownBy(call::execute)
          .withMessageMatching(".*no response within the limit of (\\d+ [mn]s|0 s).*");
    }
  }

  @Test
  void aCallWhoseDeadlineIsOverIsNotSent() {
    try (PartnerCenter partner = builder().build()) {
      Call<CustomerUser> call =
          partner.api(RetrofitUsersApi.class).get(UUID.randomUUID(), UUID.randomUUID());
      call.timeout().clearTimeout().deadlineNanoTime(System.nanoTime() - 1);

      assertThatExceptionOfType(IOException.class)
          .isThrownBy(call::execute)
          .withMessageContaining("no response within the limit of 0 s");
      assertThat(server.getRequestCount()).isZero();
    }
  }

  @Test
  void theLimitIncludesTheWaitInTheDispatchersQueue() throws Exception {
    Dispatcher oneAtATime = new Dispatcher();
    oneAtATime.setMaxRequests(1);
    OkHttpClient httpClient = new OkHttpClient.Builder().dispatcher(oneAtATime).build();
    try (PartnerCenter partner = builder().httpClient(httpClient).build()) {
      CompletableFuture<CustomerUser> blocker = user(partner).getAsync();
      server.takeRequest();

      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(() -> user(partner).getWithResponseAsync(SHORT).get(10, TimeUnit.SECONDS))
          .withCauseInstanceOf(PartnerConnectionException.class);
      assertThat(blocker).isNotDone();
    }
    oneAtATime.executorService().shutdown();
  }

  @Test
  void cancellingTheFutureCancelsTheCall() throws Exception {
    OkHttpClient httpClient = new OkHttpClient();
    try (PartnerCenter partner = builder().httpClient(httpClient).build()) {
      CompletableFuture<CustomerUser> future = user(partner).getAsync();
      server.takeRequest();
      CompletableFuture<Void> idle = new CompletableFuture<>();
      httpClient.dispatcher().setIdleCallback(() -> idle.complete(null));

      assertThat(future.cancel(true)).isTrue();

      idle.get(10, TimeUnit.SECONDS);
      assertThat(future).isCancelled();
      CompletableFuture<?> ended = user(partner).getWithResponseAsync(SHORT);
      assertThat(ended).failsWithin(10, TimeUnit.SECONDS);
      assertThat(ended.cancel(true)).isFalse();
    }
    httpClient.dispatcher().executorService().shutdown();
  }

  @Test
  void closeEndsCallsInFlightAsConnectionException() throws Exception {
    PartnerCenter partner = builder().build();
    CompletableFuture<CustomerUser> sent = user(partner).getAsync();
    server.takeRequest();

    partner.close();

    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> sent.get(10, TimeUnit.SECONDS))
        .withCauseInstanceOf(PartnerConnectionException.class);
  }

  @Test
  void closeEndsCallsThatWaitForAToken() {
    PartnerCenter partner = builder().accessTokens(CompletableFuture::new).build();
    CompletableFuture<CustomerUser> waiting = user(partner).getAsync();

    partner.close();

    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> waiting.get(10, TimeUnit.SECONDS))
        .withCauseInstanceOf(PartnerConnectionException.class);
  }

  @Test
  void aCallAfterCloseIsAnIllegalState() {
    PartnerCenter partner = builder().build();
    UserHandle user = user(partner);
    partner.close();
    partner.close();

    assertThatIllegalStateException().isThrownBy(user::get).withMessageContaining("closed");
    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(() -> user.getAsync().join())
        .withCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void closeEndsTheThreadsOfTheLibrarysOwnHttpClient() {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    PartnerCenter partner = builder().build();
    assertThat(user(partner).getWithResponseAsync(SHORT)).failsWithin(10, TimeUnit.SECONDS);
    Set<Thread> ownThreads = new HashSet<>(Thread.getAllStackTraces().keySet());
    ownThreads.removeAll(before);
    // OkHttp's daemon threads serve the whole JVM, and threads with other names are the server's
    ownThreads.removeIf(thread -> thread.isDaemon() || !thread.getName().startsWith("OkHttp "));
    assertThat(ownThreads).isNotEmpty();

    partner.close();

    eventually("the threads end", () -> ownThreads.stream().noneMatch(Thread::isAlive));
  }

  @Test
  void closeLeavesTheCallersHttpClientOpen() {
    OkHttpClient httpClient = new OkHttpClient();

    builder().httpClient(httpClient).build().close();

    assertThat(httpClient.dispatcher().executorService().isShutdown()).isFalse();
    httpClient.dispatcher().executorService().shutdown();
  }

  @Test
  void aListenerOfTheCallerThatThrowsEndsTheCallSyncAndAsync() {
    OkHttpClient httpClient =
        new OkHttpClient.Builder()
            .eventListenerFactory(
                call -> {
                  throw new IllegalStateException("listener is broken");
                })
            .build();
    try (PartnerCenter partner = builder().httpClient(httpClient).build()) {
      assertThatIllegalStateException()
          .isThrownBy(() -> user(partner).get())
          .withMessage("listener is broken");
      assertThat(user(partner).getAsync())
          .failsWithin(10, TimeUnit.SECONDS)
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(IllegalStateException.class)
          .withMessageContaining("listener is broken");
    }
  }

  @Test
  void aCallThatWaitsIsInFlightUntilTheClientIsClosed() throws Exception {
    RetryingCallFactory factory = factory(CompletableFuture::new, Duration.ofSeconds(20));
    CompletableFuture<Throwable> failure =
        CompletableFuture.supplyAsync(
            () -> catchThrowable(() -> factory.newCall(request()).execute()));
    eventually("it waits", () -> factory.inFlight() == 1);

    factory.close();

    assertThat(failure.get(10, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
    assertThat(factory.inFlight()).isZero();
  }

  @Test
  void aCallThatEndedIsForgotten() throws Exception {
    RetryingCallFactory withoutToken = factory(CompletableFuture::new, Duration.ofNanos(1));
    for (int i = 0; i < 1_000; i++) {
      assertThat(end(withoutToken, i % 2 == 0, server.getPort())).isInstanceOf(IOException.class);
    }
    RetryingCallFactory factory = factory(AccessTokens.of("t"), Duration.ofSeconds(20));
    try (FaultyServer absent = FaultyServer.absent()) {
      assertThat(end(factory, true, absent.port())).isInstanceOf(IOException.class);
      assertThat(end(factory, false, absent.port())).isInstanceOf(IOException.class);
    }
    try (MockWebServer responding = new MockWebServer()) {
      responding.enqueue(new MockResponse());
      responding.start(InetAddress.getByName("127.0.0.1"), 0);
      assertThat(end(factory, false, responding.getPort())).isNull();
    }

    assertThat(withoutToken.inFlight()).isZero();
    assertThat(factory.inFlight()).isZero();
  }

  @Test
  void aCallKeepsOkHttpsContract() {
    okhttp3.Call call = factory(CompletableFuture::new, Duration.ofNanos(1)).newCall(request());
    assertThat(call.isExecuted()).isFalse();
    assertThat(call.isCanceled()).isFalse();

    call.cancel();
    assertThatExceptionOfType(IOException.class).isThrownBy(call::execute);

    assertThat(call.isExecuted()).isTrue();
    assertThat(call.isCanceled()).isTrue();
    assertThatIllegalStateException().isThrownBy(call::execute);
    assertThat(call.clone().isExecuted()).isFalse();
    assertThat(call.clone().request().url()).isEqualTo(call.request().url());
  }

  /** Makes a call, and returns its failure, or null if it succeeded. */
  private static Throwable end(RetryingCallFactory factory, boolean sync, int port)
      throws Exception {
    okhttp3.Call call =
        factory.newCall(new Request.Builder().url("http://127.0.0.1:" + port).build());
    if (sync) {
      return catchThrowable(() -> call.execute().close());
    }
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    call.enqueue(
        new Callback() {
          @Override
          public void onFailure(okhttp3.Call ended, IOException e) {
            failure.complete(e);
          }

          @Override
          public void onResponse(okhttp3.Call ended, Response response) {
            response.close();
            failure.complete(null);
          }
        });
    return failure.get(10, TimeUnit.SECONDS);
  }

  private static RetryingCallFactory factory(AccessTokenProvider tokens, Duration timeout) {
    return CallFactories.create(tokens, timeout);
  }

  private Request request() {
    return new Request.Builder().url("http://127.0.0.1:" + server.getPort()).build();
  }

  private PartnerCenter.Builder builder() {
    return PartnerCenter.builder()
        .baseUrl(server.url("/").toString())
        .retries(RetryPolicy.none())
        .accessTokens(AccessTokens.of("t"));
  }

  private static UserHandle user(PartnerCenter partner) {
    return partner.customers().byId(UUID.randomUUID()).users().byId(UUID.randomUUID());
  }
}
