package io.partnercenter.users.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.AccessTokens;
import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.RequestOptions;
import io.partnercenter.users.UserHandle;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/**
 * Handles and options are cheap: threads and connections belong to the client. The dispatcher has
 * one worker here. OkHttp's own dispatcher starts another worker if the previous one hasn't quite
 * finished, which makes the number of threads random.
 */
class ConstantResourcesTest {
  private static final int CALLS = 10_000;

  @Test
  void handlesAndOptionsAddNoConnectionAndNoThread() throws IOException {
    ExecutorService oneWorker = Executors.newSingleThreadExecutor();
    try (CannedServer server = CannedServer.start(0);
        PartnerCenter partner =
            PartnerCenter.builder()
                .baseUrl("http://127.0.0.1:" + server.port())
                .accessTokens(AccessTokens.of("test-token"))
                .httpClient(
                    new OkHttpClient.Builder().dispatcher(new Dispatcher(oneWorker)).build())
                .build()) {
      List<UserHandle> users = new ArrayList<>();
      for (int i = 0; i < CALLS; i++) {
        users.add(partner.customers().byId(Sample.customer(1, i)).users().byId(Sample.USER));
      }
      int threads = Thread.activeCount();
      for (int i = 0; i < CALLS; i++) {
        RequestOptions options =
            RequestOptions.builder()
                .locale("sv-SE")
                .timeout(Duration.ofMillis(50_000 + i))
                .readTimeout(Duration.ofMillis(20_000 + i))
                .build();
        if (i % 2 == 0) {
          users.get(i).getWithResponse(options);
        } else {
          users.get(i).getWithResponseAsync(options).join();
        }
        assertThat(server.connections()).isEqualTo(1);
        // the worker and the daemon threads of OkHttp and Okio
        assertThat(Thread.activeCount() - threads).isLessThan(10);
      }
    } finally {
      oneWorker.shutdown();
    }
  }
}
