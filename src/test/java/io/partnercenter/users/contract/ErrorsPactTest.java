package io.partnercenter.users.contract;

import static io.partnercenter.users.contract.Answers.gatewayError;
import static io.partnercenter.users.contract.Answers.serviceError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.partnercenter.users.ErrorCategory;
import io.partnercenter.users.PartnerServiceException;
import io.partnercenter.users.RequestOptions;
import io.partnercenter.users.model.CustomerUserUpdate;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a provider must refuse, and what the client understands of it. */
@Tag("pact")
@Order(2)
class ErrorsPactTest {
  private static final CustomerUserUpdate TO_SWEDEN =
      CustomerUserUpdate.builder().usageLocation("SE").build();
  private static final String TO_SWEDEN_BODY =
      "{\"usageLocation\":\"SE\",\"attributes\":{\"objectType\":\"CustomerUser\"}}";
  private static final String STALE = "\"stale\"";
  private static final Duration WAIT = Duration.ofSeconds(57);

  /** What may stand in the way of a read and of a change alike. */
  enum Refusal {
    EXPIRED_TOKEN(
        401,
        "400",
        ErrorCategory.UNAUTHORIZED,
        "an expired token",
        Map.of("token", ConsumerInteraction.TOKEN)),
    NO_MFA(
        401,
        "900421",
        ErrorCategory.MFA_REQUIRED,
        "a token without MFA",
        Map.of("token", ConsumerInteraction.TOKEN)),
    NO_RELATIONSHIP(403, "20002", ErrorCategory.FORBIDDEN, "no relationship with the customer"),
    NO_ROLE(403, "900150", ErrorCategory.FORBIDDEN, "a withdrawn role"),
    NO_USER(404, "60002", ErrorCategory.NOT_FOUND, "no such user"),
    NO_CUSTOMER(404, "60003", ErrorCategory.NOT_FOUND, "no such customer"),
    THROTTLED(429, "429", ErrorCategory.THROTTLED, "a throttle", Map.of("shape", "SERVICE")),
    FAILURE(500, "500", ErrorCategory.SERVER_ERROR, "an outage", Map.of("status", 500)),
    OUTAGE(503, "503", ErrorCategory.SERVER_ERROR, "an outage", Map.of("status", 503));

    final int status;
    final String code;
    final ErrorCategory category;
    final String state;
    final Map<String, ?> parameters;

    Refusal(int status, String code, ErrorCategory category, String state) {
      this(status, code, category, state, Map.of());
    }

    Refusal(
        int status, String code, ErrorCategory category, String state, Map<String, ?> parameters) {
      this.status = status;
      this.code = code;
      this.category = category;
      this.state = state;
      this.parameters = parameters;
    }

    /** The headers of the answer beside the usual ones. */
    void headers(ConsumerInteraction interaction) {
      if (status == 401) {
        interaction.andHeader(
            "WWW-Authenticate", "OAuth realm=.+", "OAuth realm=urn:cpsvc:cpid:4b10bf41");
        if (this == NO_MFA) {
          interaction.validatingMfa().andHeader("isMfaCompliant", "false", "false");
        }
      } else if (status == 429) {
        retryAfter(interaction);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void ofAChange(Refusal refusal) {
    ConsumerInteraction change =
        ConsumerInteraction.patch("a change, refused with " + name(refusal), TO_SWEDEN_BODY);
    refused(change, refusal).when(user -> expect(refusal, () -> user.patch(TO_SWEDEN)));
  }

  @ParameterizedTest
  @EnumSource
  void ofARead(Refusal refusal) {
    ConsumerInteraction read = ConsumerInteraction.get("a read, refused with " + name(refusal));
    refused(read, refusal).when(user -> expect(refusal, user::get));
  }

  @Test
  void anInvalidProperty() {
    ConsumerInteraction.patch(
            "a change to a country that there is not",
            "{\"usageLocation\":\"ZZ\",\"attributes\":{\"objectType\":\"CustomerUser\"}}")
        .isAnswered(400, serviceError("3000", "The property usageLocation is invalid."))
        .when(
            user ->
                expect(
                    400,
                    "3000",
                    ErrorCategory.BAD_REQUEST,
                    () -> user.patch(CustomerUserUpdate.builder().usageLocation("ZZ").build())));
  }

  @Test
  void aStaleVersion() {
    stale("a change of a version that is no more", Map.of("status", 400), 400);
  }

  @Test
  void aStaleVersionInTheWordsOfHttp() {
    stale("a change of a version that is no more, in HTTP's words", Map.of("status", 412), 412);
  }

  private static void stale(String description, Map<String, ?> parameters, int status) {
    RequestOptions options = RequestOptions.builder().ifMatch(STALE).build();
    ConsumerInteraction.patch(description, TO_SWEDEN_BODY)
        .given("a user that has changed", parameters)
        .with("If-Match", STALE)
        .isAnswered(status, serviceError("2055", "The ETag is no longer valid."))
        .when(
            user ->
                expect(
                    status,
                    "2055",
                    ErrorCategory.PRECONDITION_FAILED,
                    () -> user.patchWithResponse(TO_SWEDEN, options)));
  }

  @Test
  void aNameThatAnotherUserHas() {
    String name = "taken@abcdefgh1234.ccsctp.net";
    ConsumerInteraction.patch(
            "a change to a name that another user has",
            "{\"userPrincipalName\":\""
                + name
                + "\",\"attributes\":{\"objectType\":\"CustomerUser\"}}")
        .given("a user, and another with the name", Map.of("userPrincipalName", name))
        .isAnswered(409, serviceError("409", "Another user has this user principal name."))
        .when(
            user ->
                expect(
                    409,
                    "409",
                    ErrorCategory.CONFLICT,
                    () ->
                        user.patch(CustomerUserUpdate.builder().userPrincipalName(name).build())));
  }

  @Test
  void aThrottleOfTheGateway() {
    ConsumerInteraction interaction =
        ConsumerInteraction.patch("a change, throttled by the gateway", TO_SWEDEN_BODY)
            .given("a throttle", Map.of("shape", "GATEWAY"))
            .isAnswered(429, gatewayError(429, "Rate limit is exceeded. Try again in 57 seconds."));
    retryAfter(interaction)
        .when(
            user -> {
              PartnerServiceException e =
                  expect(429, null, ErrorCategory.THROTTLED, () -> user.patch(TO_SWEDEN));
              assertThat(e.retryAfter()).isEqualTo(WAIT);
              assertThat(e.description()).startsWith("Rate limit is exceeded.");
            });
  }

  private static ConsumerInteraction refused(ConsumerInteraction interaction, Refusal refusal) {
    interaction
        .given(refusal.state, refusal.parameters)
        .isAnswered(refusal.status, serviceError(refusal.code, "What the service says of it."));
    refusal.headers(interaction);
    return interaction;
  }

  private static ConsumerInteraction retryAfter(ConsumerInteraction interaction) {
    return interaction.andHeader("Retry-After", "\\d+", "57");
  }

  private static void expect(Refusal refusal, Runnable call) {
    PartnerServiceException e = expect(refusal.status, refusal.code, refusal.category, call);
    assertThat(e.description()).isEqualTo("What the service says of it.");
    assertThat(e.retryAfter()).isEqualTo(refusal.status == 429 ? WAIT : null);
  }

  private static PartnerServiceException expect(
      int status, String code, ErrorCategory category, Runnable call) {
    PartnerServiceException e = catchThrowableOfType(PartnerServiceException.class, call::run);
    assertThat(e).as("refusal").isNotNull();
    assertThat(e.statusCode()).isEqualTo(status);
    assertThat(e.errorCode()).isEqualTo(code);
    assertThat(e.category()).isEqualTo(category);
    return e;
  }

  private static String name(Refusal refusal) {
    return refusal.status + " " + refusal.code;
  }
}
