package io.partnercenter.users.sandbox;

import static io.partnercenter.users.sandbox.RawClient.CUSTOMER_ID;
import static io.partnercenter.users.sandbox.RawClient.UPDATE;
import static io.partnercenter.users.sandbox.RawClient.USER;
import static io.partnercenter.users.sandbox.RawClient.USER_ID;
import static io.partnercenter.users.sandbox.RawClient.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.SendsInvalidRequests;
import io.partnercenter.users.SpecCheckedSandbox;
import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests that break HTTP or JSON, are too large or are too slow neither stop the sandbox nor
 * change a user.
 */
@SendsInvalidRequests
class SandboxMalformedTest {
  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox();

  private final RawClient http = new RawClient(sandbox);

  @Test
  void aThousandMalformedRequestsNeitherStopTheSandboxNorChangeAUser() throws Exception {
    MalformedRequests malformed = new MalformedRequests(20_160_624);
    Map<String, Object> before = user();

    for (int i = 0; i < 1000; i++) {
      byte[] request = malformed.get(i);
      String response = http.exchange(request);

      String text = new String(request, StandardCharsets.UTF_8);
      String described = "request " + i + ": " + text.substring(0, Math.min(text.length(), 600));
      assertThat(response).as(described).matches("(?s)(HTTP/1\\.1 (4|501).*)?");
      assertThat(user()).as(described).isEqualTo(before);
      if (i % 50 == 0) {
        http.accepted(http.get(USER));
      }
    }

    assertThat(http.accepted(http.patch(USER, UPDATE))).contains("\"usageLocation\":\"SE\"");
  }

  @Test
  void theWellFormedOriginalOfTheMalformedRequestsIsAccepted() throws Exception {
    byte[] body = UPDATE.getBytes(StandardCharsets.UTF_8);

    assertThat(
            http.exchange(
                MalformedRequests.request(
                    "PATCH " + USER + " HTTP/1.1", "Content-Length: " + body.length, body)))
        .startsWith("HTTP/1.1 200 ");
  }

  @Test
  void aRequestWhoseBodyEndsEarlyIsNotCarriedOut() throws Exception {
    byte[] body = UPDATE.getBytes(StandardCharsets.UTF_8);

    assertThat(
            http.exchange(
                MalformedRequests.request(
                    "PATCH " + USER + " HTTP/1.1", "Content-Length: " + (body.length + 1), body)))
        .isEmpty();

    assertThat(user()).containsEntry("usageLocation", "US");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aBodyOf20MegabytesIs413AndNotKept(boolean withLength) throws Exception {
    byte[] body = update("\"displayName\":\"" + "x".repeat(20 << 20) + "\"").getBytes();
    HttpRequest.BodyPublisher publisher =
        withLength
            ? HttpRequest.BodyPublishers.ofByteArray(body)
            : HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));

    http.refused(413, "413", http.patch(USER, "").method("PATCH", publisher));

    assertThat(sandbox.onlyExchange().requestBody()).hasSize(Request.MAX_BODY);
    http.accepted(http.patch(USER, UPDATE));
  }

  @Test
  void aBodyOfOneMegabyteIsAccepted() throws Exception {
    String name = "x".repeat(Request.MAX_BODY - update("\"displayName\":\"\"").length());

    http.accepted(http.patch(USER, update("\"displayName\":\"" + name + "\"")));

    assertThat(user()).containsEntry("displayName", name);
    http.refused(413, "413", http.patch(USER, update("\"displayName\":\"" + name + "x\"")));
    assertThat(user()).containsEntry("displayName", name);
  }

  @Test
  void slowSendersAreCutOffWhileOthersAreServed() throws Exception {
    byte[] body = UPDATE.getBytes(StandardCharsets.UTF_8);
    String line = "PATCH " + USER + " HTTP/1.1";
    String length = "Content-Length: " + body.length;
    byte[] whole = MalformedRequests.request(line, length, body);
    try (Socket inTheLine = http.connect();
        Socket inTheBody = http.connect()) {
      inTheLine.getOutputStream().write(whole, 0, 10);
      inTheBody.getOutputStream().write(whole, 0, whole.length - 10);

      http.accepted(http.get(USER));

      assertThat(RawClient.readToEnd(inTheLine)).isEmpty();
      assertThat(RawClient.readToEnd(inTheBody)).isEmpty();
    }
    assertThat(user()).containsEntry("usageLocation", "US");
    http.accepted(http.patch(USER, UPDATE));
  }

  private Map<String, Object> user() {
    return sandbox.get().user(CUSTOMER_ID, USER_ID);
  }
}
