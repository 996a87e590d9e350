package io.partnercenter.users.console;

import static io.partnercenter.users.sandbox.PartnerCenterSandbox.CUSTOMER_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.sandbox.ErrorShape;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Kills a run many times, unlike {@link BulkKillTest}. Takes minutes: see CONTRIBUTING.md. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class BulkKillIT extends BulkRunInJvm {
  @Test
  void tenKillsOfARunOf2000RowsLoseNoChangeAndMakeNoneTwice() throws Exception {
    List<UUID> users = users(2_000);
    sandbox.get().throttle(CUSTOMER_ID, 150, ErrorShape.GATEWAY);
    Random random = new Random();
    int kills = 0;
    int incompleteLines = 0;
    StringBuilder report = new StringBuilder("killed after");
    while (kills < 10) {
      long next = sandbox.get().exchanges().size() + random.nextInt(190);
      try (ConsoleJvm process = kills == 0 ? start() : start("--resume")) {
        while (process.isAlive() && sandbox.get().exchanges().size() <= next) {
          Thread.sleep(1 + random.nextInt(5)); // the kill doesn't always follow a response at once
        }
        assertThat(process.isAlive()).as("not ended before the kill: " + process.err()).isTrue();
        process.kill();
      }
      kills++;
      incompleteLines += Files.readString(files.journal).endsWith("\n") ? 0 : 1;
      report.append(' ').append(carriedOut(users));
    }
    sandbox.get().endThrottle(CUSTOMER_ID);
    try (ConsoleJvm process = start("--resume")) {
      assertThat(process.waitFor()).as(process.err()).isZero();
      assertThat(process.out()).contains("    2,000  done\n", "    2,000  rows in total\n");
    }

    assertEachChangeWasMadeOnce(users);
    List<String> ids = requestIds();
    System.out.println(
        report
            + " rows; an incomplete line left "
            + incompleteLines
            + " times; 2,000 changes made once each by "
            + ids.size()
            + " requests, of which "
            + (ids.size() - new HashSet<>(ids).size())
            + " repeated an id");
  }
}
