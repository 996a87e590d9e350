package io.partnercenter.users.console;

import static io.partnercenter.users.sandbox.PartnerCenterSandbox.CUSTOMER_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.SpecCheckedSandbox;
import io.partnercenter.users.sandbox.Exchange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A sandbox, a file of changes, and the command bulk in a JVM of its own. */
abstract class BulkRunInJvm {
  static final String CUSTOMER = "--customer=" + CUSTOMER_ID;

  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox();

  @TempDir Path folder;
  BulkFiles files;

  @BeforeEach
  void files() {
    files = new BulkFiles(folder);
  }

  final List<UUID> users(int count) {
    List<UUID> users = sandbox.get().addUsers(CUSTOMER_ID, count);
    files.write(users);
    return users;
  }

  final ConsoleJvm start(String... options) throws Exception {
    String[] all = Arrays.copyOf(options, options.length + 1);
    all[options.length] = CUSTOMER;
    return ConsoleJvm.start(folder, files.command(sandbox.get(), all));
  }

  /** Waits until 20 rows are done. At 20 rows a second, the run is then far from its end. */
  final void waitForSomeRows(ConsoleJvm process) throws IOException {
    while (process.isAlive() && done() < 20) {
      Thread.yield();
    }
    assertThat(process.isAlive()).as(process.err()).isTrue();
  }

  private long done() {
    return sandbox.get().exchanges().stream().filter(each -> each.status() == 200).count();
  }

  /** Returns how many changes the sandbox has made to these users. */
  final long carriedOut(List<UUID> users) {
    return users.stream().mapToInt(this::changes).sum();
  }

  /** Returns the number of changes to the user, which the ETag counts. */
  private int changes(UUID user) {
    Object attributes = sandbox.get().user(CUSTOMER_ID, user).get("attributes");
    String etag = String.valueOf(((Map<?, ?>) attributes).get("etag"));
    return Integer.parseInt(etag.replaceAll("\\D", "")) - 1;
  }

  final void assertEachChangeWasMadeOnce(List<UUID> users) {
    assertThat(users).allMatch(user -> changes(user) == 1);
    assertThat(files.outcomes())
        .as("one result for each row")
        .hasSize(users.size())
        .containsKeys(2, users.size() + 1)
        .allSatisfy((row, outcome) -> assertThat(outcome).isEqualTo("done,200,,"));
    Set<String> ids = Set.copyOf(requestIds());
    assertThat(ids).as("a request id for each row").hasSize(users.size());
  }

  final List<String> requestIds() {
    return sandbox.get().exchanges().stream()
        .filter(exchange -> exchange.method().equals("PATCH"))
        .map(BulkRunInJvm::requestId)
        .collect(Collectors.toList());
  }

  private static String requestId(Exchange exchange) {
    return exchange.requestHeaders().get("Ms-requestid").get(0);
  }
}
