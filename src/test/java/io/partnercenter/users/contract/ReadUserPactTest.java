package io.partnercenter.users.contract;

import static io.partnercenter.users.contract.Answers.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.PartnerResponse;
import io.partnercenter.users.RequestOptions;
import io.partnercenter.users.model.CustomerUser;
import io.partnercenter.users.model.Link;
import io.partnercenter.users.model.UserDomainType;
import io.partnercenter.users.model.UserState;
import java.time.OffsetDateTime;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a provider must answer of a user. */
@Tag("pact")
@Order(2)
class ReadUserPactTest {
  private static final String DATE_TIME_REGEX =
      "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?Z";
  private static final String TIME = "2017-01-20T00:33:34Z";

  @Test
  void allOfAUser() {
    String uri =
        "/customers/" + ConsumerInteraction.CUSTOMER_ID + "/users/" + ConsumerInteraction.USER_ID;
    ConsumerInteraction.get("a read")
        .with("X-Locale", "sv-SE")
        .isAnswered(
            200,
            user(
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
                                        self.stringType("uri", uri)
                                            .stringType("method", "GET")
                                            .array("headers", headers -> {}))),
                attributes -> attributes.stringType("etag", "v1")))
        .andHeader(
            "MS-RequestId", ConsumerInteraction.UUID_REGEX, "b1317092-f087-471e-a637-f66523b2b94c")
        .andHeader(
            "MS-CorrelationId",
            ConsumerInteraction.UUID_REGEX,
            "8a53b025-d5be-4d98-ab20-229d1813de76")
        .andHeader("MS-CV", ".+", "b4dPC7ZMdEiXVTrO.0")
        .andHeader("MS-ServerId", ".+", "102030201-a")
        .andHeader("ETag", "\"[^\"]+\"", "\"v1\"")
        .when(
            user -> {
              PartnerResponse<CustomerUser> response =
                  user.getWithResponse(RequestOptions.builder().locale("sv-SE").build());
              assertThat(response.header("MS-RequestId")).startsWith("b1317092");
              assertThat(response.header("MS-CorrelationId")).startsWith("8a53b025");
              assertThat(response.header("MS-CV")).isEqualTo("b4dPC7ZMdEiXVTrO.0");
              assertThat(response.header("MS-ServerId")).isEqualTo("102030201-a");
              assertThat(response.header("ETag")).isEqualTo("\"v1\"");
              CustomerUser read = response.value();
              assertThat(read.getId()).isEqualTo(ConsumerInteraction.USER_ID);
              assertThat(read.getUsageLocation()).isEqualTo("US");
              assertThat(read.getUserPrincipalName()).isEqualTo("emailid@abcdefgh1234.ccsctp.net");
              assertThat(read.getFirstName()).isEqualTo("FirstName");
              assertThat(read.getLastName()).isEqualTo("LastName");
              assertThat(read.getDisplayName()).isEqualTo("DisplayName");
              assertThat(read.getUserDomainType()).isEqualTo(UserDomainType.NONE);
              assertThat(read.getState()).isEqualTo(UserState.ACTIVE);
              Link self = read.getLinks().getSelf();
              assertThat(self.getUri()).isEqualTo(uri);
              assertThat(self.getMethod()).isEqualTo("GET");
              assertThat(self.getHeaders()).isEmpty();
              assertThat(read.getAttributes().getEtag()).isEqualTo("v1");
              assertThat(read.getAttributes().getObjectType()).hasToString("CustomerUser");
            });
  }

  @Test
  void aDeletedUser() {
    ConsumerInteraction.get("a read of a deleted user")
        .given("a deleted user", Map.of())
        .isAnswered(
            200,
            user(
                body ->
                    body.stringValue("state", "inactive")
                        .stringMatcher("softDeletionTime", DATE_TIME_REGEX, TIME)))
        .when(
            user -> {
              CustomerUser deleted = user.get();
              assertThat(deleted.getState()).isEqualTo(UserState.INACTIVE);
              assertThat(deleted.getSoftDeletionTime()).isEqualTo(OffsetDateTime.parse(TIME));
            });
  }

  @Test
  void aUserOfAnOnPremisesDirectory() {
    ConsumerInteraction.get("a read of a user of an on-premises directory")
        .given(
            "a user",
            Map.of(
                "userDomainType", "federated",
                "immutableId", "7cMDNKvvmEiNTqTCVCTDuQ==",
                "phoneNumber", "+46 8 123 456",
                "lastDirectorySyncTime", TIME))
        .isAnswered(
            200,
            user(
                body ->
                    body.stringValue("userDomainType", "federated")
                        .stringType("immutableId", "7cMDNKvvmEiNTqTCVCTDuQ==")
                        .stringType("phoneNumber", "+46 8 123 456")
                        .stringMatcher("lastDirectorySyncTime", DATE_TIME_REGEX, TIME)))
        .when(
            user -> {
              CustomerUser read = user.get();
              assertThat(read.getUserDomainType()).isEqualTo(UserDomainType.FEDERATED);
              assertThat(read.getImmutableId()).isEqualTo("7cMDNKvvmEiNTqTCVCTDuQ==");
              assertThat(read.getPhoneNumber()).isEqualTo("+46 8 123 456");
              assertThat(read.getLastDirectorySyncTime()).isEqualTo(OffsetDateTime.parse(TIME));
            });
  }

  @Test
  void whetherTheTokenHasMfa() {
    ConsumerInteraction.get("a read that asks whether the token was got with MFA")
        .validatingMfa()
        .isAnswered(200, user(body -> {}))
        .andHeader("isMfaCompliant", "true", "true")
        .when(
            user ->
                assertThat(user.getWithResponse(RequestOptions.none()).mfaCompliant()).isTrue());
  }

  @Test
  void aUserOfAManagedDomain() {
    ConsumerInteraction.get("a read of a user of a managed domain")
        .given("a user", Map.of("userDomainType", "managed"))
        .isAnswered(200, user(body -> body.stringValue("userDomainType", "managed")))
        .when(user -> assertThat(user.get().getUserDomainType()).isEqualTo(UserDomainType.MANAGED));
  }
}
