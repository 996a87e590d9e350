package io.partnercenter.users.console;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The problems of a CSV file, by row and column. All are counted, and the first hundred are kept. A
 * problem never contains the value: it may be a password in the wrong column.
 */
final class FileProblems {
  private static final int MAX_KEPT = 100;

  private final List<String> kept = new ArrayList<>();
  private long count;

  /** Adds a problem of the file as a whole. */
  void add(String problem) {
    if (count++ < MAX_KEPT) {
      kept.add(problem);
    }
  }

  /**
   * Adds a problem of a row.
   *
   * @param row the number that a spreadsheet shows: the header is row 1
   * @param column the name of the column; null for the whole row
   */
  void add(int row, @Nullable String column, String problem) {
    add("row " + row + (column == null ? "" : ", column " + column) + ": " + problem);
  }

  boolean areThere() {
    return count > 0;
  }

  void print(PrintWriter out) {
    kept.forEach(out::println);
    if (count > kept.size()) {
      out.println("and " + (count - kept.size()) + " more");
    }
  }
}
