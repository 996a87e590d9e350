package io.partnercenter.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.partnercenter.users.sandbox.NextResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CallLogTest {
  private static final String PASSWORD = "Renew456*";

  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox();

  private final MemoryLogger logger = new MemoryLogger();

  @Test
  void eachAttemptIsLoggedWithItsOutcome() {
    sandbox.get().respondNext(NextResponse.builder().status(503).build());

    PartnerResponse<?> response = user(LogDetail.OUTCOME).getWithResponse(RequestOptions.none());

    String call =
        "GET \\S+/v1/customers/\\S+ \\(MS-RequestId "
            + response.requestId()
            + ", MS-CorrelationId "
            + response.correlationId()
            + "\\): ";
    assertThat(logger.lines).hasSize(2);
    assertThat(logger.lines.get(0))
        .matches(call + "attempt 1 ended after 0 ms, the call's 0 ms: 503; again in 500 ms");
    assertThat(logger.lines.get(1))
        .matches(call + "attempt 2 ended after 0 ms, the call's 500 ms: 200");
  }

  @Test
  void thePauseAfterA429ThatNamesNoneIsLogged() {
    sandbox.get().respondNext(NextResponse.builder().status(429).build());

    user(LogDetail.OUTCOME).get();

    assertThat(logger.lines.get(0)).endsWith(": 429; again in 1000 ms");
  }

  @Test
  void anAttemptWithoutAResponseIsLoggedToo() {
    sandbox.get().respondNext(NextResponse.builder().noResponse().build());

    user(LogDetail.OUTCOME).get();

    assertThat(logger.lines.get(0)).matches(".*attempt 1 .*: java.*Exception: .*; again in 500 ms");
  }

  @Test
  void headersAndBodiesAreLoggedOnRequestAndMasked() {
    user(LogDetail.BODIES).resetPassword(PASSWORD, true);

    assertThat(logger.lines).hasSize(1);
    assertThat(logger.lines.get(0))
        .contains(
            "\n> MS-Contract-Version: v1\n",
            "\n> Host: 127.0.0.1:",
            "\n> Authorization: ***\n",
            "\n> {\"passwordProfile\":{\"password\":\"***\",\"forceChangePassword\":true},",
            "\n< {\"")
        .containsIgnoringCase("\n< Content-Type: application/json; charset=utf-8\n")
        .contains("\"password\":\"***\"")
        .doesNotContain(PASSWORD, "test-token");
  }

  @Test
  void headersCanBeLoggedWithoutBodies() {
    user(LogDetail.HEADERS).resetPassword(PASSWORD, true);

    assertThat(logger.lines.get(0))
        .contains("\n> Authorization: ***\n", "\n< ")
        .doesNotContain("{", PASSWORD);
  }

  @Test
  void aBodyThatIsNotJsonIsNotLogged() {
    sandbox
        .get()
        .respondNext(
            NextResponse.builder().status(400).body("<html>" + PASSWORD + "</html>").build());

    user(LogDetail.BODIES)
        .getWithResponseAsync(RequestOptions.none())
        .handle((response, error) -> response)
        .join();

    assertThat(logger.lines.get(0)).endsWith("\n< (22 characters that are no JSON)");
  }

  @Test
  void aSecretThatTheServiceEchoesIsMasked() {
    sandbox
        .get()
        .respondNext(
            NextResponse.builder()
                .status(400)
                .header("X-Echo", "test-token")
                .header("Set-Cookie", "a=b")
                .body("{\"description\":\"" + PASSWORD + " test-token\"}")
                .build());

    UserHandle user = user(LogDetail.BODIES);
    assertThatExceptionOfType(PartnerServiceException.class)
        .isThrownBy(() -> user.resetPassword(PASSWORD, true));

    assertThat(logger.lines.get(0))
        .containsIgnoringCase("\n< X-Echo: ***")
        .containsIgnoringCase("\n< Set-Cookie: ***")
        .endsWith("\n< {\"description\":\"*** ***\"}");
  }

  @Test
  void aSecretIsMaskedHoweverItsCharactersAreEscaped() {
    String password = "P@ss+w0rd'\"1";
    sandbox
        .get()
        .respondNext(
            NextResponse.builder()
                .status(400)
                .body("{\"description\":\"P@ss\\u002Bw0rd\\u0027\\u00221 is weak\"}")
                .build());

    UserHandle user = user(LogDetail.BODIES);
    assertThatExceptionOfType(PartnerServiceException.class)
        .isThrownBy(() -> user.resetPassword(password, true));

    assertThat(logger.lines.get(0)).endsWith("\n< {\"description\":\"*** is weak\"}");
  }

  @Test
  void anyValueOfAPasswordPropertyIsMaskedAndTheRestIsLogged() {
    sandbox
        .get()
        .respondNext(
            NextResponse.builder()
                .status(400)
                .body("{\"a\":null,\"Password\":{\"b\":[1]},\"c\":[1.50,true,{}]}")
                .build());

    UserHandle user = user(LogDetail.BODIES);
    assertThatExceptionOfType(PartnerServiceException.class).isThrownBy(user::get);

    assertThat(logger.lines.get(0))
        .endsWith("\n< {\"a\":null,\"Password\":\"***\",\"c\":[1.50,true,{}]}");
  }

  @Test
  void aLoggerThatIsSwitchedOffReceivesNothing() {
    logger.loggable = false;

    user(LogDetail.BODIES).get();

    assertThat(logger.lines).isEmpty();
  }

  @Test
  void aLoggerThatThrowsEndsTheCallSyncAndAsync() {
    logger.broken = true;
    UserHandle user = user(LogDetail.OUTCOME);

    assertThatIllegalStateException().isThrownBy(user::get).withMessage("logger is broken");
    sandbox.get().respondNext(NextResponse.builder().noResponse().build());
    for (int i = 0; i < 2; i++) {
      assertThat(user.getAsync())
          .failsWithin(Duration.ofSeconds(10))
          .withThrowableThat()
          .withCauseInstanceOf(IllegalStateException.class)
          .withMessageContaining("logger is broken");
    }
  }

  @Test
  void aLoggerThatThrowsLeavesTheThrottleInPlace() {
    logger.broken = true;
    UserHandle user = user(LogDetail.OUTCOME);
    sandbox
        .get()
        .respondNext(NextResponse.builder().status(429).header("Retry-After", "61").build());
    assertThatIllegalStateException().isThrownBy(user::get);

    assertThatExceptionOfType(PartnerServiceException.class)
        .isThrownBy(user::get)
        .withMessageStartingWith("429: not sent");
  }

  private UserHandle user(LogDetail detail) {
    return sandbox.user(
        sandbox.client(
            PartnerCenter.builder()
                .logTo(logger, detail)
                .timer(new VirtualTimer())
                .random(() -> 1)));
  }
}
