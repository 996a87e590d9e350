package io.partnercenter.users.sandbox;

import static io.partnercenter.users.sandbox.RawClient.UPDATE;
import static io.partnercenter.users.sandbox.RawClient.USER;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.SpecCheckedSandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A page in a browser whose host name resolves to 127.0.0.1 can't read anything from the sandbox.
 */
class LoopbackHostTest {
  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox();

  private final RawClient http = new RawClient(sandbox);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.0.0.1:80",
        "LocalHost",
        "localhost:8080",
        "[::1]",
        "[::1]:65535"
      })
  void aNameOfThisMachineIsAccepted(String host) throws Exception {
    assertThat(get("Host: " + host + "\r\n")).startsWith("HTTP/1.1 200 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:8080",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "evil.example@127.0.0.1",
        "::1",
        "[::2]",
        "127.0.0.2",
        "127.0.0.1:x",
        "localhost.",
        ""
      })
  void anotherHostIsRefused(String host) throws Exception {
    assertThat(get("Host: " + host + "\r\n"))
        .startsWith("HTTP/1.1 421 ")
        .contains("The Host header names another host.")
        .doesNotContain("evil");
    assertThat(sandbox.get().exchanges()).as("recorded").isEmpty();
  }

  @Test
  void aSecondHostHeaderWithAnotherHostIsRefused() throws Exception {
    assertThat(get("Host: localhost\r\nHost: evil.example\r\n")).startsWith("HTTP/1.1 421 ");
  }

  @Test
  void anotherHostInAnAbsoluteTargetIsRefused() throws Exception {
    String request =
        "GET http://evil.example"
            + USER
            + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer any\r\n\r\n";

    assertThat(send(request)).startsWith("HTTP/1.1 421 ");
  }

  @Test
  void aRequestWithoutAHostIsAccepted() throws Exception {
    assertThat(get("")).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void aRefusedChangeIsNotMadeAndTakesNoInjectedResponse() throws Exception {
    sandbox.get().respondNext(NextResponse.builder().status(504).build());
    String request =
        "PATCH "
            + USER
            + " HTTP/1.1\r\nHost: evil.example\r\nAuthorization: Bearer any\r\n"
            + "Content-Type: application/json\r\nContent-Length: "
            + UPDATE.length()
            + "\r\n\r\n"
            + UPDATE;

    assertThat(send(request)).startsWith("HTTP/1.1 421 ");

    assertThat(sandbox.get().user(RawClient.CUSTOMER_ID, RawClient.USER_ID))
        .containsEntry("usageLocation", "US");
    assertThat(http.send(http.get(USER)).statusCode()).isEqualTo(504);
  }

  /** Reads the user with these headers and those that every request needs. */
  private String get(String headers) throws IOException {
    return send(
        "GET "
            + USER
            + " HTTP/1.1\r\n"
            + headers
            + "Authorization: Bearer any\r\nMS-Contract-Version: v1\r\nConnection: close\r\n\r\n");
  }

  private String send(String request) throws IOException {
    return http.exchange(request.getBytes(StandardCharsets.US_ASCII));
  }
}
