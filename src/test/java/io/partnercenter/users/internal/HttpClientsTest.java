package io.partnercenter.users.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Authenticator;
import okhttp3.Cache;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.CookieJar;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.Test;

class HttpClientsTest {
  private static final HttpUrl BASE_URL = HttpUrl.get("https://contoso.example/");

  @Test
  void okHttpItselfNeitherRetriesNorFollowsRedirectsNorKeepsAnything() {
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
  void theCallersOtherSettingsAreKept() {
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
  void theLibrarysOwnClientSendsALongRequestAtOnce() throws Exception {
    try (Socket socket = HttpClients.builder().build().socketFactory().createSocket()) {
      assertThat(socket.getTcpNoDelay()).isTrue();
    }
  }

  @Test
  void theLibrarysOwnClientRuns64CallsAtOnceAndKeepsTheirConnections() throws Exception {
    OkHttpClient own = HttpClients.builder().build();
    CyclicBarrier allArrived = new CyclicBarrier(64);
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
      runAtOnce(64, own, server.url("/"));
      runAtOnce(64, own, server.url("/"));

      long connections = 0;
      for (int i = 0; i < 128; i++) {
        connections += server.takeRequest().getSequenceNumber() == 0 ? 1 : 0;
      }
      assertThat(connections).isEqualTo(64);
    }
    HttpClients.close(own);
  }

  private static void runAtOnce(int calls, OkHttpClient client, HttpUrl url) {
    CompletableFuture<?>[] ended = new CompletableFuture<?>[calls];
    for (int i = 0; i < calls; i++) {
      Call call = client.newCall(new Request.Builder().url(url).build());
      ended[i] = new CompletableFuture<Void>();
      call.enqueue(new Ends(ended[i]));
    }
    CompletableFuture.allOf(ended).join();
  }

  @Test
  void closeEndsIdleConnections() throws Exception {
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
  void closeEndsTheThreads() throws Exception {
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

  private static final class Ends implements Callback {
    private final CompletableFuture<?> end;

    Ends(CompletableFuture<?> end) {
      this.end = end;
    }

    @Override
    public void onResponse(Call call, Response response) {
      response.close();
      end.complete(null);
    }

    @Override
    public void onFailure(Call call, IOException e) {
      end.completeExceptionally(e);
    }
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
