package io.partnercenter.users.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.partnercenter.users.SpecCheckedSandbox;
import io.partnercenter.users.sandbox.PartnerCenterSandbox;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Output that can't be written, as with a full disk or a closed pipe. */
class UnwrittenReportTest {
  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--user=USER --usage-location=SE",
        "--user=USER --usage-location=SE --json",
        "--user=USER --usage-location=SE --dry-run",
        "list",
        "list --json",
        "get --user=USER",
        "check --user=USER",
        "--help",
      })
  void unwrittenOutputIsExitCode1(String options) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();

    int exitCode = run(full(), err, options);

    assertThat(exitCode).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("standard output could not be written")
        .startsWith(options.contains("--json") ? "{\n" : "Failed\n")
        .doesNotContain("\tat ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--user=USER --usage-location=SE"})
  void unwrittenOutputIsExitCode1EvenIfStandardErrorIsFull(String options) {
    assertThat(run(full(), full(), options)).isEqualTo(1);
  }

  @Test
  void unwrittenOutputIsExitCode1InItsOwnProcess() throws Exception {
    assumeTrue(Files.exists(Path.of("/dev/full")), "the system has /dev/full");

    ConsoleProcess process = ConsoleProcess.run(Map.of(), "", "--help > /dev/full");

    assertThat(process.exitCode()).isEqualTo(1);
    assertThat(process.output()).contains("standard output could not be written");
  }

  private int run(OutputStream out, OutputStream err, String options) {
    String line = options.replace("USER", PartnerCenterSandbox.USER_ID.toString());
    if (!options.isEmpty() && !options.equals("--help")) {
      line += " --customer=" + PartnerCenterSandbox.CUSTOMER_ID;
      line += " --base-url=" + sandbox.get().baseUrl();
    }
    return Console.run(
        line.isEmpty() ? new String[0] : line.split(" "),
        new ConsoleEnvironment(
            Map.of("PARTNER_CENTER_TOKEN", "any"), new ByteArrayInputStream(new byte[0]), null),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private static OutputStream full() {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException("No space left on device");
      }
    };
  }
}
