package io.partnercenter.users.console;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A CSV file with changes. It is read row by row, as often as needed. */
final class BulkFile {
  private final Path path;
  private final @Nullable UUID customerId;
  private final boolean skipEmpty;

  /** The parameters are explained in {@link BulkColumns}. */
  BulkFile(Path path, @Nullable UUID customerId, boolean skipEmpty) {
    this.path = path;
    this.customerId = customerId;
    this.skipEmpty = skipEmpty;
  }

  Path path() {
    return path;
  }

  /** Returns another file beside this one, such as {@code users.journal} for {@code users.csv}. */
  Path beside(String extension) {
    String name = path.getFileName().toString();
    String stem = name.replaceFirst("(?i)(?<=.)\\.csv$", "");
    return path.resolveSibling(stem + extension);
  }

  /**
   * Begins to read the file.
   *
   * @param problems receives what is wrong: with the header at once, with a row when it is read
   */
  Rows open(FileProblems problems) throws IOException {
    return new Rows(
        CsvReader.builder()
            .detectBomHeader(true)
            .skipEmptyLines(false) // they count as rows
            .acceptCharsAfterQuotes(false)
            .ofCsvRecord(path, StandardCharsets.UTF_8),
        problems);
  }

  final class Rows implements Closeable {
    private final CloseableIterator<CsvRecord> records;
    private final FileProblems problems;
    private final @Nullable BulkColumns columns;

    /** The number of the last row that was read; 0 before the header. */
    private int row;

    private Rows(CsvReader<CsvRecord> reader, FileProblems problems) {
      this.records = reader.iterator();
      this.problems = problems;
      List<String> header = record();
      row = 1;
      if (header == null && !problems.areThere()) {
        problems.add("the file is empty");
      }
      BulkColumns read =
          header == null ? null : new BulkColumns(header, customerId, skipEmpty, problems);
      columns = problems.areThere() ? null : read;
    }

    boolean setPasswords() {
      return columns != null && columns.setPasswords();
    }

    /** Returns the next row in which nothing is wrong; null if there is none. */
    @Nullable BulkRow next() {
      if (columns == null) {
        return null;
      }
      for (List<String> values = record(); values != null; values = record()) {
        row++;
        if (values.size() > 1 || !values.get(0).isEmpty()) {
          BulkRow read = columns.row(row, values, problems);
          if (read != null) {
            return read;
          }
        }
      }
      return null;
    }

    private @Nullable List<String> record() {
      try {
        return records.hasNext() ? records.next().getFields() : null;
      } catch (CsvParseException e) { // its message may contain part of a value
        problems.add(row + 1, null, "there is text after a closing quotation mark");
        return null;
      }
    }

    @Override
    public void close() throws IOException {
      records.close();
    }
  }
}
