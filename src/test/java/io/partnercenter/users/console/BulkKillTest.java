package io.partnercenter.users.console;

import static io.partnercenter.users.sandbox.PartnerCenterSandbox.CUSTOMER_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.partnercenter.users.sandbox.ErrorShape;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs of the command bulk, in a JVM of their own, that are killed or interrupted. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class BulkKillTest extends BulkRunInJvm {
  @Test
  void aKilledRunIsContinuedAndMakesEachChangeOnce() throws Exception {
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
  void ctrlCEndsARunInOrderAndPrintsHowToContinue() throws Exception {
    List<UUID> users = users(300);
    sandbox.get().throttle(CUSTOMER_ID, 20, ErrorShape.GATEWAY);
    try (ConsoleJvm process = start()) {
      waitForSomeRows(process);
      assumeThat(process.takesInterrupts()).as("this build ignores SIGINT").isTrue();
      process.interrupt();

      assertThat(process.waitFor()).as(process.err()).isEqualTo(130);
      assertThat(process.out())
          .contains(
              " done\n", "  not sent, or interrupted in flight\n", "      300  rows in total\n")
          .endsWith("To send the remaining rows, run the same command with --resume.\n");
    }
    sandbox.get().endThrottle(CUSTOMER_ID);

    ConsoleRun run =
        ConsoleRun.of(
            BulkFiles.ENVIRONMENT, "", files.command(sandbox.get(), CUSTOMER, "--resume"));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertEachChangeWasMadeOnce(users);
  }
}
