package io.partnercenter.users.console;

import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.PartnerServiceException;
import io.partnercenter.users.bulk.BulkUpdate;
import io.partnercenter.users.bulk.ChangeOutcome;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Sends the rows that have no outcome yet, and writes down what becomes of them. */
final class BulkRunner {
  private final BulkJournal journal;
  private final BulkResults results;
  private final BulkTally tally;
  private final BulkUpdate update;
  private @Nullable BulkChanges changes;

  /**
   * @param stopAfter how many failures end the run; null for none
   */
  BulkRunner(
      PartnerCenter partner,
      int inFlight,
      @Nullable Long stopAfter,
      BulkJournal journal,
      BulkResults results,
      BulkTally tally) {
    this.journal = journal;
    this.results = results;
    this.tally = tally;
    BulkUpdate.Builder builder =
        BulkUpdate.builder(partner).maxInFlight(inFlight).onOutcome(this::ended);
    if (stopAfter != null) {
      builder.stopAfter(stopAfter);
    }
    update = builder.build();
  }

  /**
   * Sends them.
   *
   * @param stopped whether no more rows are wanted, because of {@link #cancel}
   */
  void run(BulkFile file, UserNames names, BooleanSupplier stopped) throws IOException {
    try (BulkFile.Rows rows = file.open(new FileProblems())) {
      BulkChanges all = new BulkChanges(rows, names, journal, stopped);
      changes = all;
      update.run(() -> all);
    }
  }

  /** Ends the run soon. Called by any thread. */
  void cancel() {
    update.cancel();
  }

  private void ended(ChangeOutcome outcome) {
    switch (outcome.status()) {
      case DONE:
      case FAILED:
        RowOutcome row = RowOutcome.of(changes.rowOf(outcome), outcome);
        journal.ended(row);
        results.add(row);
        tally.add(row);
        if (isTokenRefused(outcome.failure())) {
          cancel();
        }
        break;
      default:
        // no outcome: the next run sends it
    }
  }

  /** The same would become of every other row. */
  private static boolean isTokenRefused(@Nullable Throwable failure) {
    return failure instanceof PartnerServiceException
        && ((PartnerServiceException) failure).statusCode() == 401;
  }
}
