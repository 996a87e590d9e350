package io.partnercenter.users.console;

import io.partnercenter.users.PartnerCenter;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** The result of reading a whole file before anything is sent. */
final class BulkCheck {
  private final String fingerprint;
  private final boolean setsPasswords;
  private final long rows;
  private final Set<UUID> customers;

  private BulkCheck(String fingerprint, boolean setsPasswords, long rows, Set<UUID> customers) {
    this.fingerprint = fingerprint;
    this.setsPasswords = setsPasswords;
    this.rows = rows;
    this.customers = customers;
  }

  /** Reads the whole file and reports all that is wrong with it. */
  static BulkCheck of(BulkFile file, FileProblems problems) throws IOException {
    String fingerprint = Fingerprint.of(file.path(), problems);
    Set<UUID> customers = new HashSet<>();
    if (problems.areThere()) { // such a file can't be read as rows
      return new BulkCheck(fingerprint, false, 0, customers);
    }
    long count = 0;
    try (BulkFile.Rows rows = file.open(problems)) {
      for (BulkRow row = rows.next(); row != null; row = rows.next()) {
        count++;
        customers.add(row.customerId());
      }
      if (count == 0 && !problems.areThere()) {
        problems.add("the file has a header and no rows");
      }
      return new BulkCheck(fingerprint, rows.setPasswords(), count, customers);
    }
  }

  /**
   * Looks up the names in the rows that have no outcome yet, and reports each row whose name does
   * not belong to exactly one user.
   *
   * @param names already has the names that an earlier run found
   */
  static void findNames(
      BulkFile file,
      BulkJournal journal,
      UserNames names,
      PartnerCenter partner,
      FileProblems problems)
      throws IOException {
    forEachUnfinished(file, journal, names::add);
    names.find(partner);
    forEachUnfinished(
        file,
        journal,
        row -> {
          if (names.idFor(row) == null) {
            problems.add(row.number(), BulkColumns.USER, names.problem(row));
          }
        });
  }

  private static void forEachUnfinished(
      BulkFile file, BulkJournal journal, Consumer<BulkRow> action) throws IOException {
    try (BulkFile.Rows rows = file.open(new FileProblems())) {
      for (BulkRow row = rows.next(); row != null; row = rows.next()) {
        if (!journal.isFinished(row.number())) {
          action.accept(row);
        }
      }
    }
  }

  /** Returns the SHA-256 of the file, which identifies it. */
  String fingerprint() {
    return fingerprint;
  }

  boolean setsPasswords() {
    return setsPasswords;
  }

  long rows() {
    return rows;
  }

  Set<UUID> customers() {
    return customers;
  }
}
