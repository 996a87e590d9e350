package io.partnercenter.users.sandbox;

import static io.partnercenter.users.sandbox.RawClient.CUSTOMER_ID;
import static io.partnercenter.users.sandbox.RawClient.UPDATE;
import static io.partnercenter.users.sandbox.RawClient.USER;
import static io.partnercenter.users.sandbox.RawClient.USER_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.partnercenter.users.SpecCheckedSandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The control API: the effect of each operation, and the requests that are refused. */
class SandboxControlTest {
  private static final String CUSTOMER = "/customers/" + CUSTOMER_ID;
  private static final String OF_USER = CUSTOMER + "/users/" + USER_ID;

  private final TestClock clock = new TestClock();

  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox(clock);
  @RegisterExtension final ControlClient control = new ControlClient(sandbox);

  private final RawClient http = new RawClient(sandbox);

  @Test
  void theServedOperationsAreThoseOfTheDescription() {
    Map<String, Map<String, ?>> paths =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .<Map<String, Map<String, Map<String, ?>>>>load(ControlClient.description())
            .get("paths");
    Set<String> described = new TreeSet<>();
    paths.forEach(
        (path, item) ->
            item.keySet().stream()
                .filter(key -> !key.equals("parameters"))
                .forEach(method -> described.add(method.toUpperCase(Locale.ROOT) + ' ' + path)));

    Set<String> served =
        ControlApi.of(sandbox.get()).stream()
            .map(ControlOperation::toString)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(served).isEqualTo(described);
  }

  @Test
  void theDescriptionIsServed() throws Exception {
    HttpResponse<String> response = control.send("GET", "/openapi.yaml", "");

    assertThat(response.body()).isEqualTo(ControlClient.description());
  }

  @Test
  void theAddressOfTheSandboxIsShown() throws Exception {
    JsonNode shown = control.done("GET", "/");

    assertThat(shown.get("baseUrl").asText()).isEqualTo(sandbox.get().baseUrl());
    assertThat(shown.get("customerId").asText()).isEqualTo(CUSTOMER_ID.toString());
    assertThat(shown.get("userId").asText()).isEqualTo(USER_ID.toString());
  }

  @Test
  void usersAreAddedShownAndDeleted() throws Exception {
    UUID customerId = UUID.randomUUID();
    UUID userId = UUID.randomUUID();
    String users = "/customers/" + customerId + "/users";

    JsonNode added =
        control.done(
            "POST",
            users,
            "{\"userId\":\"" + userId + "\",\"properties\":{\"displayName\":\"Zoë\"}}");
    assertThat(added.get("userIds").get(0).asText()).isEqualTo(userId.toString());
    assertThat(http.accepted(http.get("/v1" + users + "/" + userId)))
        .contains("\"displayName\":\"Zoë\"");
    assertThat(control.done("GET", users + "/" + userId).get("state").asText()).isEqualTo("active");

    control.done("DELETE", users + "/" + userId);
    assertThat(control.done("GET", users + "/" + userId).get("state").asText())
        .isEqualTo("inactive");
    assertThat(http.accepted(http.get("/v1" + users))).contains("\"items\":[]");
  }

  @Test
  void manyUsersAreAddedAtOnce() throws Exception {
    JsonNode added = control.done("POST", CUSTOMER + "/users", "{\"count\":700}");

    assertThat(added.get("userIds")).hasSize(700);
    assertThat(control.done("POST", CUSTOMER + "/users", "{}").get("userIds")).hasSize(1);
  }

  @Test
  void aUserDeletedLongAgoIsGone() throws Exception {
    String deletedAt = clock.instant().minus(Duration.ofDays(30)).toString();

    control.done("DELETE", OF_USER + "?deletedAt=" + deletedAt);

    http.refused(404, "60002", http.get(USER));
    control.refused(404, "userId", "GET", OF_USER, "");
    control.refused(404, "userId", "DELETE", OF_USER, "");
  }

  @Test
  void aRelationshipEndsAndResumes() throws Exception {
    control.done("PUT", CUSTOMER + "/relationship", "{\"active\":false}");
    http.refused(403, "20002", http.get(USER));
    control.done("PUT", CUSTOMER + "/relationship", "{\"active\":true}");
    http.accepted(http.get(USER));
  }

  @Test
  void aRoleIsWithdrawnAndGranted() throws Exception {
    control.done("PUT", "/role", "{\"granted\":false}");
    http.refused(403, "900150", http.get(USER));
    control.done("PUT", "/role", "{\"granted\":true}");
    http.accepted(http.get(USER));
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503})
  void anOutageBeginsAndEnds(int status) throws Exception {
    control.done("PUT", "/outage", "{\"status\":" + status + "}");
    http.refused(status, Integer.toString(status), http.get(USER));
    control.done("DELETE", "/outage");
    http.accepted(http.get(USER));
  }

  @Test
  void aThrottleHasAWindow() throws Exception {
    control.done(
        "PUT",
        CUSTOMER + "/throttle",
        "{\"requests\":1,\"windowSeconds\":60,\"shape\":\"GATEWAY\"}");
    http.accepted(http.get(USER));
    HttpResponse<String> refused = http.send(http.get(USER));
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("60");
    assertThat(refused.body()).startsWith("{\"statusCode\":429,");

    control.done("POST", "/clock/advance", "{\"seconds\":60}");
    http.accepted(http.get(USER));
    control.done("DELETE", CUSTOMER + "/throttle");
    http.accepted(http.get(USER));

    control.done("PUT", CUSTOMER + "/throttle", "{\"requests\":0}");
    assertThat(http.refused(429, "429", http.get(USER)).headers().firstValue("Retry-After"))
        .hasValue("1");
  }

  @Test
  void theClockIsShownAndAdvanced() throws Exception {
    assertThat(control.done("GET", "/clock").get("now").asText()).isEqualTo("2026-03-01T12:00:00Z");
    JsonNode later = control.done("POST", "/clock/advance", "{\"seconds\":86400}");
    assertThat(later.get("now").asText()).isEqualTo("2026-03-02T12:00:00Z");
    control.done("POST", "/reset");
    assertThat(control.done("GET", "/clock").get("now").asText()).isEqualTo("2026-03-01T12:00:00Z");
  }

  @Test
  void tokensExpireAreRevokedLackMfaAndAreListed() throws Exception {
    control.done("POST", "/tokens", "{\"token\":\"any\",\"condition\":\"WITHOUT_MFA\"}");
    http.refused(401, "900421", http.get(USER));
    control.done("PUT", "/mfa", "{\"enforced\":false}");
    http.accepted(http.get(USER));
    control.done("PUT", "/mfa", "{\"enforced\":true}");
    http.refused(401, "900421", http.get(USER));
    control.done("POST", "/tokens", "{\"token\":\"any\",\"condition\":\"EXPIRED\"}");
    assertThat(http.refused(401, "400", http.get(USER)).body()).contains("expired");
    control.done("POST", "/tokens", "{\"token\":\"any\",\"condition\":\"REVOKED\"}");
    assertThat(http.refused(401, "400", http.get(USER)).body()).contains("revoked");

    control.done("POST", "/reset");
    control.done("PUT", "/tokens/accepted", "{\"tokens\":[\"other\"]}");
    http.refused(401, "400", http.get(USER));
    control.done("DELETE", "/tokens/accepted");
    http.accepted(http.get(USER));
  }

  @Test
  void aStaleEtagIsRefusedWithTheChosenStatus() throws Exception {
    control.done("PUT", "/stale-etag", "{\"status\":412}");
    http.refused(412, "2055", http.patch(USER, UPDATE).header("If-Match", "\"stale\""));
    control.done("PUT", "/stale-etag", "{\"status\":400}");
    http.refused(400, "2055", http.patch(USER, UPDATE).header("If-Match", "\"stale\""));
  }

  @Test
  void listLinksHaveTheFormAndTokensExpire() throws Exception {
    sandbox.get().addUsers(CUSTOMER_ID, 2);
    String list = "/v1" + CUSTOMER + "/users?size=1";
    for (LinkForm form : LinkForm.values()) {
      control.done("PUT", "/list-links", "{\"form\":\"" + form + "\"}");
      String next =
          form == LinkForm.ABSOLUTE
              ? sandbox.get().baseUrl() + "/v1"
              : form == LinkForm.WITH_VERSION ? "/v1" : "";
      assertThat(http.accepted(http.get(list)))
          .contains("\"uri\":\"" + next + CUSTOMER + "/users?size=1&seekOperation=Next\"");
    }
    String token = http.accepted(http.get(list)).replaceAll("(?s).*\"value\":\"([^\"]+)\".*", "$1");
    control.done("DELETE", "/continuation-tokens");
    http.refused(
        400,
        "800002",
        http.get(list + "&seekOperation=Next").header("MS-ContinuationToken", token));
  }

  @Test
  void nextResponsesAreGivenInTheirOrder() throws Exception {
    control.done(
        "POST",
        "/next-responses",
        "{\"status\":502,\"headers\":{\"Content-Type\":\"text/html\"},\"body\":\"<html>\"}");
    control.done("POST", "/next-responses", "{\"extent\":\"NOTHING\",\"delayMillis\":1}");
    control.done("POST", "/next-responses", "{\"extent\":\"HALF\",\"body\":\"{}\"}");

    HttpResponse<String> first = http.send(http.get(USER));
    assertThat(first.statusCode()).isEqualTo(502);
    assertThat(first.headers().firstValue("Content-Type")).hasValue("text/html");
    assertThat(first.body()).isEqualTo("<html>");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> http.send(http.patch(USER, UPDATE)));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> http.send(http.patch(USER, UPDATE)));
    http.accepted(http.get(USER));
  }

  @Test
  void receivedRequestsAreShownAndAResetForgetsThem() throws Exception {
    http.accepted(http.patch(USER, UPDATE));

    JsonNode received = control.done("GET", "/requests").get("requests");

    assertThat(received).hasSize(1);
    assertThat(received.get(0).get("method").asText()).isEqualTo("PATCH");
    assertThat(received.get(0).get("path").asText()).isEqualTo(USER);
    assertThat(received.get(0).get("requestBody").asText()).isEqualTo(UPDATE);
    assertThat(received.get(0).get("requestHeaders").get("Authorization").get(0).asText())
        .isEqualTo("Bearer any");
    assertThat(received.get(0).get("status").asInt()).isEqualTo(200);
    assertThat(received.get(0).get("injected").asBoolean()).isFalse();
    sandbox.checkExchanges();
    control.done("POST", "/reset");
    assertThat(control.done("GET", "/requests").get("requests")).isEmpty();
    assertThat(sandbox.get().user(CUSTOMER_ID, USER_ID)).containsEntry("usageLocation", "US");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "status         | PUT  | /outage             | {}",
        "status         | PUT  | /outage             | {\"status\":502}",
        "status         | PUT  | /outage             | {\"status\":503.5}",
        "status         | PUT  | /outage             | {\"status\":\"503\"}",
        "status         | PUT  | /outage             | {\"status\":null}",
        "state          | PUT  | /outage             | {\"status\":503,\"state\":1}",
        "``             | PUT  | /outage             | [503]",
        "``             | PUT  | /outage             | ``",
        "active         | PUT  | /customers/ID/relationship | {\"active\":\"no\"}",
        "requests       | PUT  | /customers/ID/throttle | {\"windowSeconds\":1}",
        "requests       | PUT  | /customers/ID/throttle | {\"requests\":-1}",
        "requests       | PUT  | /customers/ID/throttle | {\"requests\":1e100}",
        "windowSeconds  | PUT  | /customers/ID/throttle | {\"requests\":1,\"windowSeconds\":0}",
        "shape          | PUT  | /customers/ID/throttle | {\"requests\":1,\"shape\":\"service\"}",
        "granted        | PUT  | /role               | {\"granted\":1}",
        "token          | POST | /tokens             | {\"token\":\" \",\"condition\":\"EXPIRED\"}",
        "condition      | POST | /tokens             | {\"token\":\"t\",\"condition\":\"LOST\"}",
        "condition      | POST | /tokens             | {\"token\":\"t\"}",
        "tokens         | PUT  | /tokens/accepted    | {\"tokens\":\"t\"}",
        "tokens         | PUT  | /tokens/accepted    | {\"tokens\":[\"t\",1]}",
        "tokens         | PUT  | /tokens/accepted    | {\"tokens\":[\"t\",\"\"]}",
        "enforced       | PUT  | /mfa                | {\"enforced\":null}",
        "status         | PUT  | /stale-etag         | {\"status\":409}",
        "form           | PUT  | /list-links         | {\"form\":1}",
        "status         | POST | /next-responses     | {\"status\":100}",
        "headers        | POST | /next-responses     | {\"headers\":{\"X\":1}}",
        "headers        | POST | /next-responses     | {\"headers\":[]}",
        "body           | POST | /next-responses     | {\"body\":{}}",
        "delayMillis    | POST | /next-responses     | {\"delayMillis\":-1}",
        "extent         | POST | /next-responses     | {\"extent\":\"NONE\"}",
        "seconds        | POST | /clock/advance      | {\"seconds\":-1}",
        "count          | POST | /customers/ID/users | {\"count\":100001}",
        "userId         | POST | /customers/ID/users | {\"userId\":\"1\"}",
        "properties     | POST | /customers/ID/users | {\"properties\":[]}",
        "action         | POST | /provider-states    | {\"state\":\"a user\",\"action\":\"look\"}",
        "state          | POST | /provider-states    | {\"state\":1}",
        "params         | POST | /provider-states    | {\"state\":\"a user\",\"params\":[]}",
        "ids            | POST | /provider-states?ids=mine | {\"state\":\"a user\"}",
      })
  void aFieldThatTheDescriptionForbidsIsRefusedAndNamed(
      String field, String method, String path, String body) throws Exception {
    String target = path.replace("ID", CUSTOMER_ID.toString());
    List<Object> before = visibleState();

    control.refused(400, field, method, target, body);

    assertThat(ControlClient.requestProblems(method, target, body)).isNotEmpty();
    assertThat(visibleState()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "userId              | /customers/ID/users | {\"userId\":\"UID\"}",
        "count               | /customers/ID/users | {\"count\":1,\"properties\":{}}",
        "properties.state    | /customers/ID/users | {\"properties\":{\"state\":\"active\"}}",
        "properties.userPrincipalName | /customers/ID/users | {\"properties\":{\"userPrincipalName\":\"EmailId@abcdefgh1234.ccsctp.net\"}}",
        "customerId          | /customers/1/users  | {}",
        "headers             | /next-responses     | {\"headers\":{\"Content-Length\":\"1\"}}",
        "headers             | /next-responses     | {\"headers\":{\"X\":\"a\\r\\nb: c\"}}",
        "body                | /next-responses     | {\"extent\":\"HALF\"}",
        "body                | /next-responses     | {\"status\":204,\"body\":\"x\"}",
        "state               | /provider-states    | {\"state\":\"two customers\"}",
        "params.status       | /provider-states    | {\"state\":\"an outage\"}",
        "params.status       | /provider-states    | {\"state\":\"an outage\",\"params\":{\"status\":200}}",
        "params.shape        | /provider-states    | {\"state\":\"a throttle\",\"params\":{\"shape\":\"x\"}}",
        "params.token        | /provider-states    | {\"state\":\"an expired token\",\"params\":{\"token\":\"\"}}",
        "params.customerId   | /provider-states    | {\"state\":\"a user\",\"params\":{\"customerId\":\"1\"}}",
      })
  void aWrongFieldThatTheDescriptionAllowsIsRefusedAndNamed(String field, String path, String body)
      throws Exception {
    List<Object> before = visibleState();

    control.refused(
        400,
        field,
        "POST",
        path.replace("ID", CUSTOMER_ID.toString()),
        body.replace("UID", USER_ID.toString()));

    assertThat(visibleState()).isEqualTo(before);
  }

  @Test
  void anInvalidDateIsNamed() throws Exception {
    control.refused(400, "deletedAt", "DELETE", OF_USER + "?deletedAt=yesterday", "");
  }

  @Test
  void anotherPathOrMethodIsRefused() throws Exception {
    control.refused(404, "", "GET", "/outages", "");
    control.refused(404, "", "GET", "/outage/", "");
    HttpResponse<String> response = control.send("GET", "/outage", "");
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).hasValue("PUT, DELETE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://evil.example", "null", "http://localhost.evil.example", "file://"})
  void aPageOfAnotherSiteIsRefused(String origin) throws Exception {
    assertThat(control.send("POST", "/reset", "", "Origin", origin).statusCode()).isEqualTo(403);
    assertThat(control.send("GET", "/requests", "", "Origin", origin).statusCode()).isEqualTo(403);
  }

  @Test
  void aPageOfThisMachineIsServed() throws Exception {
    assertThat(control.send("POST", "/reset", "", "Origin", "http://localhost:3000").statusCode())
        .isEqualTo(204);
  }

  /** The content types that a page can send without asking the sandbox first. */
  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data"})
  void aBodyMustBeDeclaredAsJson(String type) throws Exception {
    HttpResponse<String> response =
        control.send("PUT", "/outage", "{\"status\":503}", "Content-Type", type);

    assertThat(response.statusCode()).isEqualTo(415);
    http.accepted(http.get(USER));
  }

  @Test
  void anotherHostIsRefused() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", URI.create(control.baseUrl()).getPort())) {
      socket
          .getOutputStream()
          .write(
              "POST /reset HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(RawClient.readToEnd(socket)).startsWith("HTTP/1.1 421 ");
    }
  }

  @Test
  void aPortThatIsInUseIsNamed() {
    int port = URI.create(sandbox.get().baseUrl()).getPort();

    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> SandboxControl.start(sandbox.get(), port))
        .withMessageContaining("port " + port);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SandboxControl.start(sandbox.get(), 65_536))
        .withMessageContaining("port");
  }

  @Test
  void closingTheControlApiLeavesTheSandboxRunning() throws Exception {
    try (SandboxControl other = SandboxControl.start(sandbox.get(), 0)) {
      assertThat(other.baseUrl()).isNotEqualTo(control.baseUrl());
    }

    http.accepted(http.get(USER));
  }

  /** Returns what a control request could have changed, as far as it is visible. */
  private List<Object> visibleState() {
    return List.of(sandbox.get().user(CUSTOMER_ID, USER_ID), sandbox.get().now(), listOfUsers());
  }

  private String listOfUsers() {
    try {
      return http.accepted(http.get("/v1" + CUSTOMER + "/users"));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
