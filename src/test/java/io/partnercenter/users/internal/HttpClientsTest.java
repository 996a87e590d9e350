package io.partnercenter.users.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Authenticator;
import okhttp3.Cache;
import okhttp3.Call;
import okhttp3.CookieJar;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.Test;

class HttpClientsTest {
  private static final HttpUrl BASE_URL = HttpUrl.get("https://contoso.example/");

  @Test
  void nothingRepeatsRedirectsOrRemembersBehindOurBack() {
    OkHttpClient callers =
        new OkHttpClient.Builder()
            .cookieJar(new FakeCookieJar())
            .authenticator((route, response) -> response.request())
            .cache(new Cache(new File("target/no-such-cache"), 1))
            .build();

    OkHttpClient configured = configured(callers);

    assertThat(configured.followRedirects()).isFalse();
    assertThat(configured.followSslRedirects()).isFalse();
    assertThat(configured.retryOnConnectionFailure()).isFalse();
    assertThat(configured.cookieJar()).isSameAs(CookieJar.NO_COOKIES);
    assertThat(configured.authenticator()).isSameAs(Authenticator.NONE);
    assertThat(configured.cache()).isNull();
  }

  @Test
  void whatIsTheCallersIsKept() {
    OkHttpClient callers =
        new OkHttpClient.Builder()
            .addInterceptor(chain -> chain.proceed(chain.request()))
            .addNetworkInterceptor(chain -> chain.proceed(chain.request()))
            .readTimeout(Duration.ofSeconds(7))
            .build();

    OkHttpClient configured = configured(callers);

    assertThat(configured.dispatcher()).isSameAs(callers.dispatcher());
    assertThat(configured.connectionPool()).isSameAs(callers.connectionPool());
    assertThat(configured.dns()).isSameAs(callers.dns());
    assertThat(configured.eventListenerFactory()).isSameAs(callers.eventListenerFactory());
    assertThat(configured.interceptors()).containsAll(callers.interceptors());
    assertThat(configured.networkInterceptors()).containsAll(callers.networkInterceptors());
    assertThat(configured.readTimeoutMillis()).isEqualTo(7_000);
  }

  @Test
  void oneOfOurOwnRuns64CallsAtOnceAndBearsAMinuteOfSilence() {
    OkHttpClient own = HttpClients.builder().build();

    assertThat(own.dispatcher().getMaxRequests()).isEqualTo(64);
    assertThat(own.dispatcher().getMaxRequestsPerHost()).isEqualTo(64);
    assertThat(own.connectTimeoutMillis()).isEqualTo(10_000);
    assertThat(own.readTimeoutMillis()).isEqualTo(60_000);
    assertThat(own.writeTimeoutMillis()).isEqualTo(60_000);
  }

  @Test
  void itKeepsTheConnectionsOfAllCallsThatRanAtOnce() throws Exception {
    OkHttpClient own = HttpClients.builder().build();
    CyclicBarrier allArrived = new CyclicBarrier(10);
    try (MockWebServer server = new MockWebServer()) {
      server.setDispatcher(
          new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
              try {
                allArrived.await(10, TimeUnit.SECONDS);
              } catch (BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException(e);
              }
              return new MockResponse();
            }
          });
      runAtOnce(10, own, server.url("/"));
      runAtOnce(10, own, server.url("/"));

      long connections = 0;
      for (int i = 0; i < 20; i++) {
        connections += server.takeRequest().getSequenceNumber() == 0 ? 1 : 0;
      }
      assertThat(connections).isEqualTo(10);
    }
    HttpClients.close(own);
  }

  private static void runAtOnce(int calls, OkHttpClient client, HttpUrl url) {
    CompletableFuture<?>[] ended = new CompletableFuture<?>[calls];
    for (int i = 0; i < calls; i++) {
      Call call = client.newCall(new Request.Builder().url(url).build());
      ended[i] =
          CompletableFuture.runAsync(
              () -> {
                try {
                  call.execute().close();
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              },
              client.dispatcher().executorService());
    }
    CompletableFuture.allOf(ended).join();
  }

  @Test
  void timeOutsThatAreSetReplaceThoseOfTheClient() {
    OkHttpClient callers =
        new OkHttpClient.Builder()
            .connectTimeout(Duration.ofSeconds(1))
            .readTimeout(Duration.ofSeconds(2))
            .writeTimeout(Duration.ofSeconds(3))
            .build();

    OkHttpClient all =
        withTimeouts(
            callers, Duration.ofSeconds(4), Duration.ofNanos(1), Duration.ofDays(1_000_000));
    OkHttpClient none = withTimeouts(callers, null, null, null);

    assertThat(all.connectTimeoutMillis()).isEqualTo(4_000);
    assertThat(all.readTimeoutMillis()).isEqualTo(1);
    assertThat(all.writeTimeoutMillis()).isEqualTo(Integer.MAX_VALUE);
    assertThat(none.connectTimeoutMillis()).isEqualTo(1_000);
    assertThat(none.readTimeoutMillis()).isEqualTo(2_000);
    assertThat(none.writeTimeoutMillis()).isEqualTo(3_000);
  }

  @Test
  void closeEndsItsIdleConnections() throws Exception {
    OkHttpClient own = HttpClients.builder().build();
    try (MockWebServer server = new MockWebServer()) {
      server.enqueue(new MockResponse());
      own.newCall(new Request.Builder().url(server.url("/")).build()).execute().close();
      assertThat(own.connectionPool().connectionCount()).isEqualTo(1);

      HttpClients.close(own);

      assertThat(own.connectionPool().connectionCount()).isZero();
    }
  }

  @Test
  void closeEndsItsThreads() throws Exception {
    OkHttpClient own = HttpClients.builder().build();
    own.dispatcher().executorService().submit(() -> {}).get();

    HttpClients.close(own);

    assertThat(own.dispatcher().executorService().awaitTermination(10, TimeUnit.SECONDS)).isTrue();
  }

  private static OkHttpClient configured(OkHttpClient callers) {
    OkHttpClient.Builder builder = callers.newBuilder();
    HttpClients.configure(builder, BASE_URL);
    return builder.build();
  }

  private static OkHttpClient withTimeouts(
      OkHttpClient callers, Duration connect, Duration read, Duration write) {
    OkHttpClient.Builder builder = callers.newBuilder();
    HttpClients.setTimeouts(builder, connect, read, write);
    return builder.build();
  }

  private static final class FakeCookieJar implements CookieJar {
    @Override
    public java.util.List<okhttp3.Cookie> loadForRequest(HttpUrl url) {
      return java.util.List.of();
    }

    @Override
    public void saveFromResponse(HttpUrl url, java.util.List<okhttp3.Cookie> cookies) {}
  }
}
