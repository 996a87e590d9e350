package io.partnercenter.users.console;

import static io.partnercenter.users.sandbox.PartnerCenterSandbox.CUSTOMER_ID;
import static io.partnercenter.users.sandbox.PartnerCenterSandbox.USER_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.sandbox.NextResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command bulk checks its options and its whole file before it sends anything. */
class BulkCheckTest extends BulkCommandRun {
  @Test
  void unknownNamesAreReportedByRowBeforeAnythingIsSent() {
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

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void aNameOfSeveralDeletedUsersIsRefused(int count) {
    String twins =
        Stream.generate(UUID::randomUUID)
            .limit(count)
            .map(id -> "{\"id\":\"" + id + "\",\"userPrincipalName\":\"Twin@contoso.example\"}")
            .collect(Collectors.joining(","));
    sandbox.get().respondNext(NextResponse.builder().body("{\"items\":[]}").build());
    sandbox.get().respondNext(NextResponse.builder().body("{\"items\":[" + twins + "]}").build());
    files.write("user,restore", "twin@contoso.example,true");

    assertThat(bulk(CUSTOMER)).isEqualTo(2);

    assertThat(err).startsWith("row 2, column user: several deleted users have this name: give");
  }

  @Test
  void aFileThatIsChangedWhileNamesAreFoundIsRefused() throws IOException {
    files.write("user,usageLocation", "emailid@abcdefgh1234.ccsctp.net,SE");
    try (MockWebServer service = new MockWebServer()) {
      service.setDispatcher(
          new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
              files.write("user,usageLocation", "emailid@abcdefgh1234.ccsctp.net,NO");
              return new MockResponse()
                  .setBody(
                      "{\"items\":[{\"id\":\""
                          + USER_ID
                          + "\",\"userPrincipalName\":\"emailid@abcdefgh1234.ccsctp.net\"}]}");
            }
          });

      ConsoleRun run =
          ConsoleRun.of(
              BulkFiles.ENVIRONMENT,
              "",
              "bulk",
              files.csv.toString(),
              "--base-url=" + service.url("/"),
              CUSTOMER);

      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err()).contains(files.csv + " was changed after it was checked");
      assertThat(service.getRequestCount()).isEqualTo(1);
      assertThat(files.journal).doesNotExist();
    }
  }

  @Test
  void allProblemsAreReportedByRowAndColumnBeforeAnythingIsSent() {
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
  void aRowThatChangesNothingIsRefused() {
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
  void aHundredProblemsAreShownAndTheOthersCounted() {
    files.write("user,usageLocation\n" + (USER_ID + ",x\n").repeat(1_500));

    assertThat(bulk(CUSTOMER)).isEqualTo(2);

    assertThat(err.lines()).hasSize(102).contains("and 1400 more");
  }

  @Test
  void unknownDuplicateAndMissingColumnsAreReported() {
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
  void aFirstRowWithoutColumnNamesIsRefusedAndNotShown() {
    files.write(USER_ID + ";" + QUOTED_PASSWORD);

    assertThat(bulk(CUSTOMER)).isEqualTo(2);

    assertThat(err).startsWith("row 1: is not a header of comma-separated column names");
  }

  @Test
  void aCustomerColumnIsRefusedTogetherWithTheCustomerOption() {
    files.write("customer,user,usageLocation", CUSTOMER_ID + "," + USER_ID + ",SE");

    assertThat(bulk(CUSTOMER)).isEqualTo(2);
    assertThat(err)
        .startsWith("row 1, column customer: must not be there if --customer is given\n");
  }

  @Test
  void aFileThatIsNotInUtf8IsRefused() {
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
  void aByteOrderMarkAndWindowsLineEndsAreAccepted() {
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
  void wrongQuotationMarksAreRefused() {
    files.write("user,displayName", USER_ID + ",\"Daniel", USER_ID + ",Daniel");
    assertThat(bulk(CUSTOMER)).isEqualTo(2);
    assertThat(err).startsWith("a quotation mark (\") is opened and never closed\n");

    files.write("user,displayName", USER_ID + ",Daniel", USER_ID + ",\"Daniel\"x");
    assertThat(bulk(CUSTOMER)).isEqualTo(2);
    assertThat(err).startsWith("row 3: there is text after a closing quotation mark\n");

    files.write("\"user\"x,displayName", USER_ID + ",Daniel");
    assertThat(bulk(CUSTOMER)).isEqualTo(2);
    assertThat(err).startsWith("row 1: there is text after a closing quotation mark\n");
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
  void aFileWithoutPasswordsMayBeReadableByOthers() throws IOException {
    files.write("user,usageLocation", USER_ID + ",SE");
    Files.setPosixFilePermissions(files.csv, PosixFilePermissions.fromString("rw-r--r--"));

    assertThat(bulk(CUSTOMER)).as(err).isZero();
    assertThat(Files.getPosixFilePermissions(files.journal))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void passwordsAreRefusedInACloudThatDoesNotSupportThem() {
    files.write("user,password", USER_ID + "," + QUOTED_PASSWORD);

    ConsoleRun run =
        ConsoleRun.of(
            BulkFiles.ENVIRONMENT, "", "bulk", files.csv.toString(), CUSTOMER, "--cloud=china");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("column password: the cloud CHINA does not support passwords");
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
}
