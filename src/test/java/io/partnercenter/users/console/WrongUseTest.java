package io.partnercenter.users.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.partnercenter.users.SpecCheckedSandbox;
import io.partnercenter.users.sandbox.PartnerCenterSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** For a wrong command line, the error is named, nothing is sent, and no password is shown. */
class WrongUseTest {
  private static final String PASSWORD = "Renew456*";

  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--usage-locaton=SE | there is no option --usage-locaton; did you mean --usage-location?",
        "--display-nme X | there is no option --display-nme; did you mean --display-name?",
        "--restor | there is no option --restor; did you mean --restore?",
        "--reset-pasword | there is no option --reset-pasword; did you mean --reset-password?",
        "list --delete | there is no option --delete; did you mean --deleted?",
        "--password=Renew456* | there is no option --password; did you mean --reset-password?",
        "--xyzzy | there is no option --xyzzy",
        "--location=SE | there is no option --location; did you mean --usage-location?",
        "lst | argument 1 is not known, or has no option before it; did you mean list?",
        "update | argument 1 is not known, or has no option before it; without a command, the console updates one user",
        "logn | argument 1 is not known, or has no option before it; did you mean login?",
      })
  void aTypoIsNamedWithASuggestion(String arguments, String message) {
    assertThat(wrongUse(arguments.split(" "))).isEqualTo(message + "\nTry --help.\n");
  }

  @ParameterizedTest
  @CsvSource({
    "--dry-run bulk users.csv, --dry-run, bulk",
    "--base-url=http://127.0.0.1:1 bulk users.csv, --base-url, bulk",
    "--json list, --json, list",
  })
  void anOptionBeforeACommandIsRefusedBecauseTheCommandWouldIgnoreIt(
      String arguments, String option, String command) {
    ConsoleRun run = ConsoleRun.of(Map.of(), "", arguments.split(" "));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err() + run.out()).contains(option + " must come after the command " + command);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--reset-password=Renew456*",
        "--reset-password Renew456*",
        "--reset-pasword=Renew456*",
        "--password=Renew456*",
        "--Renew456*",
        "-Renew456*",
        "--reset-password --Renew456*=x",
        "--display-name --reset-password=Renew456*",
        "--restore=Renew456*",
        "--dry-run=Renew456* --usage-location=SE",
        "--no-force-change Renew456*",
        "list --deleted=Renew456*",
        "get --json=Renew456*",
        "-- Renew456*",
        "Renew456*",
      })
  void textThatMayBeAPasswordIsNotShown(String arguments) {
    assertThat(wrongUse(arguments.split(" "))).doesNotContain(PASSWORD, "Renew");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--reset-password", "--restore", "--dry-run", "--no-force-change", "--json"})
  void aValueOfAnOptionThatTakesNoneIsRefused(String option) {
    assertThat(wrongUse("--usage-location=SE", option + "=true"))
        .contains("" + option + " takes no value");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--display-name --json | --display-name needs a value",
        "--display-name | --display-name needs a value",
        "--display-name=A --display-name=B | --display-name is given twice",
        "--attempts=many --usage-location=SE | --attempts",
      })
  void theWrongOptionIsNamed(String arguments, String message) {
    assertThat(wrongUse(arguments.split(" "))).contains(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--display-name=",
        "--first-name= ",
        "--usage-location=",
        "--user-principal-name=\u00a0",
        "--phone-number=\u2003",
        "--immutable-id=",
        "--if-match=",
        "--token-file=",
        "--credentials-file=",
        "--base-url=",
      })
  void anEmptyValueIsRefusedBeforeAnythingIsSent(String argument) {
    assertThat(wrongUse("--last-name=X", argument))
        .startsWith(argument.substring(0, argument.indexOf('=')) + " has an empty value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ZZ", "UK", "se", "sweden", "S", "SWE", "\u00c5\u00c4"})
  void anInvalidCountryIsRefusedBeforeAnythingIsSent(String country) {
    assertThat(wrongUse("--usage-location=" + country))
        .startsWith("--usage-location must be an upper-case two-letter code of ISO 3166-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--attempts=0 --usage-location=SE",
        "--if-match=a\"b --usage-location=SE",
        "--base-url=ftp://x --usage-location=SE",
        "--base-url=http://contoso.example --usage-location=SE",
        "--base-url=http://user:pw@127.0.0.1 --usage-location=SE",
        "--usage-location=sweden",
        "--restore --cloud=GLOBAL --base-url=http://127.0.0.1",
        "--user=a@contoso.example --restore --if-match=a\"b",
        "--user=a@contoso.example --reset-password --cloud=china",
        "check --base-url=ftp://x",
        "get --base-url=ftp://x",
        "list --base-url=http://contoso.example",
        "list --page-size=501",
        "list --page-size=0",
        "list --continue-from=x",
        "",
      })
  void noMessageHasANameOfTheJavaCode(String arguments) {
    String message = wrongUse(arguments.isEmpty() ? new String[0] : arguments.split(" "));

    assertThat(message).doesNotContainPattern("[a-z][A-Z]|\\(\\)|CustomerUser|^Error|^update");
  }

  @Test
  void argumentsAreNotReadFromAFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("arguments"), "--usage-location=SE\n");

    assertThat(wrongUse("@" + file)).startsWith("argument 4 is not known");
    ConsoleRun run = run("--display-name", "@" + file, "--dry-run");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("\"displayName\": \"@" + file + "\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--json --usage-locaton=SE",
        "--json",
        "--json --usage-location=ZZ",
        "--json --display-name=",
        "--json --cloud=MARS --usage-location=SE",
        "get --json --user=x",
        "list --json --page-size=0",
        "--json --display-name=\ufffd",
      })
  void withTheOptionJsonTheErrorIsJson(String arguments) throws IOException {
    JsonNode error = new ObjectMapper().readTree(wrongUse(arguments.split(" ")));

    assertThat(error.fieldNames())
        .toIterable()
        .containsExactly(
            "statusCode",
            "errorCode",
            "description",
            "retryAfterSeconds",
            "attempts",
            "requestId",
            "correlationId");
    assertThat(error.get("description").textValue()).isNotBlank();
    assertThat(error.get("statusCode").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "list", "get", "check", "login", "sandbox"})
  void helpListsTheExitCodes(String command) {
    List<String> arguments = new ArrayList<>(List.of(command, "--help"));
    arguments.remove("");
    ConsoleRun help = ConsoleRun.of(Map.of(), "", arguments.toArray(String[]::new));

    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).containsSubsequence("Exit codes:", "  0   ", "  1   ", "  2   ");
    assertThat(help.out().lines()).allMatch(line -> line.length() <= 80);
  }

  /** Runs a wrong command line. Returns what it prints on stderr. */
  private String wrongUse(String... arguments) {
    ConsoleRun run = run(arguments);
    assertThat(run.exitCode()).as(run.err() + run.out()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(sandbox.get().exchanges()).isEmpty();
    return run.err();
  }

  private ConsoleRun run(String... arguments) {
    List<String> line = new ArrayList<>(List.of(arguments));
    String command = line.isEmpty() ? "" : line.get(0);
    boolean isCommand = command.matches("[a-z]+");
    if (!command.matches("l[o]?[g]?[s]?[tn]+")) { // these are typos of a command
      List<String> required = new ArrayList<>();
      required.add("--customer=" + PartnerCenterSandbox.CUSTOMER_ID);
      if (!command.equals("list") && line.stream().noneMatch(x -> x.startsWith("--user="))) {
        required.add("--user=" + PartnerCenterSandbox.USER_ID);
      }
      if (line.stream().noneMatch(x -> x.matches("--(base-url|cloud)=.*"))) {
        required.add("--base-url=" + sandbox.get().baseUrl());
      }
      line.addAll(isCommand ? 1 : 0, required);
    }
    return ConsoleRun.of(Map.of("PARTNER_CENTER_TOKEN", "any"), "", line.toArray(String[]::new));
  }
}
