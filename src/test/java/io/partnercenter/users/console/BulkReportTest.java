package io.partnercenter.users.console;

import static io.partnercenter.users.sandbox.PartnerCenterSandbox.CUSTOMER_ID;
import static io.partnercenter.users.sandbox.PartnerCenterSandbox.USER_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.sandbox.NextResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How the command bulk reports the outcomes of the rows. */
class BulkReportTest extends BulkCommandRun {
  @Test
  void failedRowsAreCountedByReasonAndTheExitCodeIs1() {
    UUID nobody = UUID.randomUUID();
    files.write("user,usageLocation", nobody + ",SE", USER_ID + ",SE", nobody + ",DE");

    assertThat(bulk(CUSTOMER)).isEqualTo(1);

    assertThat(out.lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("        1  done"),
            line -> assertThat(line).startsWith("        2  refused: 404 60002 "),
            line -> assertThat(line).isEqualTo("        3  rows in total"),
            line -> assertThat(line).isEqualTo("Outcome of each row: " + files.results));
    assertThat(files.outcomes().get(2)).startsWith("refused,404,60002,");
    assertThat(files.outcomes().get(3)).isEqualTo("done,200,,");
  }

  @Test
  void rowsThatFailForTheSameReasonAreCountedTogether() {
    List<UUID> users = sandbox.get().addUsers(CUSTOMER_ID, 30);
    files.write(users);
    for (int i = 0; i < 28; i++) {
      sandbox.get().respondNext(NextResponse.builder().body("{}").build());
    }
    for (int i = 0; i < 2; i++) {
      sandbox.get().respondNext(problem("Wrong in row " + i));
    }

    assertThat(bulk(CUSTOMER, "--in-flight=1")).isEqualTo(1);

    assertThat(out.lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("        0  done"),
            line -> assertThat(line).startsWith("       28  failed: the response breaks the contr"),
            line -> assertThat(line).isEqualTo("        2  refused: 400 800002 Wrong in row 0"),
            line -> assertThat(line).isEqualTo("       30  rows in total"),
            line -> assertThat(line).startsWith("Outcome of each row: "),
            line -> assertThat(line).startsWith("To send the remaining rows, "));
    assertThat(files.outcomes().get(31)).isEqualTo("refused,400,800002,Wrong in row 1");
  }

  @Test
  void textOfTheServiceIsEscapedAndIsNoFormulaAndHasNoPassword() throws IOException {
    files.write("user,password", USER_ID + ",HardToGuess1");
    sandbox
        .get()
        .respondNext(
            NextResponse.builder()
                .status(400)
                .header("Content-Type", "application/json")
                .body(
                    "{\"code\":\"800002\",\"description\":"
                        + "\"=cmd|' \\u001b[2J\\u202e\\n2,done HardToGuess1\"}")
                .build());

    assertThat(bulk(CUSTOMER)).isEqualTo(1);

    String all = out + err + Files.readString(files.results) + Files.readString(files.journal);
    assertThat(all).doesNotContain("\u001b", "\u202e", "\n2,done", "HardToGuess1");
    assertThat(files.outcomes().get(2)).startsWith("refused,400,800002,");
    assertThat(files.outcomes().get(2)).contains("'=cmd|");
  }

  @Test
  void theRunStopsAfterTheGivenNumberOfFailures() {
    files.write("user,usageLocation\n" + (UUID.randomUUID() + ",SE\n").repeat(50));

    assertThat(bulk(CUSTOMER, "--stop-after=3")).isEqualTo(1);

    assertThat(patches()).hasSize(3);
    assertThat(out)
        .contains("        3  refused: 404 ", "       47  not sent, or interrupted in flight\n")
        .endsWith("To send the remaining rows, run the same command with --resume.\n");
  }

  @Test
  void helpIsReadableAt80Columns() {
    ConsoleRun run = ConsoleRun.of(Map.of(), "", "bulk", "--help");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("FILE.csv", "--resume", "130");
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
  }

  private static NextResponse problem(String description) {
    return NextResponse.builder()
        .status(400)
        .header("Content-Type", "application/json")
        .body("{\"code\":\"800002\",\"description\":\"" + description + "\"}")
        .build();
  }
}
