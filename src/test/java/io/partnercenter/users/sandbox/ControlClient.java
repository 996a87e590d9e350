package io.partnercenter.users.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.partnercenter.users.SpecCheckedSandbox;
import io.partnercenter.users.spec.SpecValidator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Uses the control API of a sandbox like a client in another language, and checks requests and
 * responses against the description of the API.
 */
final class ControlClient implements AfterEachCallback {
  static final Path DESCRIPTION = Path.of("openapi/sandbox-control.yaml");
  private static final SpecValidator VALIDATOR = SpecValidator.of(description());
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final SpecCheckedSandbox sandbox;
  private SandboxControl control;

  ControlClient(SpecCheckedSandbox sandbox) {
    this.sandbox = sandbox;
  }

  static String description() {
    try {
      return Files.readString(DESCRIPTION);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (control != null) {
      control.close();
    }
  }

  /** Returns the URL of the control API, which is started on first use, when the sandbox runs. */
  String baseUrl() {
    if (control == null) {
      control = SandboxControl.start(sandbox.get(), 0);
    }
    return control.baseUrl();
  }

  /** Sends a request that the description allows, and asserts that it is carried out. */
  JsonNode done(String method, String path, String body) throws Exception {
    assertThat(requestProblems(method, path, body)).isEmpty();
    HttpResponse<String> response = send(method, path, body);
    assertThat(response.statusCode()).as(response.body()).isBetween(200, 204);
    return JSON.readTree(response.body());
  }

  JsonNode done(String method, String path) throws Exception {
    return done(method, path, "");
  }

  /** Sends a request that can't be carried out, and asserts that the error names the field. */
  void refused(int status, String field, String method, String path, String body) throws Exception {
    HttpResponse<String> response = send(method, path, body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    JsonNode error = JSON.readTree(response.body());
    assertThat(error.path("field").asText()).as(response.body()).isEqualTo(field);
    assertThat(error.get("message").asText()).isNotBlank();
  }

  static List<String> requestProblems(String method, String path, String body) {
    return VALIDATOR.requestProblems(
        method,
        path,
        body.isEmpty() ? Map.of() : Map.of("Content-Type", List.of("application/json")),
        body.isEmpty() ? null : body);
  }

  /** Sends a request, and asserts that the response conforms to the description, whatever it is. */
  HttpResponse<String> send(String method, String path, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(baseUrl() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.setHeader("Content-Type", "application/json");
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    HttpResponse<String> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 404 && response.statusCode() != 405) {
      assertThat(
              VALIDATOR.responseProblems(
                  method,
                  path,
                  response.statusCode(),
                  response.headers().map(),
                  response.body().isEmpty() ? null : response.body()))
          .as(method + " " + path + " → " + response.statusCode() + " " + response.body())
          .isEmpty();
    }
    return response;
  }
}
