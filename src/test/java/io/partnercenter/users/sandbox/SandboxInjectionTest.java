package io.partnercenter.users.sandbox;

import static io.partnercenter.users.sandbox.RawClient.UPDATE;
import static io.partnercenter.users.sandbox.RawClient.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.partnercenter.users.SendsInvalidRequests;
import io.partnercenter.users.SpecCheckedSandbox;
import io.partnercenter.users.spec.SpecValidator;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses that a test injects in place of the sandbox's own. */
class SandboxInjectionTest {
  private static final String GET =
      "GET "
          + USER
          + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer any\r\n"
          + "MS-Contract-Version: v1\r\n\r\n";

  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox();

  private final RawClient http = new RawClient(sandbox);

  @Test
  void injectedResponsesAreEachGivenOnceInTheirOrder() throws Exception {
    inject(NextResponse.builder().status(502).body("<html>").header("Content-Type", "text/html"));
    inject(NextResponse.builder().status(503).header("Retry-After", "7"));

    HttpResponse<String> first = http.send(http.patch(USER, UPDATE));
    HttpResponse<String> second = http.send(http.get(USER));

    assertThat(first.statusCode()).isEqualTo(502);
    assertThat(first.body()).isEqualTo("<html>");
    assertThat(first.headers().allValues("Content-Type")).containsExactly("text/html");
    assertThat(first.headers().firstValue("MS-CV")).isEmpty();
    assertThat(second.statusCode()).isEqualTo(503);
    assertThat(second.body()).isEmpty();
    assertThat(second.headers().firstValue("Retry-After")).hasValue("7");
    assertThat(http.accepted(http.get(USER))).contains("\"usageLocation\":\"US\"");
  }

  @Test
  @SendsInvalidRequests
  void anInjectedResponseIsGivenBeforeTheRequestIsChecked() throws Exception {
    inject(NextResponse.builder().status(418).body("{}"));

    HttpResponse<String> response =
        http.send(http.request("POST", "/nowhere", "{").setHeader("Authorization", "none"));

    assertThat(response.statusCode()).isEqualTo(418);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
  }

  @Test
  void anInjectedResponseIsRecordedAsSuchAndMayBreakTheSpec() throws Exception {
    inject(NextResponse.builder().body("{\"id\":5}"));

    http.send(http.get(USER));
    assertThat(sandbox.onlyExchange().injected()).isTrue();
    assertThat(sandbox.onlyExchange().status()).isEqualTo(200);
    assertThat(sandbox.onlyExchange().responseBody()).isEqualTo("{\"id\":5}");
    assertThat(SpecValidator.responseProblems(sandbox.onlyExchange())).isNotEmpty();

    http.send(http.get(USER));
    assertThat(sandbox.lastExchange().injected()).isFalse();
  }

  @Test
  void aDelayedResponseIsHeldBackWhileOthersAreServed() throws Exception {
    inject(NextResponse.builder().status(504).delay(Duration.ofHours(1)));
    try (Socket delayed = http.connect()) {
      delayed.getOutputStream().write(GET.getBytes(StandardCharsets.US_ASCII));
      while (sandbox.get().exchanges().isEmpty()) {
        Thread.onSpinWait();
      }

      http.accepted(http.get(USER));

      assertThat(delayed.getInputStream().available()).isZero();
      sandbox.get().close();
      assertThat(RawClient.readToEnd(delayed)).isEmpty();
    }
  }

  @Test
  void aDelayedResponseComesAfterItsDelay() throws Exception {
    inject(NextResponse.builder().status(504).delay(Duration.ofMillis(50)));
    long start = System.nanoTime();

    assertThat(http.send(http.get(USER)).statusCode()).isEqualTo(504);

    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(50));
  }

  @Test
  void aResponseCanBeCutOffInItsBody() throws Exception {
    inject(NextResponse.builder().body("0123456789").cutOff());

    String response = http.exchange(GET.getBytes(StandardCharsets.US_ASCII));

    assertThat(response)
        .startsWith("HTTP/1.1 200 ")
        .containsIgnoringCase("Content-Length: 10\r\n")
        .endsWith("\r\n\r\n01234");
    inject(NextResponse.builder().body("0123456789").cutOff());
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> http.send(http.get(USER)));
    http.accepted(http.get(USER));
  }

  @Test
  void aConnectionCanBeClosedWithoutAnyResponse() throws Exception {
    inject(NextResponse.builder().noResponse());

    assertThat(http.exchange(GET.getBytes(StandardCharsets.US_ASCII))).isEmpty();

    assertThat(sandbox.onlyExchange().status()).isZero();
    assertThat(sandbox.onlyExchange().responseBody()).isEmpty();
    http.accepted(http.get(USER));
  }

  @Test
  void aHeaderCanHaveSeveralValues() throws Exception {
    inject(
        NextResponse.builder()
            .status(401)
            .header("WWW-Authenticate", "a")
            .header("WWW-Authenticate", "b"));

    assertThat(http.send(http.get(USER)).headers().allValues("WWW-Authenticate"))
        .containsExactly("a", "b");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 100, 199, 600})
  void aStatusThatIsNotFinalIsRefused(int status) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NextResponse.builder().status(status))
        .withMessageContaining("status");
  }

  @ParameterizedTest
  @CsvSource({"'a b', x", "'', x", "a, 'x\r\ny'", "content-LENGTH, 5", "Date, x", "a, é"})
  void aHeaderThatCanNotBeSentIsRefused(String name, String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NextResponse.builder().header(name, value))
        .withMessageContaining(name);
  }

  @Test
  void anImpossibleResponseIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NextResponse.builder().delay(Duration.ofMillis(-1)))
        .withMessageContaining("delay");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NextResponse.builder().cutOff().build())
        .withMessageContaining("body");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NextResponse.builder().status(204).body("{}").build())
        .withMessageContaining("204");
    assertThatNullPointerException()
        .isThrownBy(() -> sandbox.get().respondNext(null))
        .withMessage("response");
  }

  @Test
  void theTextOfAResponseDoesNotContainItsBody() {
    assertThat(NextResponse.builder().status(503).body("secret").build().toString())
        .contains("503")
        .doesNotContain("secret");
  }

  private void inject(NextResponse.Builder response) {
    sandbox.get().respondNext(response.build());
  }
}
