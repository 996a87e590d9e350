package io.partnercenter.users.console;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The outcomes as a CSV file for people. The file has each outcome as soon as it is added. */
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
  }

  /**
   * Creates the file.
   *
   * @throws IllegalArgumentException if the file already exists
   */
  static BulkResults begin(Path path) throws IOException {
    BulkResults results;
    try {
      results = new BulkResults(path, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw new IllegalArgumentException(path + " already exists", e);
    }
    try {
      return results.withHeader();
    } catch (IOException | UncheckedIOException e) {
      Files.deleteIfExists(path); // no run began
      throw e;
    }
  }

  /**
   * Begins the file again for a resumed run: the journal has all final outcomes, and the last line
   * of this file may be incomplete.
   */
  static BulkResults beginAgain(Path path) throws IOException {
    return new BulkResults(path, StandardOpenOption.TRUNCATE_EXISTING).withHeader();
  }

  private BulkResults withHeader() throws IOException {
    try {
      csv.writeRecord(RowOutcome.HEADER);
      csv.flush();
      return this;
    } catch (IOException | UncheckedIOException e) {
      try {
        csv.close();
      } catch (IOException | UncheckedIOException again) {
        e.addSuppressed(again);
      }
      throw e;
    }
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
