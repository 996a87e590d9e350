package io.partnercenter.users.console;

import static io.partnercenter.users.sandbox.PartnerCenterSandbox.CUSTOMER_ID;
import static io.partnercenter.users.sandbox.PartnerCenterSandbox.USER_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.partnercenter.users.SpecCheckedSandbox;
import io.partnercenter.users.sandbox.Exchange;
import io.partnercenter.users.sandbox.NextResponse;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command bulk writes into its journal, and how --resume continues a run with it. */
class BulkJournalTest {
  private static final String CUSTOMER = "--customer=" + CUSTOMER_ID;

  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox();

  @TempDir Path folder;
  private BulkFiles files;
  private String out = "";
  private String err = "";

  @BeforeEach
  void files() {
    files = new BulkFiles(folder);
    files.write("user,usageLocation", USER_ID + ",SE");
  }

  @Test
  void requestIdsAreInTheJournalBeforeTheyAreSent() {
    assertThat(bulk()).isZero();

    String id = requestIds().get(0);
    assertThat(BulkFiles.lines(files.journal))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .matches(
                        "partner-center-bulk,1,a file of SHA-256=[0-9a-f]{64},service="
                            + sandbox.get().baseUrl()
                            + ",--customer="
                            + CUSTOMER_ID
                            + ",--skip-empty=false"),
            line -> assertThat(line).isEqualTo("sent,2," + id),
            line -> assertThat(line).startsWith("outcome,2,done,200,,," + id + ","));
  }

  @Test
  void anEarlierRunIsNotBegunAgainWithoutResume() {
    assertThat(bulk()).isZero();

    assertThat(bulk()).isEqualTo(2);

    assertThat(err).startsWith(files.journal + " belongs to an earlier run: give --resume to");
    assertThat(requestIds()).hasSize(1);
  }

  @Test
  void resultsOfAnotherRunAreNotOverwritten() throws IOException {
    Files.writeString(files.results, "mine");

    assertThat(bulk()).isEqualTo(2);

    assertThat(err).startsWith(files.results + " already exists");
    assertThat(files.results).hasContent("mine");
    assertThat(sandbox.get().exchanges()).isEmpty();
  }

  @Test
  void rowsWithAnOutcomeAreNotSentAgain() {
    files.write("user,usageLocation", USER_ID + ",SE", UUID.randomUUID() + ",SE");
    assertThat(bulk()).isEqualTo(1);
    Map<Integer, String> before = files.outcomes();
    String table = out;

    assertThat(bulk("--resume")).as("one is still refused").isEqualTo(1);

    assertThat(requestIds()).hasSize(2);
    assertThat(files.outcomes()).isEqualTo(before);
    assertThat(out).isEqualTo(table);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 408, 429, 500, 503, 504})
  void aRowWithoutAnOutcomeIsSentAgainWithTheSameRequestId(int status) {
    sandbox.get().respondNext(NextResponse.builder().status(status).build());
    assertThat(bulk("--attempts=1")).isEqualTo(1);
    assertThat(files.outcomes().get(2)).startsWith("failed," + status + ",");
    assertThat(out)
        .contains("        1  failed: " + status)
        .endsWith("To send the remaining rows, run the same command with --resume.\n");

    assertThat(bulk("--resume")).as(err).isZero();

    assertThat(requestIds()).hasSize(2);
    assertThat(Set.copyOf(requestIds())).hasSize(1);
    assertThat(files.outcomes()).isEqualTo(Map.of(2, "done,200,,"));
  }

  @Test
  void aRowWhoseResponseWasLostIsSentAgainWithTheSameRequestId() {
    sandbox.get().respondNext(NextResponse.builder().noResponse().build());
    assertThat(bulk("--attempts=1")).isEqualTo(1);
    assertThat(files.outcomes().get(2)).startsWith("failed,,,");

    assertThat(bulk("--resume")).as(err).isZero();

    assertThat(Set.copyOf(requestIds())).hasSize(1);
  }

  @Test
  void laterRowsOfAUserWaitForTheRowWithoutAnOutcome() {
    UUID other = sandbox.get().addUsers(CUSTOMER_ID, 1).get(0);
    files.write(
        "user,usageLocation",
        USER_ID + ",SE",
        USER_ID + ",DE",
        other + ",NO",
        other + ",FI",
        USER_ID + ",FR");
    sandbox.get().respondNext(NextResponse.builder().status(503).build());
    assertThat(bulk("--attempts=1", "--in-flight=1")).isEqualTo(1);
    assertThat(files.outcomes()).containsOnlyKeys(2, 4, 5);
    assertThat(sandbox.get().user(CUSTOMER_ID, USER_ID)).containsEntry("usageLocation", "US");

    assertThat(bulk("--resume")).as(err).isZero();

    assertThat(sandbox.get().received().forUser(USER_ID).patches().all())
        .extracting(request -> request.patched("usageLocation"))
        .containsExactly("SE", "SE", "DE", "FR");
    assertThat(files.outcomes()).hasSize(5);
  }

  @Test
  void aResponseOfAProxyIsNoOutcome() {
    sandbox
        .get()
        .respondNext(
            NextResponse.builder()
                .status(403)
                .header("Content-Type", "text/html")
                .body("<html>Blocked</html>")
                .build());

    assertThat(bulk("--attempts=1")).isEqualTo(1);

    assertThat(files.outcomes().get(2)).startsWith("failed,403,");
  }

  @Test
  void aRowThatWasInFlightIsSentAgainWithTheSameRequestId() throws IOException {
    assertThat(bulk()).isZero();
    keepLines(files.journal, 2); // as if the run was killed before the outcome was written

    assertThat(bulk("--resume")).as(err).isZero();

    assertThat(requestIds()).hasSize(2);
    assertThat(Set.copyOf(requestIds())).hasSize(1);
    assertThat(etag()).as("carried out once").isEqualTo("v2");
    assertThat(files.outcomes()).isEqualTo(Map.of(2, "done,200,,"));
  }

  @Test
  void aResumedRunKeepsTheUsersThatWereFoundByName() throws IOException {
    files.write(
        "user,userPrincipalName,usageLocation",
        "emailid@abcdefgh1234.ccsctp.net,new@abcdefgh1234.ccsctp.net,SE",
        "Emailid@abcdefgh1234.ccsctp.net,newer@abcdefgh1234.ccsctp.net,DE");
    assertThat(bulk()).as(err).isZero();
    keepLines(files.journal, 5); // without the outcome of the second row

    assertThat(bulk("--resume")).as(err).isZero();

    assertThat(sandbox.get().user(CUSTOMER_ID, USER_ID)).containsEntry("usageLocation", "DE");
    assertThat(sandbox.get().exchanges())
        .filteredOn(each -> each.method().equals("GET"))
        .hasSize(1);
    assertThat(etag()).isEqualTo("v3");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 30, 50, 90})
  void anIncompleteLastLineIsIgnored(int missing) throws IOException {
    assertThat(bulk()).isZero();
    byte[] journal = Files.readAllBytes(files.journal);
    Files.write(files.journal, Arrays.copyOf(journal, journal.length - missing));

    assertThat(bulk("--resume")).as(err).isZero();

    assertThat(Set.copyOf(requestIds())).hasSize(1);
    assertThat(etag()).isEqualTo("v2");
    assertThat(bulk("--resume")).as("the journal is whole again").isZero();
  }

  @Test
  void aJournalThatWasOnlyBegunIsContinued() throws IOException {
    Files.writeString(files.journal, "partner-cen");

    assertThat(bulk("--resume")).as(err).isZero();
    assertThat(BulkFiles.lines(files.journal).get(0)).startsWith("partner-center-bulk,1,");
    assertThat(bulk("--resume")).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"sent,2,x", "sent", "outcome,2,done", "what,2", "\"sent\"x,2", "user,a,b,c,d"})
  void aDamagedJournalIsRefusedWithTheNumberOfTheLine(String damage) throws IOException {
    assertThat(bulk()).isZero();
    String results = Files.readString(files.results);
    Files.writeString(files.journal, damage + "\n", StandardOpenOption.APPEND);

    assertThat(bulk("--resume")).isEqualTo(2);

    assertThat(err).startsWith(files.journal + ": line 4 is damaged");
    assertThat(requestIds()).hasSize(1);
    assertThat(files.results).hasContent(results);
  }

  @Test
  void aChangedFileIsRefusedOnResume() {
    assertThat(bulk()).isZero();
    files.write("user,usageLocation", USER_ID + ",DE");

    assertThat(bulk("--resume")).isEqualTo(2);

    assertThat(err)
        .startsWith(files.journal + " belongs to another run, one with a file of SHA-256=");
    assertThat(requestIds()).hasSize(1);
  }

  @Test
  void anotherCustomerServiceOrOptionIsRefusedOnResume() {
    assertThat(bulk()).isZero();

    assertThat(run("--resume", "--customer=" + UUID.randomUUID())).isEqualTo(2);
    assertThat(err).contains("one with --customer=" + CUSTOMER_ID + ", not --customer=");
    assertThat(bulk("--resume", "--skip-empty")).isEqualTo(2);
    assertThat(err).contains("one with --skip-empty=false, not --skip-empty=true");
    ConsoleRun other =
        ConsoleRun.of(
            BulkFiles.ENVIRONMENT, "", "bulk", files.csv.toString(), CUSTOMER, "--resume");
    assertThat(other.exitCode()).isEqualTo(2);
    assertThat(other.err()).contains("one with service=http://127.0.0.1:", "not service=GLOBAL");
    assertThat(requestIds()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Dear diary,\nall is well\n", "Dear diary,\nall is well", "Dear diary"})
  void aFileThatIsNotAJournalIsRefusedAndKept(String content) throws IOException {
    Files.writeString(files.journal, content);

    assertThat(bulk("--resume")).isEqualTo(2);

    assertThat(err).startsWith(files.journal + " is not a journal");
    assertThat(Files.readString(files.journal)).isEqualTo(content);
  }

  @Test
  void aJournalInUseIsRefused() throws IOException {
    assertThat(bulk()).isZero();
    try (FileChannel channel = FileChannel.open(files.journal, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();

      assertThat(bulk("--resume")).isEqualTo(2);
    }
    assertThat(err).startsWith(files.journal + " is in use by another process");
    assertThat(bulk("--resume")).isZero();
  }

  @Test
  void resultsThatWereLostAreWrittenAgain() throws IOException {
    assertThat(bulk()).isZero();
    String results = Files.readString(files.results);
    Files.delete(files.results);

    assertThat(bulk("--resume")).isZero();

    assertThat(files.results).hasContent(results);
    assertThat(requestIds()).hasSize(1);
  }

  @Test
  void whenResultsCannotBeWrittenNothingIsSentAndALaterResumeContinues() throws IOException {
    Path fullDisk = Path.of("/dev/full");
    assumeTrue(Files.exists(fullDisk), "the system has /dev/full");
    sandbox.get().respondNext(NextResponse.builder().status(503).build());
    assertThat(bulk("--attempts=1")).isEqualTo(1);
    Files.delete(files.results);
    Files.createSymbolicLink(files.results, fullDisk);

    assertThat(bulk("--resume")).isEqualTo(1);

    assertThat(err).contains("No space left on device");
    assertThat(requestIds()).hasSize(1);
    Files.delete(files.results);
    assertThat(bulk("--resume")).as(err).isZero();
    assertThat(files.outcomes()).isEqualTo(Map.of(2, "done,200,,"));
  }

  @Test
  void aRefusedTokenEndsTheRunAndResumeContinuesWithAValidOne() {
    sandbox.get().acceptOnlyTokens("another-token");
    files.write(sandbox.get().addUsers(CUSTOMER_ID, 300));
    assertThat(bulk("--in-flight=2")).isEqualTo(1);
    assertThat(out).contains("  failed: 401 400 ", "  not sent, or interrupted in flight\n");
    assertThat(requestIds()).hasSizeLessThan(10);

    sandbox.get().acceptAnyToken();
    assertThat(bulk("--resume")).as(err).isZero();
    assertThat(files.outcomes()).hasSize(300);
  }

  private int bulk(String... options) {
    return run(Stream.concat(Stream.of(options), Stream.of(CUSTOMER)).toArray(String[]::new));
  }

  private int run(String... options) {
    ConsoleRun run =
        ConsoleRun.of(BulkFiles.ENVIRONMENT, "", files.command(sandbox.get(), options));
    out = run.out();
    err = run.err();
    return run.exitCode();
  }

  private List<String> requestIds() {
    return sandbox.get().exchanges().stream()
        .filter(exchange -> exchange.method().equals("PATCH"))
        .map(BulkJournalTest::requestId)
        .collect(Collectors.toList());
  }

  private static String requestId(Exchange exchange) {
    return exchange.requestHeaders().get("Ms-requestid").get(0);
  }

  private String etag() {
    return String.valueOf(sandbox.get().user(CUSTOMER_ID, USER_ID).get("attributes"))
        .replaceAll(".*(v\\d+).*", "$1");
  }

  private static void keepLines(Path file, int count) throws IOException {
    List<String> lines = Files.readAllLines(file).subList(0, count);
    Files.writeString(file, String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
  }
}
