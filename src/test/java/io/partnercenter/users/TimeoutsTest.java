package io.partnercenter.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which time-outs apply to a request: those of the call, or else those of the client. */
class TimeoutsTest {
  private final MockWebServer server = new MockWebServer();
  private final List<Integer> seen = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    server.enqueue(new MockResponse().setBody("{\"id\":\"" + UUID.randomUUID() + "\"}"));
    server.start();
  }

  @AfterEach
  void stop() throws IOException {
    server.shutdown();
  }

  @Test
  void timeoutsOfACallReplaceThoseOfTheClient() {
    RequestOptions options =
        RequestOptions.builder()
            .connectTimeout(Duration.ofSeconds(1))
            .readTimeout(Duration.ofSeconds(2))
            .writeTimeout(Duration.ofSeconds(3))
            .build();
    try (PartnerCenter partner = builder().build()) {
      user(partner).getWithResponse(options);
    }

    assertThat(seen).containsExactly(1_000, 2_000, 3_000);
  }

  @Test
  void timeoutsOfTheClientApplyToACallWithoutAny() {
    try (PartnerCenter partner = builder().build()) {
      user(partner).get();
    }

    assertThat(seen).containsExactly(7_000, 8_000, 9_000);
  }

  private PartnerCenter.Builder builder() {
    Interceptor recorder =
        chain -> {
          seen.add(chain.connectTimeoutMillis());
          seen.add(chain.readTimeoutMillis());
          seen.add(chain.writeTimeoutMillis());
          return chain.proceed(chain.request());
        };
    return PartnerCenter.builder()
        .baseUrl(server.url("/").toString())
        .accessTokens(AccessTokens.of("t"))
        .httpClient(new OkHttpClient.Builder().addNetworkInterceptor(recorder).build())
        .connectTimeout(Duration.ofSeconds(7))
        .readTimeout(Duration.ofSeconds(8))
        .writeTimeout(Duration.ofSeconds(9));
  }

  private static UserHandle user(PartnerCenter partner) {
    return partner.customers().byId(UUID.randomUUID()).users().byId(UUID.randomUUID());
  }
}
