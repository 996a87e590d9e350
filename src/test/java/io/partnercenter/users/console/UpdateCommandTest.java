package io.partnercenter.users.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.partnercenter.users.SpecCheckedSandbox;
import io.partnercenter.users.sandbox.ErrorShape;
import io.partnercenter.users.sandbox.NextResponse;
import io.partnercenter.users.sandbox.PartnerCenterSandbox;
import io.partnercenter.users.spec.Spec;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdateCommandTest {
  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox();

  private static final String TOKEN = "secret-token";
  private static final String PASSWORD = "Renew456*";
  private static final List<String> USER =
      List.of(
          "--customer=" + PartnerCenterSandbox.CUSTOMER_ID,
          "--user=" + PartnerCenterSandbox.USER_ID);

  private Map<String, String> environment = Map.of("PARTNER_CENTER_TOKEN", TOKEN);
  private String stdin = "";
  private String out = "";
  private String err = "";

  @AfterEach
  void noSecretWasShown() {
    assertThat(out + err).doesNotContain(TOKEN, PASSWORD, "\u001B");
  }

  @Test
  void everyTextOfAnUpdateHasItsOption() throws IOException {
    List<String> options = new ArrayList<>();
    Map<String, Object> body = new LinkedHashMap<>();
    Spec.node("components", "schemas", "CustomerUserUpdate", "properties")
        .forEach(
            (name, property) -> {
              Object value = ((Map<?, ?>) property).get("example");
              if ("string".equals(((Map<?, ?>) property).get("type"))) {
                String kebab = name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
                options.add("--" + kebab + "=" + value);
                body.put(name, value);
              }
            });
    body.put("attributes", Map.of("objectType", "CustomerUser"));

    assertThat(options).contains("--usage-location=SE", "--first-name=FirstNameChange");
    assertThat(update(options.toArray(String[]::new))).isZero();
    assertThat(sandbox.onlyExchange().requestBody())
        .isEqualTo(new ObjectMapper().writeValueAsString(body));
    assertThat(out)
        .startsWith("Updated (200)\n")
        .contains("usageLocation                        SE\n")
        .contains(requestHeader("Ms-requestid"), requestHeader("Ms-correlationid"));
    assertThat(out.lines()).allMatch(line -> line.length() <= 80);
    assertThat(err).isEmpty();
  }

  @Test
  void thePasswordIsReadFromStandardInput() {
    stdin = PASSWORD + "\nnot this\n";

    assertThat(update("--reset-password")).isZero();

    assertThat(sandbox.onlyExchange().requestBody())
        .contains("{\"password\":\"Renew456*\",\"forceChangePassword\":true}");
    assertThat(out).contains("passwordProfile.password             ***\n");
  }

  @Test
  void aForcedChangeOfThePasswordCanBeSwitchedOff() {
    stdin = PASSWORD;

    assertThat(update("--reset-password", "--no-force-change")).isZero();

    assertThat(sandbox.onlyExchange().requestBody()).contains("\"forceChangePassword\":false");
  }

  @Test
  void restoreMakesADeletedUserActive() {
    sandbox.get().deleteUser(PartnerCenterSandbox.CUSTOMER_ID, PartnerCenterSandbox.USER_ID);

    assertThat(update("--restore")).isZero();

    assertThat(out)
        .startsWith("Restored (200)\n")
        .contains("state                                active\n");
  }

  @Test
  void restoreOfAnActiveUserReportsThatAndChangesNothing() {
    assertThat(update("--restore")).isZero();

    assertThat(out).startsWith("Nothing to restore: the user is not deleted (200)\n");
    assertThat(sandbox.onlyExchange().method()).isEqualTo("GET");
    assertThat(update("--restore", "--json")).isZero();
    assertThat(out).contains("\"restored\": false");
  }

  @Test
  void aRestoreWithAChangeIsOnePatchEvenIfTheUserIsActive() {
    assertThat(update("--restore", "--usage-location=SE", "--json")).isZero();

    assertThat(out).contains("\"restored\": false", "\"usageLocation\": \"SE\"");
    assertThat(sandbox.lastExchange().requestBody()).contains("active", "SE");
  }

  @Test
  void aDeletedUserIsRestoredByItsName() {
    sandbox.get().deleteUser(PartnerCenterSandbox.CUSTOMER_ID, PartnerCenterSandbox.USER_ID);

    assertThat(updateOf("emailid@ABCDEFGH1234.ccsctp.net", "--restore", "--json")).isZero();

    assertThat(out).contains("\"restored\": true", "\"state\": \"active\"");
  }

  @Test
  void anActiveUserIsUpdatedByItsName() {
    assertThat(updateOf("emailid@abcdefgh1234.ccsctp.net", "--usage-location=SE")).isZero();

    assertThat(out).startsWith("Updated (200)\n");
  }

  @Test
  void aDeletedUserIsNotUpdatedByItsName() {
    sandbox.get().deleteUser(PartnerCenterSandbox.CUSTOMER_ID, PartnerCenterSandbox.USER_ID);

    assertThat(updateOf("emailid@abcdefgh1234.ccsctp.net", "--usage-location=SE")).isEqualTo(1);

    assertThat(err)
        .isEqualTo(
            "Failed\n  description                          "
                + "the customer has no active user named emailid@abcdefgh1234.ccsctp.net\n");
  }

  @Test
  void aDryRunDoesNotLookUpANameAndIsExitCode2() {
    assertThat(updateOf("emailid@abcdefgh1234.ccsctp.net", "--usage-location=SE", "--dry-run"))
        .isEqualTo(2);

    assertThat(err).startsWith("a dry run sends nothing");
    assertThat(sandbox.get().exchanges()).isEmpty();
  }

  @Test
  void jsonHasTheIdsAndTheUserWithoutSecrets() {
    stdin = PASSWORD;

    assertThat(update("--reset-password", "--json")).isZero();

    assertThat(out)
        .startsWith("{\n  \"statusCode\": 200,\n  \"requestId\": \"")
        .contains("\"password\": \"***\"", "\"id\": \"" + PartnerCenterSandbox.USER_ID + "\"");
  }

  @Test
  void aRefusalIsExitCode1WithAllDetailsForSupport() {
    refuseNext();

    assertThat(update("--usage-location=SE")).isEqualTo(1);

    assertThat(out).isEmpty();
    assertThat(err)
        .contains("status                               400\n")
        .contains("error code                           3000\n")
        .contains("description                          The property usageLocation is invalid.\n")
        .contains("request id                           " + requestHeader("Ms-requestid"))
        .contains("correlation id                       " + requestHeader("Ms-correlationid"));
  }

  @Test
  void aRefusalCanBeJson() {
    refuseNext();

    assertThat(update("--usage-location=SE", "--json")).isEqualTo(1);

    assertThat(out).isEmpty();
    assertThat(err).startsWith("{\n  \"statusCode\": 400,\n  \"errorCode\": \"3000\",");
  }

  @Test
  void aStaleEtagIsARefusal() {
    assertThat(update("--usage-location=SE", "--if-match=v0")).isEqualTo(1);

    assertThat(err).contains("2055");
    assertThat(requestHeader("If-match")).isEqualTo("\"v0\"");
  }

  @Test
  void noConnectionIsExitCode1() {
    sandbox.get().close();

    assertThat(update("--usage-location=SE", "--attempts=1")).isEqualTo(1);

    assertThat(err)
        .startsWith("Failed\n  status                               (none)\n")
        .contains("description                          PATCH http://127.0.0.1:")
        .contains("ConnectException")
        .contains("attempts                             1\n")
        .containsPattern("request id                           [0-9a-f-]{36}\n")
        .containsPattern("correlation id                       [0-9a-f-]{36}\n");
  }

  @Test
  void everyFailureHasTheSameFormInJson() throws IOException {
    refuseNext();
    update("--usage-location=SE", "--json");
    List<String> names = names(err);

    updateOf("nobody@contoso.example", "--usage-location=SE", "--json");
    assertThat(names(err)).isEqualTo(names);
    sandbox.get().close();
    update("--usage-location=SE", "--attempts=1", "--json");
    assertThat(names(err)).isEqualTo(names);
  }

  private static List<String> names(String json) throws IOException {
    List<String> names = new ArrayList<>();
    new ObjectMapper().readTree(json).fieldNames().forEachRemaining(names::add);
    return names;
  }

  private void refuseNext() {
    sandbox
        .get()
        .respondNext(
            NextResponse.builder()
                .status(400)
                .body(
                    "{\"code\":\"3000\","
                        + "\"description\":\"The property usageLocation is invalid.\"}")
                .build());
  }

  @Test
  void aThrottledCustomerIsExitCode1WithTheTimeToWait() {
    sandbox.get().throttle(PartnerCenterSandbox.CUSTOMER_ID, 0, ErrorShape.GATEWAY);

    assertThat(update("--usage-location=SE", "--attempts=1")).isEqualTo(1);

    assertThat(err)
        .contains("status                               429\n")
        .contains("retry after                          1 s\n")
        .contains("attempts                             1\n");
  }

  @Test
  void zeroAttemptsAreExitCode2() {
    assertThat(update("--usage-location=SE", "--attempts=0")).isEqualTo(2);

    assertThat(err).startsWith("--attempts must be at least 1, not 0\n");
  }

  @Test
  void theTokenMayBeInAFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("token"), TOKEN + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    environment = Map.of();

    assertThat(update("--usage-location=SE", "--token-file=" + file)).isZero();

    assertThat(requestHeader("Authorization")).isEqualTo("Bearer " + TOKEN);
  }

  @Test
  void aDryRunShowsTheRequestAndSendsNothing() {
    stdin = PASSWORD;

    assertThat(update("--reset-password", "--usage-location=SE", "--if-match=v1", "--dry-run"))
        .isZero();

    assertThat(sandbox.get().exchanges()).isEmpty();
    assertThat(out)
        .contains(
            "PATCH "
                + sandbox.get().baseUrl()
                + "/v1/customers/"
                + PartnerCenterSandbox.CUSTOMER_ID,
            "MS-Contract-Version: v1",
            "If-Match: \"v1\"",
            "Authorization: ***",
            "\"password\": \"***\"",
            "\"usageLocation\": \"SE\"");
  }

  @Test
  void aDryRunNeedsNoTokenAndCanBeJson() {
    environment = Map.of();

    assertThat(update("--usage-location=SE", "--dry-run", "--json")).isZero();

    assertThat(out)
        .startsWith("{\n  \"method\": \"PATCH\",\n  \"url\": \"http://127.0.0.1:")
        .contains("\"MS-Contract-Version\": \"v1\"", "\"usageLocation\": \"SE\"");
    assertThat(sandbox.get().exchanges()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "                                              | nothing to change",
        "--usage-location=SE --token-file=/no/such     | --token-file can't be read: /no/such",
        "--usage-location=SE --cloud=GLOBAL            | are mutually exclusive",
        "--usage-location=SE --cloud=MARS              | expected one of",
        "--usage-location=SE --if-match=               | --if-match has an empty value",
        "--reset-password                              | the new password is missing on standard input",
        "--usage-location=SE --no-force-change         | --no-force-change needs --reset-password",
        "--reset-password Renew456*                    | argument 5 is not known",
        "--password=Renew456*                          | there is no option --password",
      })
  void wrongUseIsExitCode2AndSendsNothing(String options, String message) {
    assertThat(update(options == null ? new String[0] : options.split(" "))).isEqualTo(2);

    assertThat(err).contains(message).endsWith("Try --help.\n");
    assertThat(out).isEmpty();
    assertThat(sandbox.get().exchanges()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--user=4b10bf41-ab11-40e3-8c53-cd67849b50de | --customer is missing",
        "--customer=4b10bf41-ab11-40e3-8c53-cd67849b50de | --user is missing",
        "--customer=contoso | 'contoso' is not a GUID",
        "--user=contoso | 'contoso' is not a GUID or user principal name",
        "--user=1-1-1-1-1 | '1-1-1-1-1' is not a GUID or user principal name",
      })
  void anIdThatIsMissingOrWrongIsExitCode2(String arguments, String message) {
    assertThat(run(arguments.split(" "))).isEqualTo(2);

    assertThat(err).contains(message);
  }

  @Test
  void aMissingTokenIsExitCode2() {
    environment = Map.of();

    assertThat(update("--usage-location=SE")).isEqualTo(2);

    assertThat(err).startsWith("no access token: set PARTNER_CENTER_TOKEN, give --token-file, or");
  }

  @Test
  void anInsecureAddressIsExitCode2() {
    List<String> arguments = new ArrayList<>(USER);
    arguments.addAll(List.of("--usage-location=SE", "--base-url=http://contoso.example"));

    assertThat(run(arguments.toArray(new String[0]))).isEqualTo(2);

    assertThat(err).startsWith("--base-url must be https, or http to loopback");
  }

  @Test
  void theCloudOf21VianetSupportsNoPassword() {
    stdin = PASSWORD;
    List<String> arguments = new ArrayList<>(USER);
    arguments.addAll(List.of("--reset-password", "--cloud=china"));

    assertThat(run(arguments.toArray(new String[0]))).isEqualTo(2);

    assertThat(err).startsWith("--reset-password: the cloud CHINA does not support passwords\n");
  }

  @Test
  void aRunningSandboxPrintsHowToCallIt() {
    StringWriter text = new StringWriter();

    SandboxCommand.explain(sandbox.get().baseUrl(), new PrintWriter(text));

    assertThat(text.toString())
        .contains("Sandbox on " + sandbox.get().baseUrl(), "curl -X PATCH", "mvn -q exec:java");
  }

  @Test
  void helpIsReadableAt80Columns() {
    assertThat(run("--help")).isZero();

    assertThat(out).contains("console --customer=GUID --user=GUID", "Exit codes:");
    assertThat(out.lines()).allMatch(line -> line.length() <= 80);
  }

  private String requestHeader(String name) {
    return sandbox.onlyExchange().requestHeaders().get(name).get(0);
  }

  private int updateOf(String user, String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--customer=" + PartnerCenterSandbox.CUSTOMER_ID,
                "--user=" + user,
                "--base-url=" + sandbox.get().baseUrl()));
    arguments.addAll(Arrays.asList(options));
    return run(arguments.toArray(new String[0]));
  }

  /** Runs the command for the sandbox's user. */
  private int update(String... options) {
    List<String> arguments = new ArrayList<>(USER);
    arguments.add("--base-url=" + sandbox.get().baseUrl());
    arguments.addAll(Arrays.asList(options));
    return run(arguments.toArray(new String[0]));
  }

  private int run(String... arguments) {
    ConsoleRun run = ConsoleRun.of(environment, stdin, arguments);
    out = run.out();
    err = run.err();
    return run.exitCode();
  }
}
