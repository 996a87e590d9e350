package io.partnercenter.users.console;

import io.partnercenter.users.internal.text.SafeText;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How many rows of a file ended in which way, in this run and those before. Thread-safe. */
final class BulkTally {
  /** A service that says something else each time must not fill memory and screen. */
  private static final int MAX_REASONS = 20;

  private static final String OTHERS = "for other reasons";

  private final long rows;

  /** By the key of the reason. */
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

  /** Those the service refused, and those without an outcome. */
  synchronized long failed() {
    return refused + failed;
  }

  /** Those that another run would send. */
  synchronized long left() {
    return rows - done - refused;
  }

  /** A line for each kind of outcome, the most frequent failures first. */
  synchronized void print(PrintWriter out) {
    line(out, done, "done");
    reasons.values().stream()
        .sorted(Comparator.comparingLong((Reason reason) -> reason.count).reversed())
        .forEach(reason -> line(out, reason.count, SafeText.escape(reason.example)));
    long notTried = rows - done - refused - failed;
    if (notTried > 0) {
      line(out, notTried, "not sent, or cut off on the way");
    }
    line(out, rows, "rows in all");
  }

  private static void line(PrintWriter out, long count, String what) {
    out.printf(Locale.ROOT, "%,9d  %s%n", count, what);
  }

  private static final class Reason {
    /** In the words of the first row with it. */
    final String example;

    long count;

    Reason(String example) {
      this.example = example;
    }
  }
}
