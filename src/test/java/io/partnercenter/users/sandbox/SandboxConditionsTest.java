package io.partnercenter.users.sandbox;

import static io.partnercenter.users.sandbox.RawClient.CUSTOMER_ID;
import static io.partnercenter.users.sandbox.RawClient.UPDATE;
import static io.partnercenter.users.sandbox.RawClient.USER;
import static io.partnercenter.users.sandbox.RawClient.USER_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.partnercenter.users.SendsInvalidRequests;
import io.partnercenter.users.SpecCheckedSandbox;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The conditions that a test sets, and the responses that they cause. */
class SandboxConditionsTest {
  private static final UUID OTHER_CUSTOMER = UUID.randomUUID();
  private static final String OTHER_USER = "/v1/customers/" + OTHER_CUSTOMER + "/users/" + USER_ID;

  private final TestClock clock = new TestClock();

  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox(clock);

  private final RawClient http = new RawClient(sandbox);

  @Test
  void withoutARelationshipRequestsAreRefusedWith403() throws Exception {
    sandbox.get().addUser(OTHER_CUSTOMER, USER_ID);
    sandbox.get().endRelationship(CUSTOMER_ID);

    http.refused(403, "20002", http.get(USER));
    http.refused(403, "20002", http.patch(USER, UPDATE));
    http.accepted(http.get(OTHER_USER));

    sandbox.get().resumeRelationship(CUSTOMER_ID);
    assertThat(http.accepted(http.get(USER))).contains("\"usageLocation\":\"US\"");
  }

  @Test
  void aWithdrawnRoleIsRefusedWith403() throws Exception {
    sandbox.get().withdrawRole();

    http.refused(403, "900150", http.get(USER));
    http.refused(403, "900150", http.patch(USER, UPDATE));

    sandbox.get().grantRole();
    assertThat(http.accepted(http.get(USER))).contains("\"usageLocation\":\"US\"");
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503})
  void anOutageRespondsWithItsStatusUntilItEnds(int status) throws Exception {
    sandbox.get().outage(status);

    http.refused(status, Integer.toString(status), http.get(USER));
    http.refused(status, Integer.toString(status), http.patch(USER, UPDATE));

    sandbox.get().endOutage();
    assertThat(http.accepted(http.get(USER))).contains("\"usageLocation\":\"US\"");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 404, 502})
  void anOutageHasNoOtherStatus(int status) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sandbox.get().outage(status))
        .withMessageContaining(Integer.toString(status));
  }

  @Test
  void aThrottleAdmitsItsNumberOfRequestsPerSecond() throws Exception {
    sandbox.get().addUser(OTHER_CUSTOMER, USER_ID);
    sandbox.get().throttle(CUSTOMER_ID, 2, ErrorShape.SERVICE);

    http.accepted(http.get(USER));
    http.accepted(http.patch(USER, UPDATE));
    HttpResponse<String> response = http.refused(429, "429", http.get(USER));
    http.accepted(http.get(OTHER_USER));

    assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
    clock.advance(Duration.ofMillis(999));
    http.refused(429, "429", http.get(USER));
    clock.advance(Duration.ofMillis(1));
    http.accepted(http.get(USER));
    http.accepted(http.get(USER));
    http.refused(429, "429", http.get(USER));

    sandbox.get().endThrottle(CUSTOMER_ID);
    http.accepted(http.get(USER));
  }

  @ParameterizedTest
  @CsvSource({"0, 60", "3, 57", "3.001, 57", "3.5, 57", "59, 1", "59.999, 1"})
  void retryAfterIsTheTimeToTheEndOfTheWindowRoundedUp(String seconds, String retryAfter)
      throws Exception {
    sandbox.get().throttle(CUSTOMER_ID, 1, Duration.ofMinutes(1), ErrorShape.GATEWAY);
    http.accepted(http.get(USER));

    clock.advance(Duration.ofMillis(new BigDecimal(seconds).movePointRight(3).intValueExact()));
    HttpResponse<String> response = http.send(http.get(USER));

    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(response.headers().firstValue("Retry-After")).hasValue(retryAfter);
    assertThat(response.body()).contains("Try again in " + retryAfter + " seconds.");
    clock.advance(Duration.ofSeconds(Long.parseLong(retryAfter)));
    http.accepted(http.get(USER));
  }

  @Test
  void aWindowBeginsWithTheFirstRequestAfterTheLastOne() throws Exception {
    sandbox.get().throttle(CUSTOMER_ID, 1, Duration.ofSeconds(10), ErrorShape.SERVICE);
    clock.advance(Duration.ofSeconds(9));
    http.accepted(http.get(USER));

    clock.advance(Duration.ofSeconds(9));
    http.refused(429, "429", http.get(USER));
    clock.advance(Duration.ofSeconds(1));
    http.accepted(http.get(USER));
  }

  @Test
  void theClockCanBeAdvancedUntilAReset() throws Exception {
    sandbox.get().throttle(CUSTOMER_ID, 1, Duration.ofHours(1), ErrorShape.SERVICE);
    http.accepted(http.get(USER));
    http.refused(429, "429", http.get(USER));

    sandbox.get().advanceClock(Duration.ofHours(1));

    http.accepted(http.get(USER));
    sandbox.get().deleteUser(CUSTOMER_ID, USER_ID);
    sandbox.get().endThrottle(CUSTOMER_ID);
    http.accepted(http.get(USER));
    sandbox.get().advanceClock(Duration.ofDays(30));
    http.refused(404, "60002", http.get(USER));
    sandbox.get().reset();
    assertThat(sandbox.get().now()).isEqualTo(clock.instant());
  }

  @ParameterizedTest
  @EnumSource
  void aThrottleRespondsInEitherShape(ErrorShape shape) throws Exception {
    sandbox.get().throttle(CUSTOMER_ID, 0, shape);

    HttpResponse<String> response = http.send(http.get(USER));

    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(response.body())
        .isEqualTo(
            shape == ErrorShape.GATEWAY
                ? "{\"statusCode\":429,"
                    + "\"message\":\"Rate limit is exceeded. Try again in 1 seconds.\"}"
                : "{\"code\":\"429\","
                    + "\"description\":\"Rate limit is exceeded. Try again in 1 seconds.\","
                    + "\"data\":[],\"source\":\"Sandbox\"}");
  }

  @Test
  void onlyListedTokensAreAccepted() throws Exception {
    sandbox.get().acceptOnlyTokens("any", "other");
    http.accepted(http.get(USER));

    sandbox.get().acceptOnlyTokens("other");
    HttpResponse<String> response = http.refused(401, "400", http.get(USER));
    assertThat(response.headers().firstValue("WWW-Authenticate"))
        .hasValue("OAuth realm=urn:cpsvc:cpid:sandbox");

    sandbox.get().acceptAnyToken();
    http.accepted(http.get(USER));
  }

  @Test
  void anExpiredOrRevokedTokenStaysRefused() throws Exception {
    sandbox.get().expireToken("any");
    HttpResponse<String> response = http.refused(401, "400", http.get(USER));
    assertThat(response.body()).contains("expired");
    assertThat(response.headers().firstValue("WWW-Authenticate")).isPresent();

    sandbox.get().revokeToken("any");
    assertThat(http.refused(401, "400", http.get(USER)).body()).contains("revoked");
    sandbox.get().acceptOnlyTokens("any");
    http.refused(401, "400", http.get(USER));
    sandbox.get().acceptAnyToken();
    http.refused(401, "400", http.get(USER));
    http.accepted(http.get(USER).setHeader("Authorization", "Bearer fresh"));
  }

  @Test
  @SendsInvalidRequests
  void aMissingTokenIsAnotherErrorThanARefusedToken() throws Exception {
    sandbox.get().acceptOnlyTokens("other");

    http.refused(401, "800001", http.get(USER).setHeader("Authorization", "Basic YTpi"));
  }

  @Test
  void badArgumentsOfConditionsAreNamed() {
    PartnerCenterSandbox running = sandbox.get();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> running.acceptOnlyTokens("good", " "))
        .withMessageContaining("token");
    assertThatNullPointerException()
        .isThrownBy(() -> running.expireToken(null))
        .withMessage("token");
    assertThatNullPointerException()
        .isThrownBy(() -> running.endRelationship(null))
        .withMessage("customerId");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> running.throttle(CUSTOMER_ID, -1, ErrorShape.SERVICE))
        .withMessageContaining("requestsPerSecond");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> running.throttle(CUSTOMER_ID, -1, Duration.ofSeconds(1), ErrorShape.SERVICE))
        .withMessage("requests is negative: -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> running.throttle(CUSTOMER_ID, 1, Duration.ZERO, ErrorShape.SERVICE))
        .withMessage("window must be longer than 0, was PT0S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> running.advanceClock(Duration.ofSeconds(-1)))
        .withMessage("time is negative: PT-1S");
    assertThatNullPointerException()
        .isThrownBy(() -> running.throttle(CUSTOMER_ID, 1, null))
        .withMessage("shape");
  }

  @Test
  void theOutermostOfSeveralConditionsDeterminesTheResponse() throws Exception {
    PartnerCenterSandbox running = sandbox.get();
    running.respondNext(NextResponse.builder().status(504).build());
    running.outage(503);
    running.expireToken("any");
    running.throttle(CUSTOMER_ID, 0, ErrorShape.SERVICE);
    running.endRelationship(CUSTOMER_ID);
    running.withdrawRole();

    assertThat(http.send(http.get(USER)).statusCode()).isEqualTo(504);
    http.refused(503, "503", http.get(USER));
    running.endOutage();
    http.refused(401, "400", http.get(USER));
    http.refused(429, "429", http.get(USER).setHeader("Authorization", "Bearer fresh"));
    running.endThrottle(CUSTOMER_ID);
    http.refused(403, "20002", http.get(USER).setHeader("Authorization", "Bearer fresh"));
    running.resumeRelationship(CUSTOMER_ID);
    http.refused(403, "900150", http.get(USER).setHeader("Authorization", "Bearer fresh"));
    running.grantRole();
    http.accepted(http.get(USER).setHeader("Authorization", "Bearer fresh"));
  }
}
