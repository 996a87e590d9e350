package io.partnercenter.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.partnercenter.users.model.CustomerUser;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.OkHttpClient;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How attempts are counted, what they share, and what an exception says about earlier ones. */
class AttemptsTest extends RetryTestBase {
  @ParameterizedTest
  @ValueSource(strings = {"sync", "async"})
  void aRequestThatTheCallersInterceptorNeverSendsIsTriedAsOftenAsAnyOther(String mode) {
    List<String> tries = new CopyOnWriteArrayList<>();
    OkHttpClient httpClient =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  tries.add(chain.request().method());
                  throw new IOException("interceptor says no");
                })
            .build();
    try (PartnerCenter partner =
        builder().httpClient(httpClient).timer(new VirtualTimer()).build()) {
      assertThat(failureOf(user(partner), mode))
          .hasStackTraceContaining("interceptor says no")
          .extracting(failure -> ((PartnerException) failure).attempts())
          .isEqualTo(0);
    }
    assertThat(tries).hasSize(4);
    httpClient.dispatcher().executorService().shutdown();
  }

  @Test
  void requestsThatTheCallersInterceptorRepeatsAreCounted() {
    server.enqueue(new MockResponse().setResponseCode(400));
    server.enqueue(OK);
    OkHttpClient httpClient =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  chain.proceed(chain.request()).close();
                  return chain.proceed(chain.request());
                })
            .build();
    try (PartnerCenter partner = builder().httpClient(httpClient).build()) {
      assertThat(user(partner).getWithResponse(RequestOptions.none()).attempts()).isEqualTo(2);
    }
  }

  @Test
  void theTokenIsRequestedOnceForAllAttempts() throws Exception {
    server.enqueue(new MockResponse().setResponseCode(503));
    server.enqueue(OK);
    List<String> tokens = new CopyOnWriteArrayList<>();
    AccessTokenProvider provider =
        AccessTokenProvider.blocking(
            () -> {
              tokens.add("token-" + tokens.size());
              return tokens.get(tokens.size() - 1);
            });
    try (PartnerCenter partner =
        builder().accessTokens(provider).timer(new VirtualTimer()).build()) {
      user(partner).patch(UPDATE);
    }

    RecordedRequest first = server.takeRequest();
    RecordedRequest second = server.takeRequest();
    assertThat(tokens).hasSize(1);
    assertThat(second.getHeaders()).isEqualTo(first.getHeaders());
    assertThat(second.getBody().readUtf8()).isEqualTo(first.getBody().readUtf8());
  }

  @Test
  void aRetriedCallOfARetrofitInterfaceKeepsRetrofitsContract() throws IOException {
    server.enqueue(new MockResponse().setResponseCode(503));
    server.enqueue(new MockResponse().setResponseCode(404));
    try (PartnerCenter partner = builder().timer(new VirtualTimer()).build()) {
      retrofit2.Response<CustomerUser> response =
          partner.api(RetrofitUsersApi.class).get(UUID.randomUUID(), ID).execute();

      assertThat(response.code()).isEqualTo(404);
      assertThat(server.getRequestCount()).isEqualTo(2);
    }
  }

  @Test
  void aRefusalWithoutIfMatchDoesNotMentionAnEarlierAttempt() {
    server.enqueue(new MockResponse().setResponseCode(504));
    server.enqueue(new MockResponse().setResponseCode(412));
    try (PartnerCenter partner = builder().timer(new VirtualTimer()).build()) {
      assertThatExceptionOfType(PartnerServiceException.class)
          .isThrownBy(() -> user(partner).get())
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("may have made"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"400 {\"code\":\"2055\"}", "412 {}"})
  void aRefusedIfMatchAfterARetrySaysThatAnEarlierAttemptMayHaveMadeTheChange(String response) {
    int status = Integer.parseInt(response.substring(0, 3));
    server.enqueue(new MockResponse().setResponseCode(504));
    server.enqueue(new MockResponse().setResponseCode(status).setBody(response.substring(4)));
    RequestOptions ifMatch = RequestOptions.builder().ifMatch("v1").build();
    try (PartnerCenter partner = builder().timer(new VirtualTimer()).build()) {
      assertThatExceptionOfType(PartnerServiceException.class)
          .isThrownBy(() -> user(partner).patchWithResponse(UPDATE, ifMatch))
          .withMessageContaining("an earlier attempt of this call may have made the change itself")
          .satisfies(e -> assertThat(e.category()).isEqualTo(ErrorCategory.PRECONDITION_FAILED));

      server.enqueue(new MockResponse().setResponseCode(status).setBody(response.substring(4)));
      assertThatExceptionOfType(PartnerServiceException.class)
          .isThrownBy(() -> user(partner).patchWithResponse(UPDATE, ifMatch))
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("may have made"));
    }
  }
}
