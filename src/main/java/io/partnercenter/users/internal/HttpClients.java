package io.partnercenter.users.internal;

import io.partnercenter.users.internal.time.Durations;
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
public final class HttpClients {
  private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(1);

  private HttpClients() {}

  /**
   * Returns a builder of the library's own client. All calls go to one host, so the limit for a
   * host equals the limit for all, and the pool keeps as many idle connections (OkHttp keeps 5).
   */
  public static OkHttpClient.Builder builder() {
    Dispatcher dispatcher = new Dispatcher();
    int atOnce = dispatcher.getMaxRequests();
    dispatcher.setMaxRequestsPerHost(atOnce);
    return new OkHttpClient.Builder()
        .dispatcher(dispatcher)
        .connectionPool(new ConnectionPool(atOnce, 5, TimeUnit.MINUTES))
        .socketFactory(new NoDelaySocketFactory())
        .readTimeout(IDLE_TIMEOUT)
        .writeTimeout(IDLE_TIMEOUT);
  }

  /** Sets the time-outs that aren't null. */
  public static void setTimeouts(
      OkHttpClient.Builder client,
      @Nullable Duration connect,
      @Nullable Duration read,
      @Nullable Duration write) {
    if (connect != null) {
      client.connectTimeout(Durations.millis(connect), TimeUnit.MILLISECONDS);
    }
    if (read != null) {
      client.readTimeout(Durations.millis(read), TimeUnit.MILLISECONDS);
    }
    if (write != null) {
      client.writeTimeout(Durations.millis(write), TimeUnit.MILLISECONDS);
    }
  }

  /**
   * Adds the interceptors of this library, and turns off what OkHttp would do unseen: retries,
   * redirects, cookies, authentication and caching. The caller's application interceptors run
   * before the token is set, so they don't see it; the network interceptors do.
   */
  public static void configure(OkHttpClient.Builder client, HttpUrl baseUrl) {
    OkHttpClient callers = client.build();
    client
        .followRedirects(false)
        .followSslRedirects(false)
        .retryOnConnectionFailure(false)
        .cookieJar(CookieJar.NO_COOKIES)
        .authenticator(Authenticator.NONE)
        .proxyAuthenticator(new ProxyAuthenticator(callers.proxyAuthenticator()))
        .cache(null);
    client.interceptors().add(0, new CallerCodeInterceptor());
    client.interceptors().add(new SendInterceptor(baseUrl));
    client.networkInterceptors().add(0, new NoReplayInterceptor());
    client.networkInterceptors().add(0, new StaleConnectionInterceptor());
    client.networkInterceptors().add(new PermitCheckInterceptor());
  }

  /** Closes a client that was made by this library. */
  public static void close(OkHttpClient client) {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }
}
