package io.partnercenter.users.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.partnercenter.users.SpecCheckedSandbox;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sandbox in its own process, as pipelines in other languages use it. */
class SandboxCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox();

  @Test
  void itPrintsTheAddressesWhenBothPortsAreServedAndEndsBySignal() throws Exception {
    Process process = start("--port=0", "--control-port=0", "--json");
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
      JsonNode urls = JSON.readTree(out.readLine());
      String baseUrl = urls.get("baseUrl").asText();

      JsonNode shown = JSON.readTree(get(urls.get("controlUrl").asText() + "/"));
      assertThat(shown.get("baseUrl").asText()).isEqualTo(baseUrl);
      assertThat(
              get(
                  baseUrl
                      + "/v1/customers/"
                      + shown.get("customerId").asText()
                      + "/users/"
                      + shown.get("userId").asText()))
          .contains("\"state\":\"active\"");

      process.toHandle().destroy(); // Process.destroy would close the streams

      assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("it ends").isTrue();
      assertThat(process.exitValue()).isEqualTo(128 + 15);
      assertThat(out.readLine()).isNull();
      assertThat(err.readLine()).isNull();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void withoutAControlPortThereIsNoControlApi() throws Exception {
    Process process = start("--json");
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(out.readLine()).matches("\\{\"baseUrl\":\"http://127\\.0\\.0\\.1:[0-9]+\"}");
    } finally {
      process.destroyForcibly();
    }
  }

  @ParameterizedTest
  @CsvSource({"--port, false", "--control-port, false", "--control-port, true"})
  void aPortInUseIsExitCode1(String option, boolean json) {
    String port = sandbox.get().baseUrl().replaceAll(".*:", "");
    List<String> arguments = new ArrayList<>(List.of("sandbox", option + "=" + port));
    if (json) {
      arguments.add("--json");
    }

    ConsoleRun run = ConsoleRun.of(Map.of(), "", arguments.toArray(String[]::new));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith(json ? "{" : "Failed\n")
        .contains("the sandbox can't listen on port " + port);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--port=65536        | --port: port must be from 0 to 65535, was 65536",
        "--port=x            | 'x' is not an int",
        "--control-port=-1   | --control-port: port must be from 0 to 65535, was -1",
        "--control-port=9090x | '9090x' is not an int",
        "--users=-1          | --users is negative: -1",
      })
  void anInvalidNumberIsWrongUse(String argument, String message) {
    ConsoleRun run = ConsoleRun.of(Map.of(), "", "sandbox", argument);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(message).endsWith("Try --help.\n");
  }

  private static Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Console.class.getName()));
    command.add("sandbox");
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("JAVA_TOOL_OPTIONS"); // the JVM would print its value
    return builder.start();
  }

  private static String get(String url) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Authorization", "Bearer any")
            .header("MS-Contract-Version", "v1")
            .build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }
}
