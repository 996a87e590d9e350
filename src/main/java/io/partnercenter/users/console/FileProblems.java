package io.partnercenter.users.console;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a CSV file, by row and column. Counts all of it and keeps the first hundred.
 * Never the value itself: it may be a password that came into another column.
 */
final class FileProblems {
  private static final int MAX_KEPT = 100;

  private final List<String> kept = new ArrayList<>();
  private long count;

  /** Something wrong with the file as a whole. */
  void add(String problem) {
    if (count++ < MAX_KEPT) {
      kept.add(problem);
    }
  }

  /**
   * @param row as a spreadsheet counts: the header is row 1
   * @param column its name; null for the whole row
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
