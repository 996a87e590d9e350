package io.partnercenter.users;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Authenticator;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Sets up OkHttp. */
final class HttpClients {
  private static final Duration SILENCE = Duration.ofMinutes(1);

  private HttpClients() {}

  /**
   * One of our own. All calls go to one host, so its limit is the limit over all of OkHttp's, and
   * as many connections are kept, which OkHttp would do for 5.
   */
  static OkHttpClient create() {
    Dispatcher dispatcher = new Dispatcher();
    int atOnce = dispatcher.getMaxRequests();
    dispatcher.setMaxRequestsPerHost(atOnce);
    return new OkHttpClient.Builder()
        .dispatcher(dispatcher)
        .connectionPool(new ConnectionPool(atOnce, 5, TimeUnit.MINUTES))
        .readTimeout(SILENCE)
        .writeTimeout(SILENCE)
        .build();
  }

  /** The same client with these time-outs, as far as they are given. */
  static OkHttpClient withTimeouts(
      OkHttpClient client,
      @Nullable Duration connect,
      @Nullable Duration read,
      @Nullable Duration write) {
    OkHttpClient.Builder builder = client.newBuilder();
    if (connect != null) {
      builder.connectTimeout(Durations.millis(connect), TimeUnit.MILLISECONDS);
    }
    if (read != null) {
      builder.readTimeout(Durations.millis(read), TimeUnit.MILLISECONDS);
    }
    if (write != null) {
      builder.writeTimeout(Durations.millis(write), TimeUnit.MILLISECONDS);
    }
    return builder.build();
  }

  /**
   * The same client with what this library needs, and nothing that repeats, redirects or remembers
   * behind our back. The caller's interceptors come first: they don't see the token.
   */
  static OkHttpClient configure(OkHttpClient client, HttpUrl baseUrl) {
    OkHttpClient.Builder builder =
        client
            .newBuilder()
            .followRedirects(false)
            .followSslRedirects(false)
            .retryOnConnectionFailure(false)
            .cookieJar(CookieJar.NO_COOKIES)
            .authenticator(Authenticator.NONE)
            .cache(null);
    builder.interceptors().add(new SendInterceptor(baseUrl));
    builder.networkInterceptors().add(0, new NoReplayInterceptor());
    builder.networkInterceptors().add(0, new StaleConnectionInterceptor());
    return builder.build();
  }

  /** Ends what {@link #create} made. */
  static void close(OkHttpClient client) {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }
}
