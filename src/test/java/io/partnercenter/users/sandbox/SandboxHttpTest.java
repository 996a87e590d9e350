package io.partnercenter.users.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.partnercenter.users.SendsInvalidRequests;
import io.partnercenter.users.SpecCheckedSandbox;
import io.partnercenter.users.spec.SpecValidator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sandbox over raw HTTP, as another language's client meets it. */
class SandboxHttpTest {
  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox();
  @RegisterExtension final SpecCheckedSandbox otherSandbox = new SpecCheckedSandbox();

  private static final String CUSTOMER = "/v1/customers/" + PartnerCenterSandbox.CUSTOMER_ID;
  private static final String USER = CUSTOMER + "/users/" + PartnerCenterSandbox.USER_ID;
  private static final String UPDATE =
      "{\"usageLocation\":\"SE\",\"attributes\":{\"objectType\":\"CustomerUser\"}}";

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void aPatchAnswersTheWholeUserAndEchoesTheIds() throws Exception {
    HttpResponse<String> answer =
        send(
            request("PATCH", USER, UPDATE)
                .header("MS-RequestId", "b1317092-f087-471e-a637-f66523b2b94c")
                .header("MS-CorrelationId", "8a53b025-d5be-4d98-ab20-229d1813de76"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .startsWith("{\"usageLocation\":\"SE\",\"id\":\"4b10bf41-ab11-40e3-8c53-cd67849b50de\",");
    assertThat(answer.headers().firstValue("MS-RequestId"))
        .hasValue("b1317092-f087-471e-a637-f66523b2b94c");
    assertThat(answer.headers().firstValue("MS-CorrelationId"))
        .hasValue("8a53b025-d5be-4d98-ab20-229d1813de76");
    assertThat(answer.headers().firstValue("MS-CV")).isPresent();
    assertThat(answer.headers().firstValue("ETag")).hasValue("\"v2\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "Bearer   ", "Basic abc"})
  @SendsInvalidRequests
  void withoutATokenItAnswers401(String authorization) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(sandbox.get().baseUrl() + USER))
            .header("MS-Contract-Version", "v1");
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }

    HttpResponse<String> answer = send(request);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("\"code\":\"800001\"");
    assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
  }

  @Test
  void anUnknownUserOrCustomerIs404() throws Exception {
    UUID nobody = UUID.randomUUID();

    refused(404, "60002", request("GET", CUSTOMER + "/users/" + nobody, ""));
    refused(404, "60002", request("PATCH", CUSTOMER + "/users/" + nobody, UPDATE));
    refused(404, "60003", request("GET", "/v1/customers/" + nobody + "/users/" + nobody, ""));
  }

  @Test
  @SendsInvalidRequests
  void anIdThatIsNoGuidIsRefused() throws Exception {
    refused(400, "900118", request("GET", "/v1/customers/contoso/users/1", ""));
    refused(404, "60002", request("GET", CUSTOMER + "/users/1-1-1-1-1", ""));
  }

  @Test
  @SendsInvalidRequests
  void whatIsNotTheResourceIsRefused() throws Exception {
    refused(404, "1000", request("GET", CUSTOMER + "/users", ""));
    refused(404, "1000", request("GET", "/", ""));
    refused(405, "405", request("DELETE", USER, ""));
    refused(405, "405", request("POST", USER, UPDATE));
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
        "usageLocation   | {\"usageLocation\":null,\"attributes\":{\"objectType\":\"CustomerUser\"}}",
        "displayName     | {\"displayName\":5,\"attributes\":{\"objectType\":\"CustomerUser\"}}",
        "state           | {\"state\":\"inactive\",\"attributes\":{\"objectType\":\"CustomerUser\"}}",
        "passwordProfile | {\"passwordProfile\":{\"forceChangePassword\":true},\"attributes\":{\"objectType\":\"CustomerUser\"}}",
        "passwordProfile | {\"passwordProfile\":{\"password\":\"\"},\"attributes\":{\"objectType\":\"CustomerUser\"}}",
        "passwordProfile | {\"passwordProfile\":{\"password\":\"x\",\"forceChangePassword\":\"no\"},\"attributes\":{\"objectType\":\"CustomerUser\"}}",
        "id              | {\"id\":\"4b10bf41-ab11-40e3-8c53-cd67849b50de\",\"attributes\":{\"objectType\":\"CustomerUser\"}}",
        "nickname        | {\"nickname\":\"x\",\"attributes\":{\"objectType\":\"CustomerUser\"}}",
      })
  @SendsInvalidRequests
  void anInvalidPropertyIs400AndChangesNothing(String property, String body) throws Exception {
    String before = send(request("GET", USER, "")).body();

    HttpResponse<String> answer = refused(400, "3000", request("PATCH", USER, body));

    assertThat(answer.body()).contains(" " + property + " ");
    assertThat(send(request("GET", USER, "")).body()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "null", "[]", "5", "{} {}", "{\"a\":1,\"a\":2}"})
  @SendsInvalidRequests
  void aBodyThatIsNoJsonObjectIs400(String body) throws Exception {
    refused(400, "800002", request("PATCH", USER, body));
  }

  @Test
  @SendsInvalidRequests
  void aRequestThatDiffersFromTheSpecIsNoticed() throws Exception {
    send(
        HttpRequest.newBuilder(URI.create(sandbox.get().baseUrl() + USER))
            .header("Authorization", "Bearer any"));
    assertThat(SpecValidator.requestProblems(sandbox.onlyExchange()))
        .singleElement()
        .asString()
        .contains("MS-Contract-Version");

    send(request("PATCH", USER, "{\"nickname\":\"x\"}"));
    assertThat(SpecValidator.requestProblems(sandbox.lastExchange()))
        .anyMatch(problem -> problem.contains("nickname"))
        .anyMatch(problem -> problem.contains("attributes"));
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
    send(request("PATCH", USER, UPDATE));

    assertThat(otherSandbox.get().baseUrl()).isNotEqualTo(sandbox.get().baseUrl());
    assertThat(otherSandbox.user().get().getUsageLocation()).isEqualTo("US");
  }

  private HttpResponse<String> refused(int status, String code, HttpRequest.Builder request)
      throws Exception {
    HttpResponse<String> answer = send(request);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
    return answer;
  }

  private HttpRequest.Builder request(String method, String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(sandbox.get().baseUrl() + path))
            .header("Authorization", "Bearer any")
            .header("MS-Contract-Version", "v1");
    if (method.equals("GET")) {
      return request;
    }
    return request
        .header("Content-Type", "application/json")
        .method(method, HttpRequest.BodyPublishers.ofString(body));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
