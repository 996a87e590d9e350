package io.partnercenter.users.contract;

import static io.partnercenter.users.contract.ConsumerInteraction.user;
import static io.partnercenter.users.contract.ConsumerOperation.CHANGE;
import static io.partnercenter.users.contract.ConsumerOperation.READ;
import static io.partnercenter.users.contract.RefusedInteractions.refused;
import static io.partnercenter.users.contract.ResponseBodies.gatewayError;
import static io.partnercenter.users.contract.ResponseBodies.serviceError;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.ErrorCategory;
import io.partnercenter.users.PartnerResponse;
import io.partnercenter.users.PartnerServiceException;
import io.partnercenter.users.RequestOptions;
import io.partnercenter.users.model.CustomerUser;
import io.partnercenter.users.model.CustomerUserUpdate;
import io.partnercenter.users.model.Link;
import io.partnercenter.users.model.PasswordProfile;
import io.partnercenter.users.model.UserDomainType;
import io.partnercenter.users.model.UserState;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

/** How a provider must respond to reads of one user, and which changes it makes or refuses. */
final class UserInteractions {
  private static final String URI =
      "/customers/" + ConsumerInteraction.CUSTOMER_ID + "/users/" + ConsumerInteraction.USER_ID;
  private static final CustomerUserUpdate TO_SWEDEN =
      CustomerUserUpdate.builder().usageLocation("SE").build();
  private static final String TAKEN = "taken@abcdefgh1234.ccsctp.net";

  static final List<ConsumerInteraction> READS =
      List.of(
          ConsumerInteraction.of(READ, "a read")
              .withHeader("X-Locale", "sv-SE")
              .respondsWith(
                  200,
                  ResponseBodies.user(
                      body ->
                          body.stringType("usageLocation", "US")
                              .stringType("userPrincipalName", "emailid@abcdefgh1234.ccsctp.net")
                              .stringType("firstName", "FirstName")
                              .stringType("lastName", "LastName")
                              .stringType("displayName", "DisplayName")
                              .stringValue("userDomainType", "none")
                              .stringValue("state", "active")
                              .object(
                                  "links",
                                  links ->
                                      links.object(
                                          "self",
                                          self ->
                                              self.stringType("uri", URI)
                                                  .stringType("method", "GET")
                                                  .array("headers", headers -> {}))),
                      attributes -> attributes.stringType("etag", "v1")))
              .withResponseHeader(
                  "MS-RequestId",
                  ConsumerInteraction.UUID_REGEX,
                  "b1317092-f087-471e-a637-f66523b2b94c")
              .withResponseHeader(
                  "MS-CorrelationId",
                  ConsumerInteraction.UUID_REGEX,
                  "8a53b025-d5be-4d98-ab20-229d1813de76")
              .withResponseHeader("MS-CV", "^.+$", "b4dPC7ZMdEiXVTrO.0")
              .withResponseHeader("MS-ServerId", "^.+$", "102030201-a")
              .when(
                  partner -> {
                    PartnerResponse<CustomerUser> response =
                        user(partner)
                            .getWithResponse(RequestOptions.builder().locale("sv-SE").build());
                    assertThat(response.header("MS-RequestId")).startsWith("b1317092");
                    assertThat(response.header("MS-CorrelationId")).startsWith("8a53b025");
                    assertThat(response.header("MS-CV")).isEqualTo("b4dPC7ZMdEiXVTrO.0");
                    assertThat(response.header("MS-ServerId")).isEqualTo("102030201-a");
                    CustomerUser read = response.value();
                    assertThat(read.getId()).isEqualTo(ConsumerInteraction.USER_ID);
                    assertThat(read.getUsageLocation()).isEqualTo("US");
                    assertThat(read.getUserPrincipalName())
                        .isEqualTo("emailid@abcdefgh1234.ccsctp.net");
                    assertThat(read.getFirstName()).isEqualTo("FirstName");
                    assertThat(read.getLastName()).isEqualTo("LastName");
                    assertThat(read.getDisplayName()).isEqualTo("DisplayName");
                    assertThat(read.getUserDomainType()).isEqualTo(UserDomainType.NONE);
                    assertThat(read.getState()).isEqualTo(UserState.ACTIVE);
                    Link self = read.getLinks().getSelf();
                    assertThat(self.getUri()).isEqualTo(URI);
                    assertThat(self.getMethod()).isEqualTo("GET");
                    assertThat(self.getHeaders()).isEmpty();
                    assertThat(read.getAttributes().getEtag()).isEqualTo("v1");
                    assertThat(read.getAttributes().getObjectType()).hasToString("CustomerUser");
                  }),
          ConsumerInteraction.of(READ, "a read of a deleted user")
              .given(GivenState.DELETED_USER)
              .respondsWith(
                  200,
                  ResponseBodies.user(
                      body ->
                          body.stringValue("state", "inactive")
                              .stringMatcher(
                                  "softDeletionTime",
                                  ConsumerInteraction.DATE_TIME_REGEX,
                                  ConsumerInteraction.TIME)))
              .when(
                  partner -> {
                    CustomerUser deleted = user(partner).get();
                    assertThat(deleted.getState()).isEqualTo(UserState.INACTIVE);
                    assertThat(deleted.getSoftDeletionTime())
                        .isEqualTo(OffsetDateTime.parse(ConsumerInteraction.TIME));
                  }),
          ConsumerInteraction.of(READ, "a read of a user with further properties")
              .given(
                  GivenState.USER,
                  Map.of(
                      "userDomainType", "federated",
                      "immutableId", "7cMDNKvvmEiNTqTCVCTDuQ==",
                      "phoneNumber", "+46 8 123 456",
                      "lastDirectorySyncTime", ConsumerInteraction.TIME))
              .respondsWith(
                  200,
                  ResponseBodies.user(
                      body ->
                          body.stringValue("userDomainType", "federated")
                              .stringType("immutableId", "7cMDNKvvmEiNTqTCVCTDuQ==")
                              .stringType("phoneNumber", "+46 8 123 456")
                              .stringMatcher(
                                  "lastDirectorySyncTime",
                                  ConsumerInteraction.DATE_TIME_REGEX,
                                  ConsumerInteraction.TIME)))
              .when(
                  partner -> {
                    CustomerUser read = user(partner).get();
                    assertThat(read.getUserDomainType()).isEqualTo(UserDomainType.FEDERATED);
                    assertThat(read.getImmutableId()).isEqualTo("7cMDNKvvmEiNTqTCVCTDuQ==");
                    assertThat(read.getPhoneNumber()).isEqualTo("+46 8 123 456");
                    assertThat(read.getLastDirectorySyncTime())
                        .isEqualTo(OffsetDateTime.parse(ConsumerInteraction.TIME));
                  }),
          ConsumerInteraction.of(READ, "a read that asks whether the token was obtained with MFA")
              .validatingMfa()
              .respondsWith(200, ResponseBodies.user(body -> {}))
              .withResponseHeader("isMfaCompliant", "^true$", "true")
              .when(
                  partner ->
                      assertThat(
                              user(partner).getWithResponse(RequestOptions.none()).mfaCompliant())
                          .isTrue()),
          ConsumerInteraction.of(READ, "a read of a user of a managed domain")
              .given(GivenState.USER, Map.of("userDomainType", "managed"))
              .respondsWith(
                  200, ResponseBodies.user(body -> body.stringValue("userDomainType", "managed")))
              .when(
                  partner ->
                      assertThat(user(partner).get().getUserDomainType())
                          .isEqualTo(UserDomainType.MANAGED)));

  static final List<ConsumerInteraction> CHANGES =
      List.of(
          ConsumerInteraction.of(CHANGE, "a change of the usage location")
              .respondsWith(
                  200, ResponseBodies.user(body -> body.stringValue("usageLocation", "SE")))
              .when(
                  partner ->
                      assertThat(user(partner).patch(TO_SWEDEN).getUsageLocation())
                          .isEqualTo("SE")),
          ConsumerInteraction.of(CHANGE, "a change of every writable property")
              .given(GivenState.CHANGEABLE_USER)
              .withBody(
                  "{\"usageLocation\":\"SE\",\"displayName\":\"Åsa Öberg\",\"firstName\":\"Åsa\","
                      + "\"lastName\":\"Öberg\",\"userPrincipalName\":"
                      + "\"asa@abcdefgh1234.ccsctp.net\","
                      + "\"immutableId\":\"7cMDNKvvmEiNTqTCVCTDuQ==\","
                      + "\"phoneNumber\":\"+46 8 123 456\",\"passwordProfile\":"
                      + "{\"password\":\"Renew456*\",\"forceChangePassword\":false},"
                      + "\"state\":\"active\",\"attributes\":{\"objectType\":\"CustomerUser\"}}")
              .respondsWith(
                  200,
                  ResponseBodies.user(
                      body ->
                          body.stringValue("usageLocation", "SE")
                              .stringValue("displayName", "Åsa Öberg")
                              .stringValue("firstName", "Åsa")
                              .stringValue("lastName", "Öberg")
                              .stringValue("userPrincipalName", "asa@abcdefgh1234.ccsctp.net")
                              .stringValue("immutableId", "7cMDNKvvmEiNTqTCVCTDuQ==")
                              .stringValue("phoneNumber", "+46 8 123 456")
                              .stringValue("state", "active")))
              .when(
                  partner -> {
                    CustomerUser updated =
                        user(partner)
                            .patch(
                                CustomerUserUpdate.builder()
                                    .usageLocation("SE")
                                    .displayName("Åsa Öberg")
                                    .firstName("Åsa")
                                    .lastName("Öberg")
                                    .userPrincipalName("asa@abcdefgh1234.ccsctp.net")
                                    .immutableId("7cMDNKvvmEiNTqTCVCTDuQ==")
                                    .phoneNumber("+46 8 123 456")
                                    .passwordProfile(
                                        PasswordProfile.builder()
                                            .password("Renew456*")
                                            .forceChangePassword(false)
                                            .build())
                                    .state(UserState.ACTIVE)
                                    .build());
                    assertThat(updated.getDisplayName()).isEqualTo("Åsa Öberg");
                    assertThat(updated.getFirstName()).isEqualTo("Åsa");
                    assertThat(updated.getLastName()).isEqualTo("Öberg");
                    assertThat(updated.getUserPrincipalName())
                        .isEqualTo("asa@abcdefgh1234.ccsctp.net");
                    assertThat(updated.getImmutableId()).isEqualTo("7cMDNKvvmEiNTqTCVCTDuQ==");
                    assertThat(updated.getPhoneNumber()).isEqualTo("+46 8 123 456");
                    assertThat(updated.getState()).isEqualTo(UserState.ACTIVE);
                  }),
          ConsumerInteraction.of(CHANGE, "a reset of the password")
              .withBody(
                  "{\"passwordProfile\":{\"password\":\"Renew456*\",\"forceChangePassword\":true},"
                      + "\"attributes\":{\"objectType\":\"CustomerUser\"}}")
              .respondsWith(
                  200,
                  ResponseBodies.user(
                      body ->
                          body.object(
                              "passwordProfile",
                              profile ->
                                  profile
                                      .stringValue("password", "Renew456*")
                                      .booleanType("forceChangePassword", false))))
              .when(
                  partner -> {
                    PasswordProfile profile =
                        user(partner).resetPassword("Renew456*", true).getPasswordProfile();
                    assertThat(profile.getPassword()).isEqualTo("Renew456*");
                    assertThat(profile.getForceChangePassword()).isFalse();
                  }),
          ConsumerInteraction.of(CHANGE, "a restoration")
              .given(GivenState.DELETED_USER)
              .withBody("{\"state\":\"active\",\"attributes\":{\"objectType\":\"CustomerUser\"}}")
              .respondsWith(200, ResponseBodies.user(body -> body.stringValue("state", "active")))
              .when(
                  partner ->
                      assertThat(user(partner).restore().getState()).isEqualTo(UserState.ACTIVE)),
          ConsumerInteraction.of(CHANGE, "a change of the version that the caller knows")
              .given(GivenState.USER_WITH_ETAG)
              .withHeaderOfState("If-Match", "${etag}", "\"v1\"")
              .respondsWith(
                  200,
                  ResponseBodies.user(
                      body -> body.stringValue("usageLocation", "SE"),
                      attributes -> attributes.stringType("etag", "v2")))
              .when(
                  partner ->
                      assertThat(
                              user(partner)
                                  .patchWithResponse(
                                      TO_SWEDEN, RequestOptions.builder().ifMatch("v1").build())
                                  .value()
                                  .getAttributes()
                                  .getEtag())
                          .isEqualTo("v2")),
          ConsumerInteraction.of(CHANGE, "a change to a country that doesn't exist")
              .withBody(
                  "{\"usageLocation\":\"ZZ\",\"attributes\":{\"objectType\":\"CustomerUser\"}}")
              .respondsWith(400, serviceError("3000", "The property usageLocation is invalid."))
              .when(
                  partner ->
                      refused(
                          400,
                          "3000",
                          ErrorCategory.BAD_REQUEST,
                          () ->
                              user(partner)
                                  .patch(
                                      CustomerUserUpdate.builder().usageLocation("ZZ").build()))),
          stale("a change of an outdated version", 400),
          stale("a change of an outdated version, refused with 412", 412),
          ConsumerInteraction.of(CHANGE, "a change to a name that another user has")
              .given(GivenState.TAKEN_NAME, Map.of("userPrincipalName", TAKEN))
              .withBody(
                  "{\"userPrincipalName\":\""
                      + TAKEN
                      + "\",\"attributes\":{\"objectType\":\"CustomerUser\"}}")
              .respondsWith(409, serviceError("409", "Another user has this user principal name."))
              .when(
                  partner ->
                      refused(
                          409,
                          "409",
                          ErrorCategory.CONFLICT,
                          () ->
                              user(partner)
                                  .patch(
                                      CustomerUserUpdate.builder()
                                          .userPrincipalName(TAKEN)
                                          .build()))),
          RefusedInteractions.withRetryAfter(
                  ConsumerInteraction.of(CHANGE, "a change, throttled by the gateway"))
              .given(GivenState.THROTTLE, Map.of("shape", "GATEWAY"))
              .respondsWith(
                  429, gatewayError(429, "Rate limit is exceeded. Try again in 57 seconds."))
              .when(
                  partner -> {
                    PartnerServiceException e =
                        refused(
                            429,
                            null,
                            ErrorCategory.THROTTLED,
                            () -> user(partner).patch(TO_SWEDEN));
                    assertThat(e.retryAfter()).isEqualTo(RefusedInteractions.WAIT);
                    assertThat(e.description()).startsWith("Rate limit is exceeded.");
                  }));

  private UserInteractions() {}

  private static ConsumerInteraction stale(String description, int status) {
    String etag = "\"stale\"";
    RequestOptions options = RequestOptions.builder().ifMatch(etag).build();
    return ConsumerInteraction.of(CHANGE, description)
        .given(GivenState.CHANGED_USER, Map.of("status", status))
        .withHeader("If-Match", etag)
        .respondsWith(status, serviceError("2055", "The ETag is no longer valid."))
        .when(
            partner ->
                refused(
                    status,
                    "2055",
                    ErrorCategory.PRECONDITION_FAILED,
                    () -> user(partner).patchWithResponse(TO_SWEDEN, options)));
  }
}
