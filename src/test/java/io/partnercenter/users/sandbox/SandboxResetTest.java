package io.partnercenter.users.sandbox;

import static io.partnercenter.users.sandbox.RawClient.CUSTOMER_ID;
import static io.partnercenter.users.sandbox.RawClient.UPDATE;
import static io.partnercenter.users.sandbox.RawClient.USER;
import static io.partnercenter.users.sandbox.RawClient.USER_ID;
import static io.partnercenter.users.sandbox.RawClient.path;
import static io.partnercenter.users.sandbox.RawClient.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.SpecCheckedSandbox;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A reset restores everything as it was at the start. */
class SandboxResetTest {
  private static final UUID OTHER_USER_ID = new UUID(7, 1);
  private static final UUID OTHER_CUSTOMER_ID = new UUID(7, 2);

  private final TestClock clock = new TestClock();

  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox(clock);

  private final RawClient http = new RawClient(sandbox);

  @Test
  void theSandboxKeepsItsPort() throws Exception {
    String baseUrl = sandbox.get().baseUrl();

    reset();

    assertThat(sandbox.get().baseUrl()).isEqualTo(baseUrl);
    http.accepted(http.get(USER));
  }

  @Test
  void usersAreRestored() throws Exception {
    Object atTheStart = sandbox.get().user(CUSTOMER_ID, USER_ID);
    http.accepted(http.patch(USER, UPDATE));
    sandbox.get().deleteUser(CUSTOMER_ID, USER_ID);
    sandbox.get().addUser(CUSTOMER_ID, OTHER_USER_ID);
    sandbox.get().addUser(OTHER_CUSTOMER_ID, new UUID(7, 3));

    reset();

    assertThat(sandbox.get().user(CUSTOMER_ID, USER_ID)).isEqualTo(atTheStart);
    http.refused(404, "60002", http.get(path(OTHER_USER_ID)));
    http.refused(
        404, "60003", http.get("/v1/customers/" + OTHER_CUSTOMER_ID + "/users/" + USER_ID));
  }

  @Test
  void anOutageEnds() throws Exception {
    sandbox.get().outage(503);
    reset();
    http.accepted(http.get(USER));
  }

  @Test
  void theRelationshipAndTheRoleAreRestored() throws Exception {
    sandbox.get().endRelationship(CUSTOMER_ID);
    sandbox.get().withdrawRole();
    reset();
    http.accepted(http.get(USER));
  }

  @Test
  void staleEtagsAreRefusedWith400() throws Exception {
    sandbox.get().respond412ToStaleEtags();
    reset();
    http.refused(400, "2055", http.patch(USER, UPDATE).header("If-Match", "\"stale\""));
  }

  @Test
  void aThrottleEndsAndItsCountIsForgotten() throws Exception {
    sandbox.get().throttle(CUSTOMER_ID, 1, ErrorShape.SERVICE);
    http.accepted(http.get(USER));
    reset();
    http.accepted(http.get(USER));
    sandbox.get().throttle(CUSTOMER_ID, 1, ErrorShape.SERVICE);
    http.accepted(http.get(USER));
  }

  @Test
  void anyTokenIsAccepted() throws Exception {
    sandbox.get().expireToken("any");
    sandbox.get().acceptOnlyTokens("other");
    reset();
    http.accepted(http.get(USER));
  }

  @Test
  void noInjectedResponseIsLeft() throws Exception {
    sandbox.get().respondNext(NextResponse.builder().status(504).build());
    reset();
    http.accepted(http.get(USER));
  }

  @Test
  void requestIdsAreForgotten() throws Exception {
    String id = UUID.randomUUID().toString();
    http.accepted(http.patch(USER, UPDATE).header("MS-RequestId", id));

    reset();

    http.accepted(http.patch(USER, update("\"displayName\":\"Other\"")).header("MS-RequestId", id));
  }

  @Test
  void exchangesBeginAnew() throws Exception {
    http.accepted(http.get(USER));
    reset();
    assertThat(sandbox.get().exchanges()).isEmpty();
    http.accepted(http.patch(USER, UPDATE));
    assertThat(sandbox.onlyExchange().method()).isEqualTo("PATCH");
  }

  @Test
  void theSandboxKeepsItsClock() {
    reset();

    sandbox.get().deleteUser(CUSTOMER_ID, USER_ID);
    assertThat(sandbox.get().user(CUSTOMER_ID, USER_ID))
        .containsEntry("softDeletionTime", clock.instant().toString());
  }

  @Test
  void aRequestInProgressLeavesNoTraceAfterTheReset() throws Exception {
    Object atTheStart = sandbox.get().user(CUSTOMER_ID, USER_ID);
    clock.holdNextReader();
    CompletableFuture<HttpResponse<String>> response = http.sendAsync(http.patch(USER, UPDATE));
    clock.awaitReader(); // the request is in progress: the sandbox is reading the user

    reset();
    clock.letReaderGo();

    assertThat(response.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    assertThat(sandbox.get().exchanges()).isEmpty();
    assertThat(sandbox.get().user(CUSTOMER_ID, USER_ID)).isEqualTo(atTheStart);
  }

  @Test
  void aDelayedResponseIsNotSent() throws Exception {
    sandbox.get().respondNext(NextResponse.builder().delay(Duration.ofHours(1)).build());
    try (Socket delayed = http.connect()) {
      delayed
          .getOutputStream()
          .write(
              ("GET "
                      + USER
                      + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer any\r\n"
                      + "MS-Contract-Version: v1\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      while (sandbox.get().exchanges().isEmpty()) {
        Thread.onSpinWait();
      }

      reset();

      assertThat(RawClient.readToEnd(delayed)).isEmpty();
    }
  }

  /** Resets the sandbox after checking the exchanges, which the reset forgets. */
  private void reset() {
    sandbox.checkExchanges();
    sandbox.get().reset();
  }
}
