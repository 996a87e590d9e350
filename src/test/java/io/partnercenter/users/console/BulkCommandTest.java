package io.partnercenter.users.console;

import static io.partnercenter.users.sandbox.PartnerCenterSandbox.CUSTOMER_ID;
import static io.partnercenter.users.sandbox.PartnerCenterSandbox.USER_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.SpecCheckedSandbox;
import io.partnercenter.users.sandbox.Exchange;
import io.partnercenter.users.sandbox.NextResponse;
import io.partnercenter.users.spec.Spec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class BulkCommandTest {
  private static final String CUSTOMER = "--customer=" + CUSTOMER_ID;
  private static final String PASSWORD = "Renew,4\"56*";
  private static final String QUOTED_PASSWORD = "\"Renew,4\"\"56*\"";

  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox();

  @TempDir Path folder;
  private BulkFiles files;
  private String out = "";
  private String err = "";

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

  @Test
  void eachRowIsAChange() {
    UUID other = sandbox.get().addUsers(CUSTOMER_ID, 1).get(0);
    files.write(
        "customer,user,usageLocation,displayName",
        CUSTOMER_ID + "," + USER_ID + ",SE,\"Tofte, Daniel\"",
        CUSTOMER_ID + "," + other + ",DE,Åsa");

    assertThat(bulk()).as(err).isZero();

    assertThat(user(USER_ID))
        .containsEntry("usageLocation", "SE")
        .containsEntry("displayName", "Tofte, Daniel");
    assertThat(user(other)).containsEntry("displayName", "Åsa");
    assertThat(out.lines())
        .containsExactly(
            "        2  done",
            "        2  rows in total",
            "Outcome of each row: " + files.results);
    assertThat(err).isEmpty();
    assertThat(BulkFiles.lines(files.results))
        .first()
        .isEqualTo("row,outcome,status,code,description,request-id,correlation-id");
    assertThat(files.outcomes()).isEqualTo(Map.of(2, "done,200,,", 3, "done,200,,"));
  }

  @Test
  void everyTextOfAnUpdateHasItsColumn() {
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    Spec.node("components", "schemas", "CustomerUserUpdate", "properties")
        .forEach(
            (name, property) -> {
              if ("string".equals(((Map<?, ?>) property).get("type"))) {
                names.add(name);
                values.add(String.valueOf(((Map<?, ?>) property).get("example")));
              }
            });
    files.write("user," + String.join(",", names), USER_ID + "," + String.join(",", values));

    assertThat(bulk(CUSTOMER)).as(err).isZero();

    assertThat(names).contains("usageLocation", "phoneNumber");
    for (int i = 0; i < names.size(); i++) {
      assertThat(user(USER_ID)).containsEntry(names.get(i), values.get(i));
    }
  }

  @Test
  void passwordsAreSet() {
    UUID other = sandbox.get().addUsers(CUSTOMER_ID, 1).get(0);
    files.write(
        "user,password,force-change",
        USER_ID + "," + QUOTED_PASSWORD + ",",
        other + "," + QUOTED_PASSWORD + ",FALSE");

    assertThat(bulk(CUSTOMER, "--skip-empty")).as(err).isZero();

    assertThat(patches())
        .extracting(Exchange::requestBody)
        .anyMatch(body -> body.contains("4\\\"56*\",\"forceChangePassword\":true"))
        .anyMatch(body -> body.contains("4\\\"56*\",\"forceChangePassword\":false"));
  }

  @Test
  void rowsOfOneUserAreSentInTheirOrderAlsoIfTheyContradict() {
    files.write(
        "user,usageLocation", USER_ID + ",SE", USER_ID + ",DE", USER_ID + ",FR", USER_ID + ",NO");

    assertThat(bulk(CUSTOMER)).isZero();

    assertThat(patches())
        .extracting(exchange -> exchange.requestBody().substring(18, 20))
        .containsExactly("SE", "DE", "FR", "NO");
  }

  @Test
  void namesAreLookedUpByReadingTheListOnce() {
    sandbox.get().addUsers(CUSTOMER_ID, 600);
    UUID second = UUID.randomUUID();
    sandbox
        .get()
        .addUser(CUSTOMER_ID, second, Map.of("userPrincipalName", "second@contoso.example"));
    files.write(
        "user,usageLocation",
        "EMAILID@abcdefgh1234.ccsctp.net,SE",
        "second@contoso.example,DE",
        "Second@contoso.example,FR");

    assertThat(bulk(CUSTOMER)).as(err).isZero();

    assertThat(user(USER_ID)).containsEntry("usageLocation", "SE");
    assertThat(user(second)).containsEntry("usageLocation", "FR");
    assertThat(sandbox.get().exchanges())
        .filteredOn(each -> each.method().equals("GET"))
        .hasSize(2);
  }

  @Test
  void deletedUsersAreFoundWhereARowRestoresThem() {
    UUID active = UUID.randomUUID();
    sandbox
        .get()
        .addUser(CUSTOMER_ID, active, Map.of("userPrincipalName", "active@contoso.example"));
    sandbox.get().deleteUser(CUSTOMER_ID, USER_ID);
    files.write(
        "user,restore,usageLocation",
        "emailid@abcdefgh1234.ccsctp.net,true,",
        "emailid@abcdefgh1234.ccsctp.net,,SE",
        "active@contoso.example,true,DE");

    assertThat(bulk(CUSTOMER, "--skip-empty")).as(err).isZero();

    assertThat(user(USER_ID)).containsEntry("state", "active").containsEntry("usageLocation", "SE");
    assertThat(user(active)).containsEntry("usageLocation", "DE");
  }

  @Test
  void unknownNamesAreSaidByRowBeforeAnythingIsSent() {
    sandbox.get().deleteUser(CUSTOMER_ID, USER_ID);
    files.write(
        "user,usageLocation",
        sandbox.get().addUsers(CUSTOMER_ID, 1).get(0) + ",SE",
        "nobody@contoso.example,SE",
        "emailid@abcdefgh1234.ccsctp.net,SE");

    assertThat(bulk(CUSTOMER)).isEqualTo(2);

    assertThat(err.lines())
        .containsExactly(
            "row 3, column user: no active user of the customer has this name",
            "row 4, column user: no active user of the customer has this name",
            "Nothing was sent.");
    assertThat(patches()).isEmpty();
    assertThat(files.journal).doesNotExist();
    assertThat(files.results).doesNotExist();
  }

  @Test
  void twoDeletedUsersOfOneNameAreNotGuessedBetween() {
    String twin = "{\"id\":\"%s\",\"userPrincipalName\":\"Twin@contoso.example\"}";
    String twins = String.format(twin + "," + twin, UUID.randomUUID(), UUID.randomUUID());
    sandbox.get().respondNext(NextResponse.builder().body("{\"items\":[]}").build());
    sandbox.get().respondNext(NextResponse.builder().body("{\"items\":[" + twins + "]}").build());
    files.write("user,restore", "twin@contoso.example,true");

    assertThat(bulk(CUSTOMER)).isEqualTo(2);

    assertThat(err).startsWith("row 2, column user: several deleted users have this name: give");
  }

  @Test
  void allThatIsWrongIsSaidByRowAndColumnBeforeAnythingIsSent() {
    files.write(
        "customer,user,usageLocation,displayName,restore",
        CUSTOMER_ID + "," + USER_ID + ",SE,Daniel,false",
        "1-2-3-4-5," + USER_ID + ",sweden,Daniel,maybe",
        CUSTOMER_ID + ",daniel,SE,,false",
        "",
        CUSTOMER_ID + "," + USER_ID,
        ",,SE,\"Dan\niel\",false",
        CUSTOMER_ID + "," + USER_ID + ",SE,Daniel,false,more");

    assertThat(bulk()).isEqualTo(2);

    assertThat(err.lines())
        .containsExactly(
            "row 3, column customer: is not a GUID",
            "row 3, column usageLocation: must be an upper-case two-letter code of ISO 3166-1, such as SE or GB",
            "row 3, column restore: must be true or false",
            "row 4, column user: is neither a GUID nor a user principal name",
            "row 4, column displayName: is empty; with --skip-empty, an empty cell changes nothing",
            "row 6: has 2 values, but the header has 5",
            "row 7, column customer: is empty",
            "row 7, column user: is empty",
            "row 7, column displayName: has a line break; is a quotation mark not closed?",
            "row 8: has 6 values, but the header has 5",
            "Nothing was sent.");
    assertThat(sandbox.get().exchanges()).isEmpty();
    assertThat(files.journal).doesNotExist();
  }

  @Test
  void aRowThatChangesNothingIsWrong() {
    files.write("user,displayName,password,force-change,restore", USER_ID + ",,,,false");

    assertThat(bulk(CUSTOMER, "--skip-empty")).isEqualTo(2);
    assertThat(err).startsWith("row 2: changes nothing\n");

    files.write("user,displayName,password,force-change", USER_ID + ",x,,true", USER_ID + ",x,  ,");
    assertThat(bulk(CUSTOMER, "--skip-empty")).isEqualTo(2);
    assertThat(err)
        .startsWith(
            "row 2, column force-change: needs a password in the same row\n"
                + "row 3, column password: is blank\n");
  }

  @Test
  void aHundredThingsThatAreWrongAreSaidAndTheOthersCounted() {
    files.write("user,usageLocation\n" + (USER_ID + ",x\n").repeat(1_500));

    assertThat(bulk(CUSTOMER)).isEqualTo(2);

    assertThat(err.lines()).hasSize(102).contains("and 1400 more");
  }

  @Test
  void columnsOfAnotherNameAreRefusedByName() {
    files.write("user,usagelocation,state,user", USER_ID + ",SE,active," + USER_ID);

    assertThat(bulk()).isEqualTo(2);

    assertThat(err.lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith("row 1: there is no column 'usagelocation'; columns are customer, ")
                    .endsWith(", password, force-change, restore"),
            line -> assertThat(line).startsWith("row 1: there is no column 'state'; "),
            line -> assertThat(line).isEqualTo("row 1, column user: appears twice"),
            line ->
                assertThat(line)
                    .isEqualTo("row 1, column customer: is missing: add it or give --customer"),
            line -> assertThat(line).isEqualTo("row 1: no column says what to change"),
            line -> assertThat(line).isEqualTo("Nothing was sent."));
  }

  @Test
  void whatStandsInAFirstRowWithoutNamesIsNotRepeated() {
    files.write(USER_ID + ";" + QUOTED_PASSWORD);

    assertThat(bulk(CUSTOMER)).isEqualTo(2);

    assertThat(err).startsWith("row 1: is not a header of comma-separated column names");
  }

  @Test
  void theCustomerIsGivenOnce() {
    files.write("customer,user,usageLocation", CUSTOMER_ID + "," + USER_ID + ",SE");

    assertThat(bulk(CUSTOMER)).isEqualTo(2);
    assertThat(err)
        .startsWith("row 1, column customer: must not be there if --customer is given\n");
  }

  @Test
  void aFileIsInUtf8() {
    files.write(("user,displayName\n" + USER_ID + ",Åsa\n").getBytes(StandardCharsets.ISO_8859_1));
    assertThat(bulk(CUSTOMER)).isEqualTo(2);
    assertThat(err).startsWith("row 2: is not in UTF-8: save the file as UTF-8\n");

    files.write(("user,displayName\n" + USER_ID + ",x\n").getBytes(StandardCharsets.UTF_16));
    assertThat(bulk(CUSTOMER)).isEqualTo(2);
    assertThat(err).startsWith("row 1: is not in UTF-8");

    byte[] cut = ("user,displayName\n" + USER_ID + ",Å").getBytes(StandardCharsets.UTF_8);
    files.write(Arrays.copyOf(cut, cut.length - 1));
    assertThat(bulk(CUSTOMER)).isEqualTo(2);
    assertThat(err).startsWith("row 2: is not in UTF-8");
    assertThat(sandbox.get().exchanges()).isEmpty();
  }

  @Test
  void aByteOrderMarkAndTheLineEndsOfWindowsAreFine() {
    files.write("\uFEFFuser,displayName\r\n" + USER_ID + ",Åsa\r\n");

    assertThat(bulk(CUSTOMER)).as(err).isZero();
    assertThat(user(USER_ID)).containsEntry("displayName", "Åsa");
  }

  @Test
  void aFileWithoutRowsIsRefused() {
    files.write(new byte[0]);
    assertThat(bulk(CUSTOMER)).isEqualTo(2);
    assertThat(err).startsWith("the file is empty\n");

    files.write("user,displayName");
    assertThat(bulk(CUSTOMER)).isEqualTo(2);
    assertThat(err).startsWith("the file has a header and no rows\n");
  }

  @Test
  void quotationMarksMustBeClosed() {
    files.write("user,displayName", USER_ID + ",\"Daniel", USER_ID + ",Daniel");
    assertThat(bulk(CUSTOMER)).isEqualTo(2);
    assertThat(err).startsWith("a quotation mark (\") is opened and never closed\n");

    files.write("user,displayName", USER_ID + ",Daniel", USER_ID + ",\"Daniel\"x");
    assertThat(bulk(CUSTOMER)).isEqualTo(2);
    assertThat(err).startsWith("row 3: there is text after a closing quotation mark\n");
  }

  @Test
  void aDryRunShowsWhatWouldBeSentAndSendsNothing() {
    files.write(
        "user,usageLocation,password",
        USER_ID + ",SE," + QUOTED_PASSWORD,
        "daniel@contoso.example,DE," + QUOTED_PASSWORD);

    assertThat(bulk(CUSTOMER, "--dry-run")).as(err).isZero();

    assertThat(out.lines())
        .containsExactly(
            "Dry run, nothing was sent. To send, by rows:",
            String.format(
                "2  customer %s  user %s  {\"usageLocation\":\"SE\",\"passwordProfile\":"
                    + "{\"password\":\"***\",\"forceChangePassword\":true},"
                    + "\"attributes\":{\"objectType\":\"CustomerUser\"}}",
                CUSTOMER_ID, USER_ID),
            String.format(
                "3  customer %s  user daniel@contoso.example  {\"usageLocation\":\"DE\","
                    + "\"passwordProfile\":{\"password\":\"***\",\"forceChangePassword\":true},"
                    + "\"attributes\":{\"objectType\":\"CustomerUser\"}}",
                CUSTOMER_ID));
    assertThat(sandbox.get().exchanges()).isEmpty();
    assertThat(files.journal).doesNotExist();
  }

  @Test
  void aFileWithPasswordsThatOthersCanReadIsRefusedUnlessForced() throws IOException {
    files.write("user,password", USER_ID + "," + QUOTED_PASSWORD);
    Files.setPosixFilePermissions(files.csv, PosixFilePermissions.fromString("rw-r-----"));

    assertThat(bulk(CUSTOMER)).isEqualTo(2);
    assertThat(err).startsWith("others can read " + files.csv + ", which has passwords: ");
    assertThat(sandbox.get().exchanges()).isEmpty();

    assertThat(bulk(CUSTOMER, "--force")).as(err).isZero();
  }

  @Test
  void aFileWithoutPasswordsMayBeReadByAll() throws IOException {
    files.write("user,usageLocation", USER_ID + ",SE");
    Files.setPosixFilePermissions(files.csv, PosixFilePermissions.fromString("rw-r--r--"));

    assertThat(bulk(CUSTOMER)).as(err).isZero();
    assertThat(Files.getPosixFilePermissions(files.journal))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void passwordsAreRefusedInTheCloudWithoutThem() {
    files.write("user,password", USER_ID + "," + QUOTED_PASSWORD);

    ConsoleRun run =
        ConsoleRun.of(
            BulkFiles.ENVIRONMENT, "", "bulk", files.csv.toString(), CUSTOMER, "--cloud=china");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("column password: the cloud CHINA does not support passwords");
  }

  @Test
  void theExampleOfThePageWorks() throws IOException {
    UUID deleted = UUID.randomUUID();
    String domain = "@abcdefgh1234.ccsctp.net";
    sandbox.get().addUser(CUSTOMER_ID, deleted, Map.of("userPrincipalName", "deleted" + domain));
    sandbox.get().deleteUser(CUSTOMER_ID, deleted);
    UUID daniel = UUID.randomUUID();
    sandbox.get().addUser(CUSTOMER_ID, daniel, Map.of("userPrincipalName", "daniel" + domain));
    String page = Files.readString(Path.of("docs/bulk-updates.md"));
    files.write(page.replaceAll("(?s).*```csv\n(.*?)\n```.*", "$1"));

    assertThat(bulk("--skip-empty")).as(err).isZero();

    assertThat(user(USER_ID)).containsEntry("displayName", "Tofte, Daniel");
    assertThat(user(deleted)).containsEntry("state", "active").containsEntry("usageLocation", "NO");
    assertThat(sandbox.get().received().forUser(daniel).single().resetPassword())
        .isEqualTo("Renew456*");
    for (String name : BulkColumns.known()) {
      assertThat(page).contains("`" + name + "`");
    }
  }

  @Test
  void theTableSaysHowManyFailedOfWhatAndTheExitCodeIs1() {
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

  private static NextResponse problem(String description) {
    return NextResponse.builder()
        .status(400)
        .header("Content-Type", "application/json")
        .body("{\"code\":\"800002\",\"description\":\"" + description + "\"}")
        .build();
  }

  @Test
  void whatTheServiceSaysIsEscapedAndNoFormulaAndHasNoPassword() throws IOException {
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
  void theRunStopsAfterSoManyFailures() {
    files.write("user,usageLocation\n" + (UUID.randomUUID() + ",SE\n").repeat(50));

    assertThat(bulk(CUSTOMER, "--stop-after=3")).isEqualTo(1);

    assertThat(patches()).hasSize(3);
    assertThat(out)
        .contains("        3  refused: 404 ", "       47  not sent, or interrupted in flight\n")
        .endsWith("To send the remaining rows, run the same command with --resume.\n");
  }

  @Test
  void wrongUseIsExitCode2() {
    assertThat(bulk(CUSTOMER)).isEqualTo(2);
    assertThat(err).startsWith("there is no file " + files.csv);
    files.write("user,usageLocation", USER_ID + ",SE");
    assertThat(bulk(CUSTOMER, "--in-flight=0")).isEqualTo(2);
    assertThat(err).startsWith("--in-flight must be at least 1, not 0");
    assertThat(bulk(CUSTOMER, "--stop-after=0")).isEqualTo(2);
    assertThat(err).startsWith("--stop-after must be at least 1, not 0");
    assertThat(bulk(CUSTOMER, "--resume")).isEqualTo(2);
    assertThat(err).startsWith("--resume: there is no " + files.journal);
    assertThat(sandbox.get().exchanges()).isEmpty();
  }

  @Test
  void helpIsReadableAt80Columns() {
    ConsoleRun run = ConsoleRun.of(Map.of(), "", "bulk", "--help");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("FILE.csv", "--resume", "130");
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
  }

  private int bulk(String... options) {
    ConsoleRun run =
        ConsoleRun.of(BulkFiles.ENVIRONMENT, "", files.command(sandbox.get(), options));
    out = run.out();
    err = run.err();
    return run.exitCode();
  }

  private Map<String, Object> user(UUID id) {
    return sandbox.get().user(CUSTOMER_ID, id);
  }

  private List<Exchange> patches() {
    return sandbox.get().exchanges().stream()
        .filter(exchange -> exchange.method().equals("PATCH"))
        .collect(Collectors.toList());
  }
}
