package io.partnercenter.users;

import static io.partnercenter.users.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.partnercenter.users.model.CustomerUser;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The limit over a call, its cancellation, and the end of the client, on a server that never
 * answers.
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
  void theLimitEndsACallThatIsNotAnswered() {
    try (PartnerCenter partner = builder().build()) {
      assertThatExceptionOfType(PartnerConnectionException.class)
          .isThrownBy(() -> user(partner).getWithResponse(SHORT))
          .withMessageContaining("no answer within the limit of PT0.1S");
      assertThatExceptionOfType(CompletionException.class)
          .isThrownBy(() -> user(partner).getWithResponseAsync(SHORT).join())
          .withCauseInstanceOf(PartnerConnectionException.class);
    }
  }

  @Test
  void theLimitOfTheClientHoldsForEveryCall() {
    try (PartnerCenter partner = builder().timeout(Duration.ofMillis(100)).build()) {
      assertThatExceptionOfType(PartnerConnectionException.class)
          .isThrownBy(() -> user(partner).get())
          .withMessageContaining("PT0.1S");
    }
  }

  @Test
  void theLimitCountsTheWaitInTheDispatchersQueue() throws Exception {
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

      future.cancel(true);

      idle.get(10, TimeUnit.SECONDS);
      assertThat(future).isCancelled();
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
  void afterCloseACallIsAnIllegalState() {
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
  void closeEndsTheThreadsOfAClientOfOurOwn() {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    PartnerCenter partner = builder().build();
    assertThat(user(partner).getWithResponseAsync(SHORT)).failsWithin(10, TimeUnit.SECONDS);
    Set<Thread> ours = new HashSet<>(Thread.getAllStackTraces().keySet());
    ours.removeAll(before);
    // daemons are OkHttp's for the whole JVM, the others the server's
    ours.removeIf(thread -> thread.isDaemon() || !thread.getName().startsWith("OkHttp "));
    assertThat(ours).isNotEmpty();

    partner.close();

    eventually("they end", () -> ours.stream().noneMatch(Thread::isAlive));
  }

  @Test
  void closeLeavesTheCallersClientOpen() {
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
      assertThatExceptionOfType(PartnerConnectionException.class)
          .isThrownBy(() -> user(partner).get())
          .withMessageContaining("listener is broken");
      assertThat(user(partner).getAsync())
          .failsWithin(10, TimeUnit.SECONDS)
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(PartnerConnectionException.class)
          .withMessageContaining("listener is broken");
    }
  }

  @Test
  void aCallThatEndedIsForgotten() {
    PartnerCallFactory factory =
        new PartnerCallFactory(
            new OkHttpClient(),
            CompletableFuture::new,
            new Retries(RetryPolicy.none(), () -> 0, Timer.SYSTEM),
            Duration.ofNanos(1),
            Timer.SYSTEM,
            new CallLog(null, LogDetail.OUTCOME, Timer.SYSTEM));
    Request request = new Request.Builder().url(server.url("/")).build();
    for (int i = 0; i < 1_000; i++) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> factory.newCall(request).execute());
    }

    assertThat(factory.inFlight()).isZero();
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
