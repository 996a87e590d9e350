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
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import retrofit2.Call;
import retrofit2.Response;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.PATCH;
import retrofit2.http.Path;
import retrofit2.http.Tag;
import retrofit2.http.Url;

class PartnerApiTest {
  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox();

  private static final UUID CUSTOMER = PartnerCenterSandbox.CUSTOMER_ID;
  private static final UUID USER = PartnerCenterSandbox.USER_ID;

  interface OwnApi {
    @GET("v1/customers/{c}/users/{u}")
    Call<CustomerUser> get(
        @Path("c") UUID customer, @Path("u") UUID user, @Tag RequestOptions options);
  }

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

  @Test
  void aGeneratedInterfaceGoesTheSameWay() throws IOException {
    UsersApi api = sandbox.client().api(UsersApi.class);

    Response<CustomerUser> response =
        api.updateCustomerUser(
                CUSTOMER, USER, CustomerUserUpdate.builder().usageLocation("SE").build())
            .execute();

    assertThat(response.body().getUsageLocation()).isEqualTo("SE");
    assertThat(sandbox.onlyExchange().requestHeaders())
        .containsKeys("Authorization", "Ms-contract-version", "Ms-requestid", "X-locale");
  }

  @Test
  void itTakesOptions() throws IOException {
    RequestOptions swedish = RequestOptions.builder().locale("sv-SE").build();

    sandbox.client().api(UsersApi.class).getCustomerUser(CUSTOMER, USER, swedish).execute();

    assertThat(sandbox.onlyExchange().requestHeaders().get("X-locale")).isEqualTo(List.of("sv-SE"));
  }

  @Test
  void anInterfaceOfOnesOwnTakesOptionsAsAPlainTag() throws IOException {
    RequestOptions swedish = RequestOptions.builder().locale("sv-SE").build();

    sandbox.client().api(OwnApi.class).get(CUSTOMER, USER, swedish).execute();

    assertThat(sandbox.onlyExchange().requestHeaders().get("X-locale")).isEqualTo(List.of("sv-SE"));
  }

  @Test
  void qualifiersOfMoshiAreNotPassedOver() {
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
  void twoOptionsAreRefused() {
    Call<CustomerUser> call =
        sandbox
            .client()
            .api(UsersApi.class)
            .getCustomerUser(CUSTOMER, USER, RequestOptions.NONE, RequestOptions.NONE);

    assertThatIllegalArgumentException()
        .isThrownBy(call::execute)
        .withMessage("options must be none or one, and not null");
  }

  @Test
  void itKeepsRetrofitsContract() throws IOException {
    PartnerCenter partner = sandbox.client();

    assertThat(
            partner
                .api(UsersApi.class)
                .getCustomerUser(CUSTOMER, UUID.randomUUID())
                .execute()
                .code())
        .isEqualTo(404);

    PartnerCenter withoutTokens =
        sandbox.client(
            PartnerCenter.builder(),
            () -> CompletableFuture.failedFuture(new IllegalStateException("sealed")));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () -> withoutTokens.api(UsersApi.class).getCustomerUser(CUSTOMER, USER).execute())
        .withMessageContaining("no access token");
  }

  @Test
  void aCallCanBeRepeatedByItsClone() throws IOException {
    Call<CustomerUser> call = sandbox.client().api(UsersApi.class).getCustomerUser(CUSTOMER, USER);

    assertThat(call.execute().code()).isEqualTo(200);
    assertThat(call.clone().execute().code()).isEqualTo(200);
    assertThat(sandbox.get().exchanges())
        .extracting(exchange -> exchange.requestHeaders().get("Ms-requestid"))
        .doesNotHaveDuplicates();
  }

  @Test
  void theTokenGoesToTheBaseUrlsOriginOnly() throws Exception {
    try (MockWebServer elsewhere = new MockWebServer()) {
      elsewhere.enqueue(new MockResponse().setBody("{\"id\":\"" + USER + "\"}"));

      sandbox.client().api(AnyUrlApi.class).get(elsewhere.url("/x").toString()).execute();

      assertThat(elsewhere.takeRequest().getHeader("Authorization")).isNull();
    }
  }

  @Test
  void whatIsNoInterfaceIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> sandbox.client().api(String.class));
  }
}
