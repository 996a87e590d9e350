package io.partnercenter.users.sandbox;

import static io.partnercenter.users.sandbox.RawClient.CUSTOMER;
import static io.partnercenter.users.sandbox.RawClient.UPDATE;
import static io.partnercenter.users.sandbox.RawClient.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.partnercenter.users.SendsInvalidRequests;
import io.partnercenter.users.SpecCheckedSandbox;
import io.partnercenter.users.spec.SpecValidator;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sandbox over raw HTTP, as used by a client in another language. */
class SandboxHttpTest {
  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox();
  @RegisterExtension final SpecCheckedSandbox otherSandbox = new SpecCheckedSandbox();

  private final RawClient http = new RawClient(sandbox);

  @Test
  void aPatchReturnsTheWholeUserAndEchoesTheIds() throws Exception {
    HttpResponse<String> response =
        http.send(
            http.patch(USER, UPDATE)
                .header("MS-RequestId", "b1317092-f087-471e-a637-f66523b2b94c")
                .header("MS-CorrelationId", "8a53b025-d5be-4d98-ab20-229d1813de76"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .startsWith("{\"usageLocation\":\"SE\",\"id\":\"4b10bf41-ab11-40e3-8c53-cd67849b50de\",");
    assertThat(response.headers().firstValue("MS-RequestId"))
        .hasValue("b1317092-f087-471e-a637-f66523b2b94c");
    assertThat(response.headers().firstValue("MS-CorrelationId"))
        .hasValue("8a53b025-d5be-4d98-ab20-229d1813de76");
    assertThat(response.headers().firstValue("MS-CV")).isPresent();
    assertThat(response.headers().firstValue("ETag")).hasValue("\"v2\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "Bearer   ", "Basic abc"})
  @SendsInvalidRequests
  void aRequestWithoutATokenIsRefusedWith401(String authorization) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(sandbox.get().baseUrl() + USER))
            .header("MS-Contract-Version", "v1");
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }

    HttpResponse<String> response = http.send(request);

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.body()).contains("\"code\":\"800001\"");
    assertThat(response.headers().firstValue("WWW-Authenticate")).isPresent();
  }

  @Test
  void anUnknownUserOrCustomerIs404() throws Exception {
    UUID nobody = UUID.randomUUID();

    http.refused(404, "60002", http.get(CUSTOMER + "/users/" + nobody));
    http.refused(404, "60002", http.patch(CUSTOMER + "/users/" + nobody, UPDATE));
    http.refused(404, "60003", http.get("/v1/customers/" + nobody + "/users/" + nobody));
  }

  @Test
  @SendsInvalidRequests
  void anIdThatIsNoGuidIsRefused() throws Exception {
    http.refused(400, "900118", http.get("/v1/customers/contoso/users/1"));
    http.refused(404, "60002", http.get(CUSTOMER + "/users/1-1-1-1-1"));
  }

  @Test
  @SendsInvalidRequests
  void aPathOutsideTheResourceIsRefused() throws Exception {
    http.refused(404, "1000", http.get(CUSTOMER));
    http.refused(404, "1000", http.get("/"));
    http.refused(405, "405", http.request("DELETE", USER, ""));
    http.refused(405, "405", http.request("POST", USER, UPDATE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "attributes      | {\"usageLocation\":\"SE\"}",
        "attributes      | {\"attributes\":{}}",
        "attributes      | {\"attributes\":{\"objectType\":\"Customer\"}}",
        "usageLocation   | {\"usageLocation\":\"Sweden\",\"attributes\":{\"objectType\":\"CustomerUser\"}}",
        "usageLocation   | {\"usageLocation\":\"UK\",\"attributes\":{\"objectType\":\"CustomerUser\"}}",
        "usageLocation   | {\"usageLocation\":null,\"attributes\":{\"objectType\":\"CustomerUser\"}}",
        "displayName     | {\"displayName\":\"\",\"attributes\":{\"objectType\":\"CustomerUser\"}}",
        "displayName     | {\"displayName\":5,\"attributes\":{\"objectType\":\"CustomerUser\"}}",
        "state           | {\"state\":\"gone\",\"attributes\":{\"objectType\":\"CustomerUser\"}}",
        "passwordProfile | {\"passwordProfile\":{\"forceChangePassword\":true},\"attributes\":{\"objectType\":\"CustomerUser\"}}",
        "passwordProfile | {\"passwordProfile\":{\"password\":\"\"},\"attributes\":{\"objectType\":\"CustomerUser\"}}",
        "passwordProfile | {\"passwordProfile\":{\"password\":\"x\",\"forceChangePassword\":\"no\"},\"attributes\":{\"objectType\":\"CustomerUser\"}}",
        "id              | {\"id\":\"4b10bf41-ab11-40e3-8c53-cd67849b50de\",\"attributes\":{\"objectType\":\"CustomerUser\"}}",
        "nickname        | {\"nickname\":\"x\",\"attributes\":{\"objectType\":\"CustomerUser\"}}",
      })
  @SendsInvalidRequests
  void anInvalidPropertyIs400AndChangesNothing(String property, String body) throws Exception {
    String before = http.send(http.get(USER)).body();

    HttpResponse<String> response = http.refused(400, "3000", http.patch(USER, body));

    assertThat(response.body()).contains(" " + property + " ");
    assertThat(http.send(http.get(USER)).body()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "null", "[]", "5", "{} {}", "{\"a\":1,\"a\":2}"})
  @SendsInvalidRequests
  void aBodyThatIsNoJsonObjectIs400(String body) throws Exception {
    http.refused(400, "800002", http.patch(USER, body));
  }

  @Test
  @SendsInvalidRequests
  void aRequestThatDiffersFromTheSpecIsNoticed() throws Exception {
    http.send(
        HttpRequest.newBuilder(URI.create(sandbox.get().baseUrl() + USER))
            .header("Authorization", "Bearer any"));
    assertThat(SpecValidator.requestProblems(sandbox.onlyExchange()))
        .singleElement()
        .asString()
        .contains("MS-Contract-Version");

    http.send(http.patch(USER, "{\"nickname\":\"x\"}"));
    assertThat(SpecValidator.requestProblems(sandbox.lastExchange()))
        .anyMatch(problem -> problem.contains("nickname"))
        .anyMatch(problem -> problem.contains("attributes"));
  }

  @ParameterizedTest
  @CsvSource({
    "MS-Contract-Version, v2, is not v1",
    "MS-RequestId, 1-1-1-1-1, is not a GUID",
    "MS-CorrelationId, mine, is not a GUID",
    "ValidateMfa, maybe, is not true or false",
  })
  @SendsInvalidRequests
  void aHeaderOfAnotherTypeIs400AndChangesNothing(String name, String value, String problem)
      throws Exception {
    HttpResponse<String> response =
        http.refused(400, "800002", http.patch(USER, UPDATE).setHeader(name, value));

    assertThat(response.body()).contains("The header " + name + " " + problem);
    assertThat(http.accepted(http.get(USER))).contains("\"usageLocation\":\"US\"");
  }

  /** The documentation requires the header, but its examples don't have it. */
  @Test
  @SendsInvalidRequests
  void aRequestWithoutAContractVersionIsAccepted() throws Exception {
    http.accepted(
        HttpRequest.newBuilder(URI.create(sandbox.get().baseUrl() + USER))
            .header("Authorization", "Bearer any"));
  }

  @Test
  @SendsInvalidRequests
  void anEncodedSlashIsPartOfASegmentOfThePath() throws Exception {
    http.refused(404, "1000", http.get(CUSTOMER + "%2Fusers"));
    http.refused(404, "60002", http.get(CUSTOMER + "/users/a%2fb"));
    http.accepted(http.get(USER.replace("/users/", "/%75sers/")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "v1", "W/\"v1\"", "\"v0\", \"v1\""})
  @SendsInvalidRequests
  void anIfMatchThatIsNotTheETagInQuotesIs400(String ifMatch) throws Exception {
    http.refused(400, "2055", http.patch(USER, UPDATE).header("If-Match", ifMatch));
  }

  @Test
  void onlyAnActiveUserCanBeDeleted() {
    PartnerCenterSandbox running = sandbox.get();
    running.deleteUser(PartnerCenterSandbox.CUSTOMER_ID, PartnerCenterSandbox.USER_ID);

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                running.deleteUser(PartnerCenterSandbox.CUSTOMER_ID, PartnerCenterSandbox.USER_ID))
        .withMessageContaining("no active user 4b10bf41-ab11-40e3-8c53-cd67849b50de");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> running.deleteUser(UUID.randomUUID(), PartnerCenterSandbox.USER_ID));
  }

  @Test
  void twoSandboxesShareNothing() throws Exception {
    http.send(http.patch(USER, UPDATE));

    assertThat(otherSandbox.get().baseUrl()).isNotEqualTo(sandbox.get().baseUrl());
    assertThat(otherSandbox.user().get().getUsageLocation()).isEqualTo("US");
  }

  @Test
  @SendsInvalidRequests
  void aMethodThatIsNotAllowedIs405AndNamesThoseThatAre() throws Exception {
    for (String method : new String[] {"PUT", "DELETE", "HEAD", "OPTIONS"}) {
      HttpResponse<String> response = http.send(http.request(method, USER, UPDATE));

      assertThat(response.statusCode()).as(method).isEqualTo(405);
      assertThat(response.headers().firstValue("Allow")).hasValue("GET, PATCH");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "text/plain", "application/jsonp", "application/xml; x=application/json"})
  @SendsInvalidRequests
  void aBodyThatIsNotDeclaredAsJsonIs415(String type) throws Exception {
    HttpRequest.Builder request =
        http.get(USER).method("PATCH", HttpRequest.BodyPublishers.ofString(UPDATE));
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }

    http.refused(415, "415", request);

    assertThat(http.accepted(http.get(USER))).contains("\"usageLocation\":\"US\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json; charset=utf-8", "Application/JSON"})
  void parametersAndCaseOfTheContentTypeDoNotMatter(String type) throws Exception {
    http.accepted(http.patch(USER, UPDATE).setHeader("Content-Type", type));
  }

  @Test
  void aSandboxStartsOnTheGivenPort() throws Exception {
    int port = URI.create(otherSandbox.get().baseUrl()).getPort();
    otherSandbox.get().close();

    PartnerCenterSandbox started = otherSandbox.start(port);

    assertThat(started.baseUrl()).isEqualTo("http://127.0.0.1:" + port);
    http.accepted(new RawClient(otherSandbox).get(USER));
    assertThat(started.exchanges()).hasSize(1);
  }

  @Test
  void aPortThatIsInUseOrInvalidIsRefused() {
    int port = URI.create(sandbox.get().baseUrl()).getPort();

    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> sandbox.start(port))
        .withMessageContaining("can't listen on port " + port);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sandbox.start(65_536))
        .withMessageContaining("65536");
    assertThatIllegalArgumentException().isThrownBy(() -> sandbox.start(-1));
  }
}
