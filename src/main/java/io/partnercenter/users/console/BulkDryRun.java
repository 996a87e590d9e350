package io.partnercenter.users.console;

import io.partnercenter.users.internal.text.MaskedJson;
import io.partnercenter.users.internal.text.SafeText;
import java.io.IOException;
import java.io.PrintWriter;

/** Shows what a run would send. */
final class BulkDryRun {
  private final PrintWriter out;

  BulkDryRun(PrintWriter out) {
    this.out = out;
  }

  /** Prints a line for each row of a file that was checked. Returns the exit code. */
  int show(BulkFile file) throws IOException {
    out.println("Dry run, nothing was sent. To send, by rows:");
    try (BulkFile.Rows rows = file.open(new FileProblems())) {
      for (BulkRow row = rows.next(); row != null; row = rows.next()) {
        out.println(
            row.number()
                + "  customer "
                + row.customerId()
                + "  user "
                + SafeText.escape(row.user().text())
                + "  "
                + SafeText.escape(MaskedJson.inOneLine(UserChanges.toJson(row.update()))));
      }
    }
    return 0;
  }
}
