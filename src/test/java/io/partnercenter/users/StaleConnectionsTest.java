package io.partnercenter.users;

import static io.partnercenter.users.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.model.CustomerUser;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import okhttp3.OkHttpClient;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a connection that went stale in the pool costs a call no pause. */
class StaleConnectionsTest extends RetryTestBase {
  @ParameterizedTest
  @ValueSource(strings = {"sync", "async"})
  void aConnectionThatWentStaleInThePoolCostsNoPause(String mode) throws Exception {
    server.enqueue(OK.clone().setSocketPolicy(SocketPolicy.DISCONNECT_AT_END));
    server.enqueue(OK);
    VirtualTimer virtual = new VirtualTimer();
    try (PartnerCenter partner = builder().timer(virtual).build()) {
      user(partner).get();

      PartnerResponse<CustomerUser> response =
          mode.equals("sync")
              ? user(partner).patchWithResponse(UPDATE, RequestOptions.none())
              : user(partner).patchWithResponseAsync(UPDATE, RequestOptions.none()).join();

      assertThat(response.attempts()).isEqualTo(2);
      assertThat(virtual.pauses()).isEmpty();
      assertThat(server.takeRequest().getSequenceNumber()).isZero();
      // the first request on a fresh connection
      assertThat(server.takeRequest().getSequenceNumber()).isZero();
    }
  }

  @Test
  void onlyTheFirstRetryIsImmediate() {
    // the connection that is reused is cut off, and the next one too
    server.enqueue(OK);
    server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST));
    server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST));
    server.enqueue(OK);
    VirtualTimer virtual = new VirtualTimer();
    try (PartnerCenter partner = builder().timer(virtual).build()) {
      user(partner).get();

      assertThat(user(partner).patchWithResponse(UPDATE, RequestOptions.none()).attempts())
          .isEqualTo(3);
      assertThat(virtual.pauses()).containsExactly(Duration.ofSeconds(1));
    }
  }

  @Test
  void onlyTheFirstOfTwoStaleConnectionsCostsNoPause() {
    CountDownLatch bothReceived = new CountDownLatch(2);
    server.setDispatcher(
        new okhttp3.mockwebserver.Dispatcher() {
          private int requests;

          @Override
          public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
            int number;
            synchronized (this) {
              number = ++requests;
            }
            if (number > 2) {
              return number > 4
                  ? OK
                  : new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST);
            }
            bothReceived.countDown();
            bothReceived.await();
            return OK;
          }
        });
    VirtualTimer virtual = new VirtualTimer();
    OkHttpClient httpClient = new OkHttpClient();
    try (PartnerCenter partner = builder().httpClient(httpClient).timer(virtual).build()) {
      CompletableFuture<CustomerUser> one = user(partner).getAsync();
      CompletableFuture<CustomerUser> two = user(partner).getAsync();
      one.join();
      two.join();
      eventually(
          "both connections are back in the pool",
          () -> httpClient.connectionPool().idleConnectionCount() == 2);

      assertThat(user(partner).patchWithResponse(UPDATE, RequestOptions.none()).attempts())
          .isEqualTo(3);
      assertThat(virtual.pauses()).containsExactly(Duration.ofSeconds(1));
    }
  }

  @Test
  void aStaleConnectionCostsNoPauseAtALaterAttemptEither() {
    server.enqueue(new MockResponse().setResponseCode(503));
    server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST));
    server.enqueue(OK);
    VirtualTimer virtual = new VirtualTimer();
    try (PartnerCenter partner = builder().timer(virtual).build()) {
      assertThat(user(partner).patchWithResponse(UPDATE, RequestOptions.none()).attempts())
          .isEqualTo(3);
      assertThat(virtual.pauses()).containsExactly(Duration.ofMillis(500));
    }
  }

  @Test
  void aTimeOutOnAReusedConnectionIsNotTakenForAStaleOne() {
    server.enqueue(OK);
    server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
    server.enqueue(OK);
    VirtualTimer virtual = new VirtualTimer();
    try (PartnerCenter partner = builder().timer(virtual).build()) {
      user(partner).get();
      user(partner)
          .getWithResponse(RequestOptions.builder().readTimeout(Duration.ofSeconds(2)).build());

      assertThat(virtual.pauses()).containsExactly(Duration.ofMillis(500));
    }
  }
}
