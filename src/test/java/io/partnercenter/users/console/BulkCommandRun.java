package io.partnercenter.users.console;

import static io.partnercenter.users.sandbox.PartnerCenterSandbox.CUSTOMER_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.SpecCheckedSandbox;
import io.partnercenter.users.sandbox.Exchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A sandbox, a file of changes, and runs of the command bulk that show no secret. */
abstract class BulkCommandRun {
  static final String CUSTOMER = "--customer=" + CUSTOMER_ID;
  private static final String PASSWORD = "Renew,4\"56*";
  static final String QUOTED_PASSWORD = "\"Renew,4\"\"56*\"";

  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox();

  @TempDir Path folder;
  BulkFiles files;
  String out = "";
  String err = "";

  @BeforeEach
  void files() {
    files = new BulkFiles(folder);
  }

  @AfterEach
  void noSecretWasShownOrWritten() throws IOException {
    assertThat(out + err).doesNotContain(PASSWORD, QUOTED_PASSWORD, "secret-token", "\u001b");
    for (Path each : List.of(files.journal, files.results)) {
      if (Files.exists(each)) {
        assertThat(Files.readString(each)).doesNotContain(PASSWORD, QUOTED_PASSWORD);
      }
    }
  }

  /** Runs the command. Returns its exit code, and keeps what it printed. */
  final int bulk(String... options) {
    ConsoleRun run =
        ConsoleRun.of(BulkFiles.ENVIRONMENT, "", files.command(sandbox.get(), options));
    out = run.out();
    err = run.err();
    return run.exitCode();
  }

  final Map<String, Object> user(UUID id) {
    return sandbox.get().user(CUSTOMER_ID, id);
  }

  final List<Exchange> patches() {
    return sandbox.get().exchanges().stream()
        .filter(exchange -> exchange.method().equals("PATCH"))
        .collect(Collectors.toList());
  }
}
