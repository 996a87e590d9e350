package io.partnercenter.users.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.SpecCheckedSandbox;
import io.partnercenter.users.sandbox.NextResponse;
import io.partnercenter.users.sandbox.PartnerCenterSandbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No text of the service moves the cursor, forges a line or changes the text direction. */
class HostileTextTest {
  /** A character of each category that is escaped, and characters that could forge a line. */
  private static final String HOSTILE =
      "\\u001b[2J\\u0007\\u009b\\u0085\\r\\n\\t\\u202e\\u2066\\u200b\\ufeff\\u00ad\\u2028\\u2029"
          + "\\udb40\\udc01\\u007f";

  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox();

  @ParameterizedTest
  @CsvSource({
    "get, false",
    "get, true",
    "list, false",
    "list, true",
    "check, false",
    "update, false",
    "update, true",
  })
  void textInAUserIsHarmless(String command, boolean json) {
    String user =
        "{\"id\":\""
            + PartnerCenterSandbox.USER_ID
            + "\",\"displayName\":\"a"
            + HOSTILE
            + "z\",\"userPrincipalName\":\""
            + HOSTILE
            + "\",\"state\":\""
            + HOSTILE
            + "\",\"new"
            + HOSTILE
            + "\":{\"inner"
            + HOSTILE
            + "\":\""
            + HOSTILE
            + "\"},\"attributes\":{\"etag\":\""
            + HOSTILE
            + "\"}}";
    ConsoleRun run =
        run(
            200,
            command.equals("list") ? "{\"items\":[" + user + "]}" : user,
            arguments(command, json));

    assertThat(run.exitCode()).as(run.err()).isZero();
    requireHarmless(run);
    if (!command.equals("check")) {
      assertThat(run.out()).contains("\\u001b[2J\\u0007\\u009b\\u0085", "\\u202e");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "get, false",
    "get, true",
    "list, false",
    "list, true",
    "check, false",
    "update, false",
    "update, true",
  })
  void textInARefusalIsHarmless(String command, boolean json) {
    ConsoleRun run =
        run(
            403,
            "{\"code\":\"2032" + HOSTILE + "\",\"description\":\"" + HOSTILE + "\"}",
            arguments(command, json));

    assertThat(run.exitCode()).isEqualTo(1);
    requireHarmless(run);
    assertThat(run.out() + run.err()).contains("\\u001b[2J");
  }

  @ParameterizedTest
  @CsvSource({
    "get, false",
    "get, true",
    "list, false",
    "list, true",
    "check, false",
    "update, false",
    "update, true",
  })
  void textInAResponseThatBreaksTheContractIsHarmless(String command, boolean json) {
    String item = "{\"id\":\"" + HOSTILE + "\",\"x" + HOSTILE + "\":{}}";
    ConsoleRun run =
        run(
            200,
            command.equals("list") ? "{\"items\":[" + item + "]}" : item,
            arguments(command, json));

    assertThat(run.exitCode()).isEqualTo(1);
    requireHarmless(run);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--\u001b[2J", "--customer=\u001b[2J", "--user=\u202e", "--port=\u009b"})
  void typedTextIsHarmless(String argument) {
    requireHarmless(ConsoleRun.of(Map.of(), "", argument));
    requireHarmless(ConsoleRun.of(Map.of(), "", "--json", argument));
    requireHarmless(ConsoleRun.of(Map.of(), "", "sandbox", argument));
  }

  @Test
  void textInADryRunIsHarmless() {
    ConsoleRun run =
        ConsoleRun.of(
            Map.of(), "", arguments("update", false, "--dry-run", "--first-name=\u202e\u009b"));

    assertThat(run.exitCode()).as(run.err()).isZero();
    requireHarmless(run);
    assertThat(run.out()).contains("\\u202e\\u009b");
  }

  private static void requireHarmless(ConsoleRun run) {
    assertThat((run.out() + run.err()).codePoints())
        .allMatch(
            c ->
                c == '\n'
                    || Character.getType(c) != Character.CONTROL
                        && Character.getType(c) != Character.FORMAT
                        && Character.getType(c) != Character.LINE_SEPARATOR
                        && Character.getType(c) != Character.PARAGRAPH_SEPARATOR);
  }

  private ConsoleRun run(int status, String body, String... arguments) {
    sandbox.get().respondNext(NextResponse.builder().status(status).body(body).build());
    return ConsoleRun.of(Map.of("PARTNER_CENTER_TOKEN", "any"), "", arguments);
  }

  private String[] arguments(String command, boolean json, String... more) {
    List<String> arguments = new ArrayList<>();
    if (!command.equals("update")) {
      arguments.add(command);
    }
    arguments.add("--customer=" + PartnerCenterSandbox.CUSTOMER_ID);
    if (!command.equals("list")) {
      arguments.add("--user=" + PartnerCenterSandbox.USER_ID);
    }
    arguments.add("--base-url=" + sandbox.get().baseUrl());
    if (command.equals("update")) {
      arguments.add("--last-name=X");
    }
    if (json) {
      arguments.add("--json");
    }
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }
}
