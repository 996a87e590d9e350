package io.partnercenter.users.console;

import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.PartnerException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Updates many users from a CSV file. */
@Command(
    name = "bulk",
    sortOptions = false,
    description = {
      "Updates many users, one for each row of a CSV file.",
      "The header names the columns: user (a GUID or user principal name), customer, what to"
          + " change (displayName, usageLocation and so on), password, force-change, restore."
          + " The whole file is checked before anything is sent.",
      "Two files are written beside FILE.csv: FILE.results.csv has the outcome of each row, and"
          + " FILE.journal lets --resume continue the run."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all rows are done",
      "1:some rows failed or were not sent; the table shows how many",
      "2:wrong usage, or something is wrong with the file; nothing was sent",
      "130:interrupted by Ctrl-C (143 by SIGTERM, 129 by SIGHUP); --resume continues the run"
    })
final class BulkCommand implements Callable<Integer> {
  private static final int SOME_FAILED = 1;
  private static final int INTERRUPTED = 130;

  private final ConsoleEnvironment environment;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE.csv", description = "The file, in UTF-8, with commas.")
  private Path path;

  @Option(
      names = "--customer",
      paramLabel = "GUID",
      description = "The customer's tenant id for all rows, instead of a column.")
  private @Nullable UUID customerId;

  @Option(
      names = "--resume",
      description =
          "Continue where an earlier run ended. Rows with an outcome aren't sent again; the"
              + " others are sent with the same request id as before.")
  private boolean resume;

  @Option(
      names = "--skip-empty",
      description = "Let an empty cell change nothing. Otherwise it is an error.")
  private boolean skipEmpty;

  @Option(
      names = "--stop-after",
      paramLabel = "N",
      description = "Stop sending after N rows have failed.")
  private @Nullable Long stopAfter;

  @Option(
      names = "--in-flight",
      paramLabel = "N",
      defaultValue = "32",
      description = "How many rows may be in flight at once; default: ${DEFAULT-VALUE}.")
  private int inFlight;

  @Option(
      names = "--force",
      description = "Accept a file with passwords even if others can read it.")
  private boolean force;

  @Mixin private final ServiceOptions service = new ServiceOptions();

  @Option(names = "--dry-run", description = "Show what would be sent without sending it.")
  private boolean dryRun;

  @Option(names = "--help", usageHelp = true, description = "Show this text.")
  private boolean help;

  BulkCommand(ConsoleEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    FileProblems problems = new FileProblems();
    try {
      requirePositive("--stop-after", stopAfter);
      requirePositive("--in-flight", (long) inFlight);
      if (!Files.isRegularFile(path)) {
        throw new IllegalArgumentException("there is no file " + path);
      }
      BulkFile file = new BulkFile(path, customerId, skipEmpty);
      BulkCheck check = BulkCheck.of(file, problems);
      if (problems.areThere()) {
        return refuse(problems, err);
      }
      checkPasswords(check);
      if (dryRun) {
        return new BulkDryRun(spec.commandLine().getOut()).show(file);
      }
      requireNoEarlierRunUnlessResumed(file);
      return send(file, check, problems);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    } catch (PartnerException e) {
      Reporter.of(spec.commandLine(), false).failed(e);
      return SOME_FAILED;
    } catch (IOException | UncheckedIOException e) { // from the file, the journal or the results
      Reporter.of(spec.commandLine(), false)
          .failed(FailureReport.of(String.valueOf(e.getMessage())));
      return SOME_FAILED;
    }
  }

  private int send(BulkFile file, BulkCheck check, FileProblems problems) throws IOException {
    UserNames names = new UserNames();
    PartnerCenter.Builder client = service.client(environment, false);
    try (PartnerCenter partner = client.build();
        BulkJournal journal =
            resume
                ? BulkJournal.resume(journal(file), runIdentity(check), names)
                : BulkJournal.begin(journal(file), runIdentity(check))) {
      BulkCheck.findNames(file, journal, names, partner, problems);
      if (problems.areThere()) {
        return refuse(problems, spec.commandLine().getErr());
      }
      requireUnchanged(check);
      BulkTally tally = new BulkTally(check.rows());
      try (BulkResults results =
          resume ? BulkResults.beginAgain(results(file)) : BulkResults.begin(results(file))) {
        journal.keep();
        names.forEachFound(journal::found);
        journal.forEachFinal(
            outcome -> {
              results.add(outcome);
              tally.add(outcome);
            });
        return send(file, check, names, partner, journal, results, tally);
      }
    }
  }

  /** Finding the names can take minutes, in which somebody may edit the file. */
  private void requireUnchanged(BulkCheck check) throws IOException {
    if (!Fingerprint.of(path, new FileProblems()).equals(check.fingerprint())) {
      throw new IllegalArgumentException(path + " was changed after it was checked");
    }
  }

  private int send(
      BulkFile file,
      BulkCheck check,
      UserNames names,
      PartnerCenter partner,
      BulkJournal journal,
      BulkResults results,
      BulkTally tally)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    BulkRunner runner =
        new BulkRunner(
            partner,
            inFlight,
            stopAfter,
            journal,
            outcome -> {
              results.add(outcome);
              tally.add(outcome);
            });
    BulkProgress progress = new BulkProgress(tally, partner, check.customers());
    boolean interrupted;
    try (Interruption interruption = new Interruption(runner::cancel)) {
      BulkDisplay display =
          environment.isTerminal()
              ? BulkDisplay.bar(progress, out, columns())
              : BulkDisplay.lines(progress, err);
      try {
        runner.run(file, names);
      } finally {
        display.close();
        tally.print(out);
        out.println("Outcome of each row: " + results(file));
        if (tally.left() > 0) {
          out.println("To send the remaining rows, run the same command with --resume.");
        }
      }
      interrupted = interruption.isRequested();
    }
    if (interrupted) {
      return INTERRUPTED;
    }
    return tally.done() == tally.rows() ? 0 : SOME_FAILED;
  }

  /** Returns the width of the terminal, which picocli determines. */
  private int columns() {
    return spec.usageMessage().autoWidth(true).width();
  }

  private static Path journal(BulkFile file) {
    return file.beside(".journal");
  }

  private static Path results(BulkFile file) {
    return file.beside(".results.csv");
  }

  private static void requirePositive(String option, @Nullable Long value) {
    if (value != null && value < 1) {
      throw new IllegalArgumentException(option + " must be at least 1, not " + value);
    }
  }

  private int refuse(FileProblems problems, PrintWriter err) {
    problems.print(err);
    err.println("Nothing was sent.");
    return spec.exitCodeOnInvalidInput();
  }

  private void checkPasswords(BulkCheck check) throws IOException {
    if (check.setsPasswords() && !force && SecretFile.isReadByOthers(path)) {
      throw new IllegalArgumentException(
          "others can read "
              + path
              + ", which has passwords: set its mode to 0600 (chmod 600 "
              + path
              + "), or give --force");
    }
    if (check.setsPasswords()) {
      service.requirePasswords("column " + BulkColumns.PASSWORD);
    }
  }

  private void requireNoEarlierRunUnlessResumed(BulkFile file) {
    Path journal = journal(file);
    Path results = results(file);
    if (!resume && Files.exists(journal)) {
      throw new IllegalArgumentException(
          journal
              + " belongs to an earlier run: give --resume to continue that run; to send all rows"
              + " again, move it and "
              + results
              + " away");
    }
    if (!resume && Files.exists(results)) {
      throw new IllegalArgumentException(results + " already exists: move it away");
    }
  }

  /** Returns what a resumed run must share with its beginning: equal rows give equal requests. */
  private Map<String, String> runIdentity(BulkCheck check) {
    Map<String, String> run = new LinkedHashMap<>();
    run.put("a file of SHA-256", check.fingerprint());
    run.put("service", service.address());
    run.put("--customer", String.valueOf(customerId));
    run.put("--skip-empty", String.valueOf(skipEmpty));
    return run;
  }
}
