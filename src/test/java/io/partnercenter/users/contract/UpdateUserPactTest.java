package io.partnercenter.users.contract;

import static io.partnercenter.users.contract.Answers.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.PartnerResponse;
import io.partnercenter.users.RequestOptions;
import io.partnercenter.users.model.CustomerUser;
import io.partnercenter.users.model.CustomerUserUpdate;
import io.partnercenter.users.model.PasswordProfile;
import io.partnercenter.users.model.UserState;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The changes that a provider must carry out. */
@Tag("pact")
@Order(2)
class UpdateUserPactTest {
  private static final CustomerUserUpdate TO_SWEDEN =
      CustomerUserUpdate.builder().usageLocation("SE").build();
  private static final String TO_SWEDEN_BODY =
      "{\"usageLocation\":\"SE\",\"attributes\":{\"objectType\":\"CustomerUser\"}}";

  @Test
  void oneDetail() {
    ConsumerInteraction.patch("a change of the usage location", TO_SWEDEN_BODY)
        .isAnswered(200, user(body -> body.stringValue("usageLocation", "SE")))
        .when(user -> assertThat(user.patch(TO_SWEDEN).getUsageLocation()).isEqualTo("SE"));
  }

  @Test
  void allThatCanBeWritten() {
    CustomerUserUpdate all =
        CustomerUserUpdate.builder()
            .usageLocation("SE")
            .displayName("Åsa Öberg")
            .firstName("Åsa")
            .lastName("Öberg")
            .userPrincipalName("asa@abcdefgh1234.ccsctp.net")
            .immutableId("7cMDNKvvmEiNTqTCVCTDuQ==")
            .phoneNumber("+46 8 123 456")
            .passwordProfile(
                PasswordProfile.builder().password("Renew456*").forceChangePassword(false).build())
            .state(UserState.ACTIVE)
            .build();
    ConsumerInteraction.patch(
            "a change of all that can be written",
            "{\"usageLocation\":\"SE\",\"displayName\":\"Åsa Öberg\",\"firstName\":\"Åsa\","
                + "\"lastName\":\"Öberg\",\"userPrincipalName\":\"asa@abcdefgh1234.ccsctp.net\","
                + "\"immutableId\":\"7cMDNKvvmEiNTqTCVCTDuQ==\",\"phoneNumber\":\"+46 8 123 456\","
                + "\"passwordProfile\":{\"password\":\"Renew456*\",\"forceChangePassword\":false},"
                + "\"state\":\"active\",\"attributes\":{\"objectType\":\"CustomerUser\"}}")
        .given("a user whose names may change", Map.of())
        .isAnswered(
            200,
            user(
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
            user -> {
              CustomerUser updated = user.patch(all);
              assertThat(updated.getDisplayName()).isEqualTo("Åsa Öberg");
              assertThat(updated.getFirstName()).isEqualTo("Åsa");
              assertThat(updated.getLastName()).isEqualTo("Öberg");
              assertThat(updated.getUserPrincipalName()).isEqualTo("asa@abcdefgh1234.ccsctp.net");
              assertThat(updated.getImmutableId()).isEqualTo("7cMDNKvvmEiNTqTCVCTDuQ==");
              assertThat(updated.getPhoneNumber()).isEqualTo("+46 8 123 456");
              assertThat(updated.getState()).isEqualTo(UserState.ACTIVE);
            });
  }

  @Test
  void aNewPassword() {
    ConsumerInteraction.patch(
            "a reset of the password",
            "{\"passwordProfile\":{\"password\":\"Renew456*\",\"forceChangePassword\":true},"
                + "\"attributes\":{\"objectType\":\"CustomerUser\"}}")
        .isAnswered(
            200,
            user(
                body ->
                    body.object(
                        "passwordProfile",
                        profile ->
                            profile
                                .stringValue("password", "Renew456*")
                                .booleanType("forceChangePassword", false))))
        .when(
            user -> {
              PasswordProfile profile = user.resetPassword("Renew456*", true).getPasswordProfile();
              assertThat(profile.getPassword()).isEqualTo("Renew456*");
              assertThat(profile.getForceChangePassword()).isFalse();
            });
  }

  @Test
  void aRestoration() {
    ConsumerInteraction.patch(
            "a restoration",
            "{\"state\":\"active\",\"attributes\":{\"objectType\":\"CustomerUser\"}}")
        .given("a deleted user", Map.of())
        .isAnswered(200, user(body -> body.stringValue("state", "active")))
        .when(user -> assertThat(user.restore().getState()).isEqualTo(UserState.ACTIVE));
  }

  @Test
  void oneOfTheVersionThatTheCallerKnows() {
    ConsumerInteraction.patch("a change of the version that the caller knows", TO_SWEDEN_BODY)
        .withIfMatch("${etag}", "\"v1\"")
        .isAnswered(200, user(body -> body.stringValue("usageLocation", "SE")))
        .andHeader("ETag", "\"[^\"]+\"", "\"v2\"")
        .when(
            user -> {
              PartnerResponse<CustomerUser> updated =
                  user.patchWithResponse(TO_SWEDEN, RequestOptions.builder().ifMatch("v1").build());
              assertThat(updated.header("ETag")).isEqualTo("\"v2\"");
            });
  }
}
