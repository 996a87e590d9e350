package io.partnercenter.users.console;

import static io.partnercenter.users.sandbox.PartnerCenterSandbox.CUSTOMER_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.partnercenter.users.SpecCheckedSandbox;
import io.partnercenter.users.sandbox.ErrorShape;
import io.partnercenter.users.sandbox.Exchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Runs of the command bulk that end before their time, in a JVM of their own. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class BulkKillTest {
  private static final String CUSTOMER = "--customer=" + CUSTOMER_ID;

  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox();

  @TempDir Path folder;
  private BulkFiles files;

  @BeforeEach
  void files() {
    files = new BulkFiles(folder);
  }

  @Test
  void aRunThatIsKilledIsGoneOnWithAndMakesEachChangeOnce() throws Exception {
    List<UUID> users = users(300);
    sandbox.get().throttle(CUSTOMER_ID, 20, ErrorShape.GATEWAY);
    try (ConsoleJvm process = start()) {
      waitForSomeRows(process);
      process.kill();
    }
    long before = carriedOut(users);
    sandbox.get().endThrottle(CUSTOMER_ID);

    ConsoleRun run =
        ConsoleRun.of(
            BulkFiles.ENVIRONMENT, "", files.command(sandbox.get(), CUSTOMER, "--resume"));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(before).isBetween(20L, 299L);
    assertEachChangeWasMadeOnce(users);
  }

  @Test
  void ctrlCEndsARunInOrderAndSaysHowToGoOn() throws Exception {
    List<UUID> users = users(300);
    sandbox.get().throttle(CUSTOMER_ID, 20, ErrorShape.GATEWAY);
    try (ConsoleJvm process = start()) {
      waitForSomeRows(process);
      assumeThat(process.takesInterrupts()).as("this build ignores SIGINT").isTrue();
      process.interrupt();

      assertThat(process.waitFor()).as(process.err()).isEqualTo(130);
      assertThat(process.out())
          .contains(" done\n", "  not sent, or cut off on the way\n", "      300  rows in all\n")
          .endsWith("To send what is left, give the same command with --resume.\n");
    }
    sandbox.get().endThrottle(CUSTOMER_ID);

    ConsoleRun run =
        ConsoleRun.of(
            BulkFiles.ENVIRONMENT, "", files.command(sandbox.get(), CUSTOMER, "--resume"));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertEachChangeWasMadeOnce(users);
  }

  /** Slow: {@code mvn verify -Pprocesses}. */
  @Test
  @Tag("processes")
  void tenKillsOfARunOf2000RowsLoseNothingAndMakeNothingTwice() throws Exception {
    List<UUID> users = users(2_000);
    sandbox.get().throttle(CUSTOMER_ID, 150, ErrorShape.GATEWAY);
    Random random = new Random();
    int kills = 0;
    int torn = 0;
    StringBuilder report = new StringBuilder("killed after");
    while (kills < 10) {
      long next = sandbox.get().exchanges().size() + random.nextInt(190);
      try (ConsoleJvm process = kills == 0 ? start() : start("--resume")) {
        while (process.isAlive() && sandbox.get().exchanges().size() <= next) {
          Thread.sleep(1 + random.nextInt(5)); // not always right behind a response
        }
        assertThat(process.isAlive()).as("killed before its end: " + process.err()).isTrue();
        process.kill();
      }
      kills++;
      torn += Files.readString(files.journal).endsWith("\n") ? 0 : 1;
      report.append(' ').append(carriedOut(users));
    }
    sandbox.get().endThrottle(CUSTOMER_ID);
    try (ConsoleJvm process = start("--resume")) {
      assertThat(process.waitFor()).as(process.err()).isZero();
      assertThat(process.out()).contains("    2,000  done\n", "    2,000  rows in all\n");
    }

    assertEachChangeWasMadeOnce(users);
    List<String> ids = requestIds();
    System.out.println(
        report
            + " rows; half a line left "
            + torn
            + " times; 2,000 changes made once each by "
            + ids.size()
            + " requests, of which "
            + (ids.size() - new HashSet<>(ids).size())
            + " repeated an id");
  }

  private List<UUID> users(int count) {
    List<UUID> users = sandbox.get().addUsers(CUSTOMER_ID, count);
    files.write(users);
    return users;
  }

  private ConsoleJvm start(String... options) throws Exception {
    String[] all = Arrays.copyOf(options, options.length + 1);
    all[options.length] = CUSTOMER;
    return ConsoleJvm.start(folder, files.command(sandbox.get(), all));
  }

  /** At 20 a second there is time enough until the last one. */
  private void waitForSomeRows(ConsoleJvm process) throws IOException {
    while (process.isAlive() && done() < 20) {
      Thread.yield();
    }
    assertThat(process.isAlive()).as(process.err()).isTrue();
  }

  private long done() {
    return sandbox.get().exchanges().stream().filter(each -> each.status() == 200).count();
  }

  /** By the sandbox: how many changes were made to these users. */
  private long carriedOut(List<UUID> users) {
    return users.stream().mapToInt(this::changes).sum();
  }

  /** The ETag counts them. */
  private int changes(UUID user) {
    Object attributes = sandbox.get().user(CUSTOMER_ID, user).get("attributes");
    String etag = String.valueOf(((Map<?, ?>) attributes).get("etag"));
    return Integer.parseInt(etag.replaceAll("\\D", "")) - 1;
  }

  private void assertEachChangeWasMadeOnce(List<UUID> users) {
    assertThat(users).allMatch(user -> changes(user) == 1);
    assertThat(files.outcomes())
        .as("one result for each row")
        .hasSize(users.size())
        .containsKeys(2, users.size() + 1)
        .allSatisfy((row, outcome) -> assertThat(outcome).isEqualTo("done,200,,"));
    Set<String> ids = Set.copyOf(requestIds());
    assertThat(ids).as("a request id for each row").hasSize(users.size());
  }

  private List<String> requestIds() {
    return sandbox.get().exchanges().stream()
        .filter(exchange -> exchange.method().equals("PATCH"))
        .map(BulkKillTest::requestId)
        .collect(Collectors.toList());
  }

  private static String requestId(Exchange exchange) {
    return exchange.requestHeaders().get("Ms-requestid").get(0);
  }
}
