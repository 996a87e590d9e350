package io.partnercenter.users.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.SpecCheckedSandbox;
import io.partnercenter.users.sandbox.NextResponse;
import io.partnercenter.users.sandbox.PartnerCenterSandbox;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CheckCommandTest {
  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox();

  private String user = PartnerCenterSandbox.USER_ID.toString();

  @Test
  void allIsInOrder() {
    assertThat(check().exitCode()).isZero();
    assertThat(check().out().lines())
        .containsExactly(
            "token         in order",
            "MFA           in order",
            "relationship  in order",
            "role          in order: users can be read (a change needs User Administrator or"
                + " Directory Writers)");
    assertThat(sandbox.lastExchange().requestHeaders()).containsKey("Validatemfa");
  }

  @Test
  void aTokenWithoutMfaIsReportedBeforeTheServiceRefusesIt() {
    sandbox.get().takeMfaFromToken("any-token");
    sandbox.get().endMfaEnforcement();

    assertThat(check().exitCode()).isEqualTo(1);
    assertThat(check().out()).contains("token         in order").contains("MFA           NOT");
  }

  @Test
  void aTokenRefusedForMissingMfaIsReported() {
    sandbox.get().takeMfaFromToken("any-token");

    assertThat(check().exitCode()).isEqualTo(1);
    assertThat(check().out())
        .contains("token         in order")
        .contains("MFA           NOT in order: the service refuses tokens without MFA; run login")
        .contains("role          not known");
  }

  @Test
  void anExpiredTokenIsReported() {
    sandbox.get().expireToken("any-token");

    assertThat(check().exitCode()).isEqualTo(1);
    assertThat(check().out()).contains("token         NOT in order").contains("has expired");
  }

  @Test
  void aMissingRelationshipIsReported() {
    sandbox.get().endRelationship(PartnerCenterSandbox.CUSTOMER_ID);

    assertThat(check().exitCode()).isEqualTo(1);
    assertThat(check().out())
        .contains("token         in order")
        .contains("relationship  NOT in order: the partner has no relationship with this");
  }

  @Test
  void aMissingRoleIsReported() {
    sandbox.get().withdrawRole();

    assertThat(check().exitCode()).isEqualTo(1);
    assertThat(check().out())
        .contains("relationship  in order")
        .contains("role          NOT in order: the person needs the GDAP role");
  }

  @Test
  void mfaIsNotKnownIfTheServiceDoesNotReportIt() {
    check();
    String user = sandbox.lastExchange().responseBody();
    sandbox
        .get()
        .respondNext(
            NextResponse.builder()
                .status(200)
                .header("Content-Type", "application/json")
                .body(user)
                .build());

    ConsoleRun run = check();

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("MFA           not known: the service did not say");
  }

  @Test
  void aTokenOfTheApplicationAloneIsReported() {
    sandbox
        .get()
        .respondNext(
            NextResponse.builder()
                .status(403)
                .header("Content-Type", "application/json")
                .body("{\"code\":403,\"description\":\"Forbidden\"}")
                .build());

    ConsoleRun run = check();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains("token         accepted, but access is denied: it must be an App+User token")
        .contains("role          perhaps NOT in order: 403")
        .contains("relationship  not known");
  }

  @Test
  void anUnknownUserIsReported() {
    user = UUID.randomUUID().toString();

    assertThat(check().exitCode()).isEqualTo(1);
    assertThat(check().out()).contains("call          there is no such customer or user");
  }

  @Test
  void aUserMayBeGivenByName() {
    user = "emailid@abcdefgh1234.ccsctp.net";
    assertThat(check().exitCode()).isZero();

    user = "nobody@contoso.example";
    assertThat(check().exitCode()).isEqualTo(1);
    assertThat(check().out())
        .contains("token         in order")
        .contains("relationship  in order")
        .contains("call          the customer has no user named nobody@contoso.example");
  }

  @Test
  void aFailureOfTheServiceIsReported() {
    sandbox.get().outage(503);

    assertThat(check("--attempts=1").exitCode()).isEqualTo(1);
    assertThat(check("--attempts=1").out())
        .contains("token         not known")
        .contains("call          503");
  }

  @Test
  void aServiceThatCannotBeReachedIsReported() {
    sandbox.get().respondNext(NextResponse.builder().noResponse().build());

    ConsoleRun run = check("--attempts=1");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("token         not known").contains("call          GET http://");
  }

  @Test
  void aMissingOptionIsNamed() {
    ConsoleRun run = ConsoleRun.of(Map.of(), "", "check", "--user=" + user);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("--customer is missing");
  }

  private ConsoleRun check(String... more) {
    String[] arguments = {
      "check",
      "--customer=" + PartnerCenterSandbox.CUSTOMER_ID,
      "--user=" + user,
      "--base-url=" + sandbox.get().baseUrl()
    };
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return ConsoleRun.of(Map.of("PARTNER_CENTER_TOKEN", "any-token"), "", all);
  }
}
