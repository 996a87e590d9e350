package io.partnercenter.users.console;

import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.bulk.BulkSummary;
import io.partnercenter.users.bulk.BulkUpdate;
import io.partnercenter.users.bulk.ChangeOutcome;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sends the rows that have no outcome yet, and records their outcomes. */
final class BulkRunner {
  private final PartnerCenter partner;
  private final int inFlight;
  private final long stopAfter;
  private final BulkJournal journal;
  private final Consumer<RowOutcome> listener;
  private volatile boolean cancelled;
  private volatile @Nullable BulkUpdate current;

  /**
   * @param stopAfter the number of failures that ends the run; null for no limit
   * @param listener receives each outcome after the journal has it
   */
  BulkRunner(
      PartnerCenter partner,
      int inFlight,
      @Nullable Long stopAfter,
      BulkJournal journal,
      Consumer<RowOutcome> listener) {
    this.partner = partner;
    this.inFlight = inFlight;
    this.stopAfter = stopAfter == null ? Long.MAX_VALUE : stopAfter;
    this.journal = journal;
    this.listener = listener;
  }

  /** Sends the rows. Returns when all have ended, or the run was stopped or cancelled. */
  void run(BulkFile file, UserNames names) throws IOException {
    FileProblems problems = new FileProblems();
    try (BulkFile.Rows rows = file.open(problems)) {
      BulkChanges changes = new BulkChanges(rows, problems, names, journal, () -> cancelled);
      long failures = 0;
      boolean complete = true;
      while (complete && failures < stopAfter && changes.hasNext()) {
        BulkUpdate update =
            BulkUpdate.builder(partner)
                .maxInFlight(inFlight)
                .stopAfter(stopAfter - failures)
                .onOutcome(outcome -> ended(outcome, changes))
                .build();
        current = update;
        BulkSummary summary = update.run(() -> changes);
        failures += summary.failed();
        complete = summary.isComplete();
      }
    }
  }

  /** Ends the run soon. Called by any thread. */
  void cancel() {
    cancelled = true;
    BulkUpdate update = current;
    if (update != null) {
      update.cancel();
    }
  }

  private void ended(ChangeOutcome outcome, BulkChanges changes) {
    if (outcome.status() != ChangeOutcome.Status.DONE
        && outcome.status() != ChangeOutcome.Status.FAILED) {
      return; // the row has no outcome, so the next run sends it
    }
    RowOutcome row = RowOutcome.of(changes.rowOf(outcome.change()), outcome);
    journal.ended(row);
    changes.ended(outcome.change(), row.kind().isFinal());
    listener.accept(row);
  }
}
