package io.partnercenter.users.console;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The outcomes for people, a CSV file. Each is in the file when it was added. */
final class BulkResults implements Closeable {
  private final Path path;
  private final CsvWriter csv;

  private BulkResults(Path path, StandardOpenOption option) throws IOException {
    this.path = path;
    this.csv =
        CsvWriter.builder()
            .lineDelimiter(LineDelimiter.LF)
            .build(
                path,
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                option);
    csv.writeRecord(RowOutcome.HEADER);
    csv.flush();
  }

  /**
   * Begins them.
   *
   * @throws IllegalArgumentException if the file is there already
   */
  static BulkResults begin(Path path) throws IOException {
    try {
      return new BulkResults(path, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw new IllegalArgumentException(path + " is there already", e);
    }
  }

  /**
   * Begins them anew, for a run that goes on: the journal has all outcomes that stay, and what was
   * written here of them may be cut.
   */
  static BulkResults beginAgain(Path path) throws IOException {
    return new BulkResults(path, StandardOpenOption.TRUNCATE_EXISTING);
  }

  void add(RowOutcome outcome) {
    try {
      csv.writeRecord(outcome.fields());
      csv.flush();
    } catch (IOException | UncheckedIOException e) {
      throw new UncheckedIOException(
          path + " can't be written: " + e.getMessage(), new IOException(e));
    }
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }
}
