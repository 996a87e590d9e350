package io.partnercenter.users.sandbox;

import static io.partnercenter.users.sandbox.PartnerCenterSandbox.CUSTOMER_ID;
import static io.partnercenter.users.sandbox.PartnerCenterSandbox.USER_ID;
import static io.partnercenter.users.sandbox.RawClient.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.PartnerResponse;
import io.partnercenter.users.RequestOptions;
import io.partnercenter.users.SendsInvalidRequests;
import io.partnercenter.users.SpecCheckedSandbox;
import io.partnercenter.users.UserHandle;
import io.partnercenter.users.model.CustomerUser;
import io.partnercenter.users.model.CustomerUserUpdate;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The assertions that a test can make on the requests received. */
class ReceivedRequestsTest {
  private static final UUID OTHER_USER_ID = UUID.fromString("a45f1416-3300-4f65-9e8d-f123b18dd4f0");
  private static final UUID OTHER_CUSTOMER_ID =
      UUID.fromString("0e3fd6f4-1a2b-4bb0-9a3f-5d8c4e0a7f11");
  private static final String PASSWORD = "Renew456*";

  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox();

  private PartnerCenter client;
  private UserHandle user;

  @BeforeEach
  void createClient() {
    client = sandbox.client();
    user = sandbox.user(client);
  }

  @Test
  void aPatchReturnsTheValueItSent() {
    user.patch(update("SE"));

    assertThat(received().single().patched("usageLocation")).isEqualTo("SE");
  }

  @Test
  void aPropertyWithinAnotherIsNamedWithADot() {
    user.resetPassword(PASSWORD, true);

    assertThat(received().single().patched("passwordProfile.forceChangePassword")).isEqualTo(true);
    assertThat(received().single().patched("passwordProfile"))
        .isEqualTo(Map.of("password", PASSWORD, "forceChangePassword", true));
  }

  @Test
  void aPropertyThatWasNotPatchedFailsAndNamesThePatchedOnes() {
    user.patch(
        CustomerUserUpdate.builder().displayName("Ada Lovelace").phoneNumber("5550100").build());
    ReceivedRequest request = received().single();

    fails(
        () -> request.patched("usageLocation"),
        "expected a patch of usageLocation, but received PATCH "
            + USER
            + " → 200 (patched displayName, phoneNumber)");
    fails(
        () -> request.patched("displayName.first"),
        "expected a patch of displayName.first, but received " + request);
  }

  @Test
  void aReadPatchesNothing() {
    user.get();

    fails(
        () -> received().single().patched("usageLocation"),
        "expected a patch of usageLocation, but received GET " + USER + " → 200");
  }

  @Test
  void patchedOnlyAllowsNoOtherProperty() {
    user.patch(CustomerUserUpdate.builder().displayName("Ada").usageLocation("SE").build());
    ReceivedRequest request = received().single();

    request.patchedOnly("usageLocation", "displayName");

    String received = " only, but received " + request;
    fails(() -> request.patchedOnly("displayName"), "expected a patch of displayName" + received);
    fails(
        () -> request.patchedOnly("displayName", "usageLocation", "state"),
        "expected a patch of displayName, usageLocation, state" + received);
    assertThatIllegalArgumentException()
        .isThrownBy(request::patchedOnly)
        .withMessage("properties is empty");
  }

  @Test
  void aResetPasswordIsReturnedButNotShownInMessages() {
    user.resetPassword(PASSWORD, true);
    ReceivedRequest request = received().single();

    assertThat(request.resetPassword()).isEqualTo(PASSWORD);
    fails(
        () -> request.patched("usageLocation"),
        "expected a patch of usageLocation, but received PATCH "
            + USER
            + " → 200 (patched passwordProfile.password, passwordProfile.forceChangePassword)");
    assertThat(received().toString()).contains(USER).doesNotContain(PASSWORD);
  }

  @Test
  void aPatchWithoutAPasswordResetsNone() {
    user.patch(update("SE"));

    fails(
        () -> received().single().resetPassword(),
        "expected a new password, but received PATCH " + USER + " → 200 (patched usageLocation)");
  }

  @Test
  void aRestoreIsKnownByTheState() {
    sandbox.get().deleteUser(CUSTOMER_ID, USER_ID);
    user.restore();
    received().single().restored();

    user.patch(update("SE"));
    fails(
        () -> received().all().get(1).restored(),
        "expected a restore, but received PATCH " + USER + " → 200 (patched usageLocation)");
  }

  @Test
  void singleRequiresExactlyOneRequest() {
    fails(() -> received().single(), "expected one request, but received 0");

    user.get();
    user.patch(update("SE"));

    fails(
        () -> received().single(),
        "expected one request, but received 2:\n"
            + ("  GET " + USER + " → 200\n")
            + ("  PATCH " + USER + " → 200 (patched usageLocation)"));
  }

  @Test
  void noneAllowsNoRequest() {
    received().none();

    user.get();

    fails(
        () -> received().none(), "expected no request, but received 1:\n  GET " + USER + " → 200");
  }

  @Test
  void filtersNarrowAndAFailureShowsTheRequestsLeftOut() {
    sandbox.get().addUser(CUSTOMER_ID, OTHER_USER_ID);
    sandbox.get().addUser(OTHER_CUSTOMER_ID, new UUID(7, 1));
    user.get();
    user.patch(update("SE"));
    handle(CUSTOMER_ID, OTHER_USER_ID).patch(update("NO"));
    handle(OTHER_CUSTOMER_ID, new UUID(7, 1)).patch(update("DK"));

    assertThat(received().forCustomer(CUSTOMER_ID).all()).hasSize(3);
    assertThat(received().forUser(OTHER_USER_ID).single().patched("usageLocation")).isEqualTo("NO");
    assertThat(received().forCustomer(OTHER_CUSTOMER_ID).single().patched("usageLocation"))
        .isEqualTo("DK");
    assertThat(received().forUser(USER_ID).patches().single().patched("usageLocation"))
        .isEqualTo("SE");
    received().forCustomer(OTHER_CUSTOMER_ID).forUser(USER_ID).none();

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> received().patches().forUser(new UUID(7, 2)).single())
        .withMessageStartingWith(
            "expected one patch for user 00000000-0000-0007-0000-000000000002, but received 0;"
                + " all 4 received:\n  GET ")
        .withMessageContaining("\n  PATCH ");
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> received().forCustomer(CUSTOMER_ID).none())
        .withMessageStartingWith(
            "expected no request for customer " + CUSTOMER_ID + ", but received 3; all 4");
  }

  @Test
  void aLongListIsCut() {
    for (int i = 0; i < 22; i++) {
      user.get();
    }

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> received().single())
        .satisfies(
            failure ->
                assertThat(failure.getMessage().lines())
                    .hasSize(22)
                    .startsWith("expected one request, but received 22:")
                    .endsWith("  and 2 more"));
  }

  @Test
  void idsAreThoseOfTheCall() {
    PartnerResponse<CustomerUser> response = user.getWithResponse(RequestOptions.builder().build());

    ReceivedRequest request = received().single();
    assertThat(request.requestId()).isEqualTo(response.requestId());
    assertThat(request.correlationId()).isEqualTo(response.correlationId());
    assertThat(request.customerId()).isEqualTo(CUSTOMER_ID);
    assertThat(request.userId()).isEqualTo(USER_ID);
    assertThat(request.header("ms-CONTRACT-version")).isEqualTo("v1");
    assertThat(request.header("If-Match")).isNull();
    assertThat(request.exchange().status()).isEqualTo(200);
  }

  @Test
  void aPatchWithoutAResponseIsAPatchAndSaysSo() {
    sandbox.get().respondNext(NextResponse.builder().noResponse().build());

    assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> user.patch(update("SE")));

    assertThat(received().single().patched("usageLocation")).isEqualTo("SE");
    assertThat(received().single())
        .hasToString("PATCH " + USER + " → no response (patched usageLocation)");
  }

  @Test
  void laterRequestsAreNotInAnEarlierResult() {
    ReceivedRequests before = received();
    user.get();
    before.none();
  }

  @Test
  @SendsInvalidRequests
  void requestsOfOtherClientsAreReadAsTheServiceReadsThem() throws Exception {
    RawClient http = new RawClient(sandbox);
    http.send(http.patch(USER + "?token=secret", RawClient.update("\"USAGELOCATION\":null")));
    http.send(http.patch(USER, "no JSON"));
    http.send(http.patch(USER, "{\"State\":\"active\",\"state\":\"inactive\"}"));
    http.send(http.get("/v1/customers/x/users/y"));

    assertThat(received().all().get(0).patched("usageLocation")).isNull();
    assertThat(received().all())
        .extracting(Object::toString)
        .containsExactly(
            "PATCH " + USER + " → 400 (patched usageLocation)",
            "PATCH " + USER + " → 400 (patched nothing)",
            "PATCH " + USER + " → 400 (patched nothing)",
            "GET /v1/customers/x/users/y → 400");
    ReceivedRequest last = received().all().get(3);
    assertThat(last.customerId()).isNull();
    assertThat(last.userId()).isNull();
    assertThat(last.requestId()).isNull();
    assertThat(last.correlationId()).isNull();
  }

  @Test
  void badArgumentsAreNamed() {
    user.get();
    assertThatNullPointerException()
        .isThrownBy(() -> received().single().patched(null))
        .withMessage("property");
    assertThatNullPointerException()
        .isThrownBy(() -> received().forUser(null))
        .withMessage("userId");
    assertThatNullPointerException()
        .isThrownBy(() -> received().forCustomer(null))
        .withMessage("customerId");
  }

  private ReceivedRequests received() {
    return sandbox.get().received();
  }

  private UserHandle handle(UUID customerId, UUID userId) {
    return client.customers().byId(customerId).users().byId(userId);
  }

  private static CustomerUserUpdate update(String usageLocation) {
    return CustomerUserUpdate.builder().usageLocation(usageLocation).build();
  }

  private static void fails(ThrowingCallable assertion, String message) {
    assertThatExceptionOfType(AssertionError.class).isThrownBy(assertion).withMessage(message);
  }
}
