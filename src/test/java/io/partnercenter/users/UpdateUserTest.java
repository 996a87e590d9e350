package io.partnercenter.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.partnercenter.users.model.CustomerUser;
import io.partnercenter.users.model.CustomerUserUpdate;
import io.partnercenter.users.model.UserState;
import io.partnercenter.users.sandbox.PartnerCenterSandbox;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.recursive.comparison.ComparingProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UpdateUserTest {
  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox();

  private static final CustomerUserUpdate TO_SWEDEN =
      CustomerUserUpdate.builder().usageLocation("SE").build();

  @Test
  void getReadsTheUser() {
    CustomerUser user = sandbox.user().get();

    assertThat(user.getId()).isEqualTo(PartnerCenterSandbox.USER_ID);
    assertThat(user.getUsageLocation()).isEqualTo("US");
    assertThat(user.getState()).isEqualTo(UserState.ACTIVE);
    assertThat(user.getLinks().getSelf().getMethod()).isEqualTo("GET");
  }

  @Test
  void patchChangesWhatTheUpdateSetsAndNothingElse() {
    CustomerUser before = sandbox.user().get();

    CustomerUser after = sandbox.user().patch(TO_SWEDEN);

    assertThat(after.getUsageLocation()).isEqualTo("SE");
    assertThat(after)
        .usingRecursiveComparison()
        .withIntrospectionStrategy(new ComparingProperties())
        .ignoringFields("usageLocation", "attributes")
        .isEqualTo(before);
    assertThat(sandbox.user().get()).isEqualTo(after);
  }

  @Test
  void patchSendsOnlyWhatWasSetAndTheConstantAttributes() {
    sandbox.user().patch(TO_SWEDEN);

    assertThat(sandbox.onlyExchange().requestBody())
        .isEqualTo("{\"usageLocation\":\"SE\",\"attributes\":{\"objectType\":\"CustomerUser\"}}");
  }

  @Test
  void patchSendsPropertiesInTheOrderOfTheSpec() {
    sandbox
        .user()
        .patch(
            CustomerUserUpdate.builder()
                .phoneNumber("+46 8 123 456")
                .immutableId("7cMDNKvvmEiNTqTCVCTDuQ==")
                .userPrincipalName("a@contoso.example")
                .lastName("L")
                .firstName("F")
                .displayName("D")
                .usageLocation("SE")
                .build());

    assertThat(sandbox.onlyExchange().requestBody())
        .isEqualTo(
            "{\"usageLocation\":\"SE\",\"displayName\":\"D\",\"firstName\":\"F\",\"lastName\":\"L\","
                + "\"userPrincipalName\":\"a@contoso.example\",\"immutableId\":\"7cMDNKvvmEiNTqTCVCTDuQ==\","
                + "\"phoneNumber\":\"+46 8 123 456\",\"attributes\":{\"objectType\":\"CustomerUser\"}}");
  }

  @Test
  void resetPasswordSendsThePasswordAndTheServiceEchoesIt() {
    CustomerUser user = sandbox.user().resetPassword("Renew456*", true);

    assertThat(sandbox.onlyExchange().requestBody())
        .isEqualTo(
            "{\"passwordProfile\":{\"password\":\"Renew456*\",\"forceChangePassword\":true},"
                + "\"attributes\":{\"objectType\":\"CustomerUser\"}}");
    assertThat(user.getPasswordProfile().getPassword()).isEqualTo("Renew456*");
    assertThat(sandbox.user().get().getPasswordProfile()).isNull();
  }

  @Test
  void toStringShowsNoPassword() {
    CustomerUser user = sandbox.user().resetPassword("Renew456*", true);

    assertThat(user.toString()).contains("password=***").doesNotContain("Renew456*");
  }

  @Test
  void restoreBringsADeletedUserBack() {
    sandbox.get().deleteUser(PartnerCenterSandbox.CUSTOMER_ID, PartnerCenterSandbox.USER_ID);
    CustomerUser deleted = sandbox.user().get();
    assertThat(deleted.getState()).isEqualTo(UserState.INACTIVE);
    assertThat(deleted.getSoftDeletionTime()).isNotNull();

    CustomerUser restored = sandbox.user().restore();

    assertThat(restored.getState()).isEqualTo(UserState.ACTIVE);
    assertThat(restored.getSoftDeletionTime()).isNull();
    assertThat(restored.getDisplayName()).isEqualTo(deleted.getDisplayName());
    assertThat(sandbox.lastExchange().requestBody())
        .isEqualTo("{\"state\":\"active\",\"attributes\":{\"objectType\":\"CustomerUser\"}}");
  }

  @Test
  void asyncFormsDoTheSame() {
    sandbox.get().deleteUser(PartnerCenterSandbox.CUSTOMER_ID, PartnerCenterSandbox.USER_ID);
    UserHandle user = sandbox.user();

    assertThat(user.restoreAsync().join().getState()).isEqualTo(UserState.ACTIVE);
    assertThat(user.patchAsync(TO_SWEDEN).join().getUsageLocation()).isEqualTo("SE");
    assertThat(user.resetPasswordAsync("Renew456*", false).join().getPasswordProfile()).isNotNull();
    assertThat(user.getAsync().join()).isEqualTo(user.get());
  }

  @Test
  void withResponseReturnsStatusHeadersAndIds() {
    UserHandle user = sandbox.user();

    PartnerResponse<CustomerUser> response =
        user.patchWithResponse(TO_SWEDEN, RequestOptions.none());

    assertThat(response.value().getUsageLocation()).isEqualTo("SE");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.attempts()).isEqualTo(1);
    assertThat(response.header("etag")).isEqualTo("\"v2\"");
    assertThat(response.toString()).contains("200", response.requestId().toString());
    assertThat(response.header("MS-RequestId")).isEqualTo(response.requestId().toString());
    assertThat(response.header("MS-CorrelationId")).isEqualTo(response.correlationId().toString());
    assertThat(response.header("Nonsense")).isNull();
  }

  @Test
  void everyOperationHasAllFourForms() {
    sandbox.get().deleteUser(PartnerCenterSandbox.CUSTOMER_ID, PartnerCenterSandbox.USER_ID);
    UserHandle user = sandbox.user();
    RequestOptions none = RequestOptions.none();

    assertThat(user.restoreWithResponse(none).statusCode()).isEqualTo(200);
    assertThat(user.restoreWithResponseAsync(none).join().statusCode()).isEqualTo(200);
    assertThat(user.getWithResponse(none).statusCode()).isEqualTo(200);
    assertThat(user.getWithResponseAsync(none).join().statusCode()).isEqualTo(200);
    assertThat(user.patchWithResponseAsync(TO_SWEDEN, none).join().statusCode()).isEqualTo(200);
    assertThat(user.resetPasswordWithResponse("Renew456*", true, none).statusCode()).isEqualTo(200);
    assertThat(user.resetPasswordWithResponseAsync("Renew456*", true, none).join().statusCode())
        .isEqualTo(200);
  }

  @Test
  void aCurrentEtagIsHonouredAndAStaleOneRefused() {
    UserHandle user = sandbox.user();
    String etag = user.getWithResponse(RequestOptions.none()).header("ETag");
    RequestOptions ifUnchanged = RequestOptions.builder().ifMatch(etag).build();

    assertThat(user.patchWithResponse(TO_SWEDEN, ifUnchanged).statusCode()).isEqualTo(200);
    assertThatExceptionOfType(PartnerServiceException.class)
        .isThrownBy(() -> user.patchWithResponse(TO_SWEDEN, ifUnchanged))
        .satisfies(e -> assertThat(e.statusCode()).isEqualTo(400))
        .satisfies(e -> assertThat(e.errorCode()).isEqualTo("2055"));
  }

  @Test
  void theEtagOfTheAttributesCanBeUsedToo() {
    String etag = sandbox.user().get().getAttributes().getEtag();

    sandbox.user().patchWithResponse(TO_SWEDEN, RequestOptions.builder().ifMatch(etag).build());

    assertThat(sandbox.lastExchange().requestHeaders().get("If-match")).containsExactly("\"v1\"");
  }

  @Test
  void anUnknownUserIsAServiceException() {
    UserHandle nobody =
        sandbox
            .client()
            .customers()
            .byId(PartnerCenterSandbox.CUSTOMER_ID)
            .users()
            .byId(UUID.randomUUID());

    assertThatExceptionOfType(PartnerServiceException.class)
        .isThrownBy(nobody::get)
        .satisfies(e -> assertThat(e.statusCode()).isEqualTo(404))
        .satisfies(e -> assertThat(e.errorCode()).isEqualTo("60002"))
        .satisfies(e -> assertThat(e.description()).isEqualTo("The user object id is not found."))
        .satisfies(e -> assertThat(e.source()).isEqualTo("Sandbox"))
        .satisfies(e -> assertThat(e.attempts()).isEqualTo(1))
        .satisfies(
            e ->
                assertThat(sandbox.onlyExchange().requestHeaders())
                    .containsEntry("Ms-requestid", java.util.List.of(e.requestId().toString()))
                    .containsEntry(
                        "Ms-correlationid", java.util.List.of(e.correlationId().toString())));
  }

  @Test
  void anUnknownCustomerIsAServiceExceptionInAFutureToo() {
    UserHandle nobody =
        sandbox
            .client()
            .customers()
            .byId(UUID.randomUUID())
            .users()
            .byId(PartnerCenterSandbox.USER_ID);

    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(() -> nobody.patchAsync(TO_SWEDEN).join())
        .withCauseInstanceOf(PartnerServiceException.class)
        .satisfies(
            e ->
                assertThat(((PartnerServiceException) e.getCause()).errorCode())
                    .isEqualTo("60003"));
  }

  @Test
  void anInvalidPropertyIsAServiceException() {
    CustomerUserUpdate toNowhere = CustomerUserUpdate.builder().usageLocation("ZZ").build();

    assertThatExceptionOfType(PartnerServiceException.class)
        .isThrownBy(() -> sandbox.user().patch(toNowhere))
        .satisfies(e -> assertThat(e.errorCode()).isEqualTo("3000"))
        .withMessageContaining(
            "400, error 3000: The property usageLocation is invalid. – PATCH http");
    assertThat(sandbox.user().get().getUsageLocation()).isEqualTo("US");
  }
}
