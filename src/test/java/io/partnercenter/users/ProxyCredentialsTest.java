package io.partnercenter.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
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
}
