package io.partnercenter.users.console;

import io.partnercenter.users.internal.text.SafeText;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Counts the outcomes of a file's rows, in this run and the earlier ones. Thread-safe. */
final class BulkTally {
  /** A service that gives a new reason each time must not fill memory and screen. */
  private static final int MAX_REASONS = 20;

  private static final String OTHERS = "for other reasons";

  private final long rows;

  /** The reasons by {@link RowOutcome#reasonKey}. */
  private final Map<String, Reason> reasons = new LinkedHashMap<>();

  private long done;
  private long refused;
  private long failed;

  BulkTally(long rows) {
    this.rows = rows;
  }

  synchronized void add(RowOutcome outcome) {
    switch (outcome.kind()) {
      case DONE:
        done++;
        return;
      case REFUSED:
        refused++;
        break;
      default:
        failed++;
    }
    String key = outcome.reasonKey();
    boolean shown = reasons.containsKey(key) || reasons.size() < MAX_REASONS;
    String example = shown ? outcome.reason() : OTHERS;
    reasons.computeIfAbsent(shown ? key : OTHERS, added -> new Reason(example)).count++;
  }

  long rows() {
    return rows;
  }

  synchronized long done() {
    return done;
  }

  /** Returns how many rows the service refused or gave no outcome. */
  synchronized long failed() {
    return refused + failed;
  }

  /** Returns how many rows another run would send. */
  synchronized long left() {
    return rows - done - refused;
  }

  /** Prints a line for each kind of outcome, the most frequent failures first. */
  synchronized void print(PrintWriter out) {
    line(out, done, "done");
    reasons.values().stream()
        .sorted(Comparator.comparingLong((Reason reason) -> reason.count).reversed())
        .forEach(reason -> line(out, reason.count, SafeText.escape(reason.example)));
    long notEnded = rows - done - refused - failed;
    if (notEnded > 0) {
      line(out, notEnded, "not sent, or interrupted in flight");
    }
    line(out, rows, "rows in total");
  }

  private static void line(PrintWriter out, long count, String what) {
    out.printf(Locale.ROOT, "%,9d  %s%n", count, what);
  }

  private static final class Reason {
    /** The reason as the first row with it gives it. */
    final String example;

    long count;

    Reason(String example) {
      this.example = example;
    }
  }
}
