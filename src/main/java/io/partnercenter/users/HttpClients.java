package io.partnercenter.users;

import okhttp3.Authenticator;
import okhttp3.CookieJar;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Sets up OkHttp. */
final class HttpClients {
  private HttpClients() {}

  /** One of our own. All calls go to one host, so its limit is the limit over all of OkHttp's. */
  static OkHttpClient create() {
    Dispatcher dispatcher = new Dispatcher();
    dispatcher.setMaxRequestsPerHost(dispatcher.getMaxRequests());
    return new OkHttpClient.Builder().dispatcher(dispatcher).build();
  }

  /**
   * The same client with what this library needs: our interceptors last, so that the token is set
   * behind the caller's; nothing that repeats, redirects or remembers behind our back.
   */
  static OkHttpClient configure(
      OkHttpClient client, HttpUrl baseUrl, @Nullable String applicationName) {
    return client
        .newBuilder()
        .followRedirects(false)
        .followSslRedirects(false)
        .retryOnConnectionFailure(false)
        .cookieJar(CookieJar.NO_COOKIES)
        .authenticator(Authenticator.NONE)
        .cache(null)
        .addInterceptor(new HeadersInterceptor(applicationName))
        .addInterceptor(new AuthInterceptor(baseUrl))
        .build();
  }

  /** Ends what {@link #create} made. */
  static void close(OkHttpClient client) {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }
}
