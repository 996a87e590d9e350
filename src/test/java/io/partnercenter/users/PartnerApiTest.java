package io.partnercenter.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.squareup.moshi.JsonQualifier;
import io.partnercenter.users.api.UsersApi;
import io.partnercenter.users.model.CustomerUser;
import io.partnercenter.users.model.CustomerUserUpdate;
import io.partnercenter.users.sandbox.PartnerCenterSandbox;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import retrofit2.Call;
import retrofit2.http.Body;
import retrofit2.http.DELETE;
import retrofit2.http.GET;
import retrofit2.http.PATCH;
import retrofit2.http.Path;
import retrofit2.http.Url;

class PartnerApiTest {
  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox();

  private static final UUID CUSTOMER = PartnerCenterSandbox.CUSTOMER_ID;
  private static final UUID USER = PartnerCenterSandbox.USER_ID;
  private static final RequestOptions SWEDISH =
      RequestOptions.builder().locale("sv-SE").requestId(UUID.randomUUID()).build();

  interface AnyUrlApi {
    @GET
    Call<CustomerUser> get(@Url String url);
  }

  interface QualifiedApi {
    @PATCH("v1/customers/{c}/users/{u}")
    Call<CustomerUser> patch(
        @Path("c") UUID customer, @Path("u") UUID user, @Body @Upper CustomerUserUpdate update);

    @Upper
    @GET("v1/customers/{c}/users/{u}")
    Call<CustomerUser> get(@Path("c") UUID customer, @Path("u") UUID user);
  }

  @Retention(RetentionPolicy.RUNTIME)
  @JsonQualifier
  @interface Upper {}

  interface NoContentApi {
    @DELETE("v1/nothing")
    PartnerCall<Void> delete();

    @GET("v1/nothing")
    PartnerCall<CustomerUser> get();
  }

  interface RawApi {
    @GET("v1/raw")
    @SuppressWarnings("rawtypes")
    PartnerCall get();
  }

  @Test
  void aGeneratedInterfaceSendsTheHeadersThatTheHandlesSend() {
    UsersApi api = sandbox.client().api(UsersApi.class);

    CustomerUser user =
        api.updateCustomerUser(
                CUSTOMER, USER, CustomerUserUpdate.builder().usageLocation("SE").build())
            .execute();

    assertThat(user.getUsageLocation()).isEqualTo("SE");
    assertThat(sandbox.onlyExchange().requestHeaders())
        .containsKeys("Authorization", "Ms-contract-version", "Ms-requestid", "X-locale");
  }

  @Test
  void aCallTakesOptions() {
    PartnerCall<CustomerUser> call =
        sandbox.client().api(UsersApi.class).getCustomerUser(CUSTOMER, USER);

    PartnerResponse<CustomerUser> response = call.with(SWEDISH).executeWithResponse();

    assertThat(response.value().getId()).isEqualTo(USER);
    assertThat(response.requestId()).isEqualTo(SWEDISH.requestId());
    assertThat(sandbox.onlyExchange().requestHeaders().get("X-locale")).isEqualTo(List.of("sv-SE"));
  }

  @Test
  void optionsReplaceEarlierOptionsAndLeaveTheFirstCallUnchanged() {
    PartnerCall<CustomerUser> call =
        sandbox.client().api(UsersApi.class).getCustomerUser(CUSTOMER, USER);
    RequestOptions danish = RequestOptions.builder().locale("da-DK").build();

    PartnerResponse<CustomerUser> response = call.with(SWEDISH).with(danish).executeWithResponse();
    call.execute();

    assertThat(response.requestId()).isNotEqualTo(SWEDISH.requestId());
    assertThat(sandbox.get().exchanges())
        .extracting(exchange -> exchange.requestHeaders().get("X-locale"))
        .containsExactly(List.of("da-DK"), List.of("en-US"));
  }

  @Test
  void aCallCanBeExecutedAgainInEveryFormWithNewIdsEachTime() throws Exception {
    PartnerCall<CustomerUser> call =
        sandbox.client().api(UsersApi.class).getCustomerUser(CUSTOMER, USER);

    assertThat(call.execute().getId()).isEqualTo(USER);
    assertThat(call.executeWithResponse().value().getId()).isEqualTo(USER);
    assertThat(call.executeAsync().get(10, TimeUnit.SECONDS).getId()).isEqualTo(USER);
    assertThat(call.executeWithResponseAsync().get(10, TimeUnit.SECONDS).value().getId())
        .isEqualTo(USER);

    assertThat(sandbox.get().exchanges())
        .hasSize(4)
        .extracting(exchange -> exchange.requestHeaders().get("Ms-requestid"))
        .doesNotHaveDuplicates();
  }

  @Test
  void aCallFailsWithTheExceptionsOfTheHandles() {
    PartnerCall<CustomerUser> call =
        sandbox.client().api(UsersApi.class).getCustomerUser(CUSTOMER, UUID.randomUUID());

    assertThatExceptionOfType(PartnerServiceException.class)
        .isThrownBy(call::execute)
        .satisfies(e -> assertThat(e.category()).isEqualTo(ErrorCategory.NOT_FOUND));
    assertThat(call.executeWithResponseAsync())
        .failsWithin(10, TimeUnit.SECONDS)
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(PartnerServiceException.class);
  }

  @Test
  void aResponseWithoutBodyIsNullWhereTheOperationHasNoValueAndBreaksTheContractElsewhere()
      throws Exception {
    try (MockWebServer server = new MockWebServer();
        PartnerCenter partner =
            PartnerCenter.builder()
                .baseUrl(server.url("/").toString())
                .accessTokens(AccessTokens.of("t"))
                .build()) {
      NoContentApi api = partner.api(NoContentApi.class);
      for (int i = 0; i < 3; i++) {
        server.enqueue(new MockResponse().setResponseCode(204));
      }

      assertThat(api.delete().execute()).isNull();
      assertThat(api.delete().executeWithResponseAsync().get(10, TimeUnit.SECONDS).statusCode())
          .isEqualTo(204);
      assertThatExceptionOfType(PartnerResponseException.class)
          .isThrownBy(() -> api.get().execute())
          .withMessageContaining("status 204 without a value");
    }
  }

  @Test
  void aCallWithoutTheTypeOfItsValueIsRefused() {
    RawApi api = sandbox.client().api(RawApi.class);

    assertThatIllegalArgumentException()
        .isThrownBy(api::get)
        .havingRootCause()
        .withMessageContaining("PartnerCall<CustomerUser>");
  }

  @Test
  void anInterfaceOfTheCallerTakesOptionsAsATag() throws IOException {
    sandbox.client().api(RetrofitUsersApi.class).get(CUSTOMER, USER, SWEDISH).execute();

    assertThat(sandbox.onlyExchange().requestHeaders().get("X-locale")).isEqualTo(List.of("sv-SE"));
  }

  @Test
  void qualifiersOfMoshiAreNotIgnored() {
    QualifiedApi api = sandbox.client().api(QualifiedApi.class);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> api.patch(CUSTOMER, USER, CustomerUserUpdate.builder().build()))
        .havingRootCause()
        .withMessageEndingWith("Upper()]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> api.get(CUSTOMER, USER))
        .havingRootCause()
        .withMessageEndingWith("Upper()]");
  }

  @Test
  void anInterfaceOfTheCallerKeepsRetrofitsContract() throws IOException {
    PartnerCenter partner = sandbox.client();

    assertThat(
            partner.api(RetrofitUsersApi.class).get(CUSTOMER, UUID.randomUUID()).execute().code())
        .isEqualTo(404);

    PartnerCenter withoutTokens =
        sandbox.client(
            PartnerCenter.builder(),
            () -> CompletableFuture.failedFuture(new IllegalStateException("sealed")));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> withoutTokens.api(RetrofitUsersApi.class).get(CUSTOMER, USER).execute())
        .withMessageContaining("no access token");
  }

  @Test
  void aCallOfRetrofitCanBeRepeatedByItsClone() throws IOException {
    Call<CustomerUser> call = sandbox.client().api(RetrofitUsersApi.class).get(CUSTOMER, USER);

    assertThat(call.execute().code()).isEqualTo(200);
    assertThat(call.clone().execute().code()).isEqualTo(200);
    assertThat(sandbox.get().exchanges())
        .extracting(exchange -> exchange.requestHeaders().get("Ms-requestid"))
        .doesNotHaveDuplicates();
  }

  @Test
  void theTokenIsSentOnlyToTheOriginOfTheBaseUrl() throws Exception {
    try (MockWebServer elsewhere = new MockWebServer()) {
      elsewhere.enqueue(new MockResponse().setBody("{\"id\":\"" + USER + "\"}"));

      sandbox.client().api(AnyUrlApi.class).get(elsewhere.url("/x").toString()).execute();

      assertThat(elsewhere.takeRequest().getHeader("Authorization")).isNull();
    }
  }

  @Test
  void aTypeThatIsNotAnInterfaceIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> sandbox.client().api(String.class));
  }
}
