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

/** Waits are reported: a program that prints nothing for 20 s seems to hang. */
class WaitNoticeTest {
  private static final List<String> CUSTOMER_AND_USER =
      List.of(
          "--customer=" + PartnerCenterSandbox.CUSTOMER_ID,
          "--user=" + PartnerCenterSandbox.USER_ID);

  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox();

  @ParameterizedTest
  @CsvSource({"get, 429", "get, 503", "check, 429", "list, 429"})
  void aWaitIsReportedOnceOnStderr(String command, int status) {
    refuse(status, "1");

    ConsoleRun run = run(command);

    assertThat(run.exitCode()).isZero();
    assertThat(run.err())
        .isEqualTo(
            "The service responded with "
                + status
                + ": waiting 1 s, then trying again (Ctrl-C ends it).\n");
    assertThat(run.out()).doesNotContain("waiting");
  }

  @Test
  void noWaitIsReportedWithJson() {
    refuse(429, "1");

    assertThat(run("get", "--json").err()).isEmpty();
  }

  @Test
  void aWaitThatIsTooLongIsNotReported() {
    refuse(429, "600");

    ConsoleRun run = run("get");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).startsWith("Failed\n").doesNotContain("waiting");
  }

  private void refuse(int status, String retryAfter) {
    sandbox
        .get()
        .respondNext(
            NextResponse.builder()
                .status(status)
                .header("Retry-After", retryAfter)
                .body("{\"code\":\"429\",\"description\":\"later; again in 9000 ms\"}")
                .build());
  }

  private ConsoleRun run(String command, String... options) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(command.equals("list") ? CUSTOMER_AND_USER.subList(0, 1) : CUSTOMER_AND_USER);
    arguments.add("--base-url=" + sandbox.get().baseUrl());
    arguments.addAll(List.of(options));
    return ConsoleRun.of(
        Map.of("PARTNER_CENTER_TOKEN", "any"), "", arguments.toArray(String[]::new));
  }
}
