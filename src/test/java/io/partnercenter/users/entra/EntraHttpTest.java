package io.partnercenter.users.entra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import okhttp3.Authenticator;
import okhttp3.Cache;
import okhttp3.Cookie;
import okhttp3.CookieJar;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The HTTP client for Entra: which settings of the caller's client it uses. */
class EntraHttpTest {
  @Test
  void aRequestHasATotalLimitAndATimeOutForSilence() {
    for (OkHttpClient callers : new OkHttpClient[] {null, patient()}) {
      OkHttpClient client = EntraHttp.client(callers);

      assertThat(client.callTimeoutMillis()).isEqualTo(12_000);
      assertThat(client.connectTimeoutMillis()).isEqualTo(8_000);
      assertThat(client.readTimeoutMillis()).isEqualTo(8_000);
      assertThat(client.writeTimeoutMillis()).isEqualTo(8_000);
    }
  }

  private static OkHttpClient patient() {
    return new OkHttpClient.Builder()
        .callTimeout(Duration.ZERO)
        .connectTimeout(Duration.ZERO)
        .readTimeout(Duration.ZERO)
        .writeTimeout(Duration.ZERO)
        .build();
  }

  @Test
  void noSettingOfTheCallersClientSendsASecretAgainOrElsewhereOrKeepsIt(@TempDir Path folder) {
    OkHttpClient callers =
        new OkHttpClient.Builder()
            .authenticator((route, response) -> response.request())
            .cookieJar(new KeepsAllCookies())
            .cache(new Cache(folder.toFile(), 1 << 20))
            .build();

    OkHttpClient client = EntraHttp.client(callers);

    assertThat(client.followRedirects()).isFalse();
    assertThat(client.followSslRedirects()).isFalse();
    assertThat(client.retryOnConnectionFailure()).isFalse();
    assertThat(client.authenticator()).isSameAs(Authenticator.NONE);
    assertThat(client.cookieJar()).isSameAs(CookieJar.NO_COOKIES);
    assertThat(client.cache()).isNull();
  }

  private static final class KeepsAllCookies implements CookieJar {
    @Override
    public void saveFromResponse(HttpUrl url, java.util.List<Cookie> cookies) {}

    @Override
    public java.util.List<Cookie> loadForRequest(HttpUrl url) {
      return java.util.List.of();
    }
  }

  @Test
  void theCallersInterceptorsAndConnectionSettingsAreUsed() throws IOException {
    Interceptor interceptor = chain -> chain.proceed(chain.request());
    Request withCredentials = new Request.Builder().url("https://proxy.example").build();
    OkHttpClient callers =
        new OkHttpClient.Builder()
            .addInterceptor(interceptor)
            .proxyAuthenticator((route, response) -> withCredentials)
            .build();
    Response proxyAsks =
        new Response.Builder()
            .request(new Request.Builder().url("https://proxy.example").build())
            .protocol(Protocol.HTTP_1_1)
            .code(407)
            .message("Proxy Authentication Required")
            .build();

    OkHttpClient client = EntraHttp.client(callers);

    assertThat(client.interceptors()).containsExactly(interceptor);
    assertThat(client.proxyAuthenticator().authenticate(null, proxyAsks)).isSameAs(withCredentials);
    assertThat(client.proxySelector()).isSameAs(callers.proxySelector());
    assertThat(client.dns()).isSameAs(callers.dns());
    assertThat(client.connectionPool()).isSameAs(callers.connectionPool());
    assertThat(client.hostnameVerifier()).isSameAs(callers.hostnameVerifier());
  }

  @Test
  void eachRequestHasAConnectionOfItsOwnThatACancelCanClose() {
    assertThat(EntraHttp.client(null).protocols()).containsExactly(Protocol.HTTP_1_1);
  }
}
