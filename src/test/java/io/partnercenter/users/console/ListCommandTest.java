package io.partnercenter.users.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.partnercenter.users.SpecCheckedSandbox;
import io.partnercenter.users.sandbox.NextResponse;
import io.partnercenter.users.sandbox.PartnerCenterSandbox;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ListCommandTest {
  private static final UUID CUSTOMER = PartnerCenterSandbox.CUSTOMER_ID;
  private static final UUID USER = PartnerCenterSandbox.USER_ID;
  private static final Map<String, String> ENVIRONMENT =
      Map.of("PARTNER_CENTER_TOKEN", "secret-token");

  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox();

  @Test
  void usersArePrintedAsATable() {
    UUID other = sandbox.get().addUsers(CUSTOMER, 1).get(0);

    ConsoleRun run = list();

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out().lines())
        .containsExactly(
            "id                                    user principal name                       display name",
            USER + "  emailid@abcdefgh1234.ccsctp.net           DisplayName",
            other + "  " + other + "@abcdefgh1234.ccsctp.net  DisplayName",
            "2 users");
  }

  @Test
  void deletedUsersAreListedWithTheirOption() {
    assertThat(list("--deleted").out()).isEqualTo("0 users\n");
    sandbox.get().deleteUser(CUSTOMER, USER);

    assertThat(list("--deleted").out())
        .startsWith("id ")
        .contains(" deleted ", USER.toString(), "Z  DisplayName\n")
        .endsWith("1 user\n");
  }

  @Test
  void jsonIsOneObjectPerLine() throws IOException {
    sandbox.get().addUsers(CUSTOMER, 2);

    ConsoleRun run = list("--json", "--page-size=1");

    assertThat(run.exitCode()).isZero();
    List<String> lines = run.out().lines().collect(Collectors.toList());
    assertThat(lines).hasSize(3);
    assertThat(new ObjectMapper().readTree(lines.get(0)).get("id").textValue())
        .isEqualTo(USER.toString());
    assertThat(sandbox.get().exchanges()).hasSize(3);
  }

  @Test
  void textOfTheServiceIsEscapedForTheTerminal() {
    sandbox
        .get()
        .addUser(
            CUSTOMER,
            UUID.randomUUID(),
            Map.of("displayName", "\u001b[2J\u009b\u202e\nx", "userPrincipalName", "a\rb@c"));

    assertThat(list().out())
        .contains("a\\u000db@c", "\\u001b[2J\\u009b\\u202e\\u000ax\n")
        .doesNotContain("\u001b", "\u009b", "\u202e", "\r");
    assertThat(list("--json").out())
        .contains("\\u001b[2J\\u009b\\u202e\\nx")
        .doesNotContain("\u001b", "\u009b", "\u202e", "\r");
  }

  @Test
  void passwordsAreMasked() {
    sandbox
        .get()
        .respondNext(
            NextResponse.builder()
                .body(
                    "{\"items\":[{\"id\":\""
                        + USER
                        + "\",\"passwordProfile\":{\"password\":\"Renew456*\"}}]}")
                .build());

    assertThat(list("--json").out()).contains("\"password\":\"***\"").doesNotContain("Renew456*");
  }

  @Test
  void aFailedPageIsExitCode1AndTheListCanBeContinued() {
    sandbox.get().addUsers(CUSTOMER, 3);
    String all = list().out();
    OutputWithEvent out = new OutputWithEvent(2, () -> sandbox.get().outage(503));

    int exitCode = run(out, "--page-size=2", "--attempts=1");

    String err = out.err();
    assertThat(exitCode).isEqualTo(1);
    assertThat(err).contains("503", "To continue with the failed page: --continue-from=");
    sandbox.get().endOutage();
    ConsoleRun rest = list(err.substring(err.indexOf("--continue-from=")).strip());
    assertThat(rest.exitCode()).as(rest.err()).isZero();
    List<String> users = new ArrayList<>(out.text().lines().toList());
    users.addAll(rest.out().lines().skip(1).toList());
    assertThat(users).startsWith(all.lines().limit(5).toArray(String[]::new));
  }

  @Test
  void noFurtherPageIsReadWhenTheOutputIsClosed() {
    sandbox.get().addUsers(CUSTOMER, 9);
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };

    assertThat(run(closed, new ByteArrayOutputStream(), "--page-size=1")).isEqualTo(1);
    assertThat(sandbox.get().exchanges()).hasSize(1);
  }

  @Test
  void wrongUseIsExitCode2AndSendsNothing() {
    assertThat(list("--page-size=501").err())
        .startsWith("--page-size must be from 1 to 500, not 501");
    assertThat(list("--page-size=501").exitCode()).isEqualTo(2);
    assertThat(list("--continue-from=x").err()).startsWith("--continue-from is no continuation");
    assertThat(list("--continue-from=x").exitCode()).isEqualTo(2);
    assertThat(ConsoleRun.of(ENVIRONMENT, "", "list").err()).startsWith("--customer is missing");
    assertThat(sandbox.get().exchanges()).isEmpty();
  }

  @Test
  void helpIsReadableAt80Columns() {
    for (String command : List.of("list", "get")) {
      ConsoleRun run = ConsoleRun.of(ENVIRONMENT, "", command, "--help");

      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).contains("--customer=GUID", "Exit codes:");
      assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
    }
  }

  private ConsoleRun list(String... options) {
    return ConsoleRun.of(ENVIRONMENT, "", arguments(options));
  }

  private int run(OutputWithEvent out, String... options) {
    return run(out, out.err, options);
  }

  private int run(OutputStream out, OutputStream err, String... options) {
    return Console.run(
        arguments(options),
        new ConsoleEnvironment(ENVIRONMENT, new ByteArrayInputStream(new byte[0]), null),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private String[] arguments(String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of("list", "--customer=" + CUSTOMER, "--base-url=" + sandbox.get().baseUrl()));
    arguments.addAll(List.of(options));
    return arguments.toArray(String[]::new);
  }

  /** Runs an event after a number of users was printed. Users are printed as they are read. */
  private static final class OutputWithEvent extends ByteArrayOutputStream {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final int users;
    private final Runnable event;

    OutputWithEvent(int users, Runnable event) {
      this.users = users;
      this.event = event;
    }

    @Override
    public synchronized void flush() {
      if (text().lines().count() == users + 1) { // the header is a line, too
        event.run();
      }
    }

    private String text() {
      return toString(StandardCharsets.UTF_8);
    }

    private String err() {
      return err.toString(StandardCharsets.UTF_8);
    }
  }
}
