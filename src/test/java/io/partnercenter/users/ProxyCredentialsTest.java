package io.partnercenter.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.UUID;
import okhttp3.OkHttpClient;
import okhttp3.mockwebserver.MockResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials for a proxy. */
class ProxyCredentialsTest extends MockService {
  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void credentialsThatAProxyRefusesAreSentOnce(String scheme) throws Exception {
    try (RefusingProxy proxy = new RefusingProxy();
        PartnerCenter partner =
            PartnerCenter.builder()
                .accessTokens(AccessTokens.of("token"))
                .baseUrl(scheme + "://service.example/")
                .allowInsecureHttp()
                .timer(new VirtualTimer())
                .timeout(Duration.ofSeconds(4))
                .httpClient(proxy.client())
                .build()) {
      Throwable failure = catchThrowable(() -> user(partner).get());

      assertThat(failure).isInstanceOf(PartnerException.class);
      assertThat(proxy.requests()).hasSizeLessThanOrEqualTo(2);
      assertThat(((PartnerException) failure).attempts())
          .isEqualTo(scheme.equals("http") ? proxy.requests().size() : 1);
    }
  }

  @Test
  void credentialsThatAProxyAsksForAreSent() throws Exception {
    server.enqueue(
        new MockResponse()
            .setResponseCode(407)
            .setHeader("Proxy-Authenticate", "Basic realm=\"p\""));
    server.enqueue(new MockResponse().setBody("{\"id\":\"" + UUID.randomUUID() + "\"}"));
    OkHttpClient throughProxy =
        new OkHttpClient.Builder()
            .proxy(server.toProxyAddress())
            .proxyAuthenticator(
                (route, response) ->
                    response.request().newBuilder().header("Proxy-Authorization", "x").build())
            .build();
    try (PartnerCenter partner =
        PartnerCenter.builder()
            .accessTokens(AccessTokens.of("token"))
            .baseUrl("http://service.example/")
            .allowInsecureHttp()
            .httpClient(throughProxy)
            .build()) {
      assertThat(user(partner).get().getId()).isNotNull();
    }

    assertThat(server.takeRequest().getHeader("Proxy-Authorization")).isNull();
    assertThat(server.takeRequest().getHeader("Proxy-Authorization")).isEqualTo("x");
  }
}
