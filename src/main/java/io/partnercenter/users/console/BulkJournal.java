package io.partnercenter.users.console;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A record on disk of what a run has done, so that a later run can continue it, however it ended.
 *
 * <p>Each line is a CSV record. The first line says which file the run reads, and how. The other
 * lines are in the order of the events:
 *
 * <ul>
 *   <li>{@code user}: a customer's id, whether the user was deleted, a user principal name, and the
 *       user's id
 *   <li>{@code sent}: a row and its request id; the line is on disk before the row is first sent
 *   <li>{@code outcome}: a line of the results
 * </ul>
 *
 * <p>A process that is killed may leave an incomplete last line, which is ignored. If it is a
 * {@code sent} line, the row was not sent. If it is an {@code outcome} line, the next run gets the
 * outcome from the service again, with the same request id. The file is locked while it is open.
 */
final class BulkJournal implements Closeable {
  private static final String FIRST = "partner-center-bulk";
  private static final String VERSION = "1";
  private static final String USER = "user";
  private static final String DELETED = "deleted";
  private static final String SENT = "sent";
  private static final String OUTCOME = "outcome";

  private final Path path;
  private final FileChannel channel;
  private final BitSet finished = new BitSet();
  private final Map<Integer, UUID> unfinished = new HashMap<>();
  private boolean broken;
  private boolean kept;

  private BulkJournal(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Creates a journal.
   *
   * @param run which file the run reads, and how: names and their values
   * @throws IllegalArgumentException if the journal already exists
   */
  static BulkJournal begin(Path path, Map<String, String> run) throws IOException {
    BulkJournal journal;
    try {
      journal =
          new BulkJournal(
              path,
              FileChannel.open(
                  path,
                  Set.of(
                      StandardOpenOption.CREATE_NEW,
                      StandardOpenOption.READ,
                      StandardOpenOption.WRITE),
                  ownerOnly(path)));
    } catch (FileAlreadyExistsException e) {
      throw new IllegalArgumentException(path + " already exists", e);
    }
    try {
      journal.lock();
      journal.append(List.of(firstLine(run)));
      journal.channel.force(true);
      return journal;
    } catch (IOException | RuntimeException e) {
      journal.close();
      throw e;
    }
  }

  /**
   * Opens a journal to continue its run.
   *
   * @param run must be equal to the values that the journal was created with
   * @param names receives the users that the earlier run found
   * @throws IllegalArgumentException if the journal can't be used; the message says why
   */
  static BulkJournal resume(Path path, Map<String, String> run, UserNames names)
      throws IOException {
    BulkJournal journal;
    try {
      journal =
          new BulkJournal(
              path, FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE));
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(
          "--resume: there is no " + path + ", so there is no run to continue", e);
    }
    try {
      journal.kept = true;
      journal.lock();
      journal.requireJournal();
      journal.removeIncompleteLastLine();
      journal.read(run, names);
      return journal;
    } catch (IOException | RuntimeException e) {
      journal.close();
      throw e;
    }
  }

  /** Only the owner may read the CSV file's fingerprint: it could reveal a short password. */
  private static FileAttribute<?>[] ownerOnly(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private void lock() throws IOException {
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      throw new IllegalArgumentException(path + " is in use by another process");
    }
  }

  /** Leaves any other file as it is. A journal may have ended within its first line. */
  private void requireJournal() throws IOException {
    ByteBuffer start = ByteBuffer.allocate(FIRST.length());
    while (start.hasRemaining() && channel.read(start, start.position()) >= 0) {
      // reads on
    }
    String text = new String(start.array(), 0, start.position(), StandardCharsets.UTF_8);
    if (!FIRST.startsWith(text)) {
      throw noJournal();
    }
  }

  private void removeIncompleteLastLine() throws IOException {
    long end = channel.size();
    ByteBuffer last = ByteBuffer.allocate(1);
    while (end > 0) {
      last.clear();
      channel.read(last, end - 1);
      if (last.get(0) == '\n') {
        break;
      }
      end--;
    }
    channel.truncate(end);
  }

  private void read(Map<String, String> run, UserNames names) throws IOException {
    forEachLine(
        (number, line) -> {
          if (number == 1) {
            checkRun(line, run);
          } else {
            read(number, line, names);
          }
        });
    if (channel.size() == 0) { // the run had only begun: nothing was sent
      append(List.of(firstLine(run)));
    }
  }

  /** Passes the final outcomes to the listener, including those of earlier runs. */
  void forEachFinal(Consumer<RowOutcome> listener) throws IOException {
    forEachLine(
        (number, line) -> {
          if (line.get(0).equals(OUTCOME)) {
            RowOutcome outcome = outcome(line);
            if (outcome.kind().isFinal()) {
              listener.accept(outcome);
            }
          }
        });
  }

  private void forEachLine(BiConsumer<Integer, List<String>> action) throws IOException {
    channel.position(0);
    // through the channel that has the lock: closing another channel of the file may end the lock
    Reader reader = Channels.newReader(channel, StandardCharsets.UTF_8.newDecoder(), -1);
    Iterator<CsvRecord> lines = CsvReader.builder().ofCsvRecord(reader).iterator();
    int number = 1;
    for (List<String> line = next(lines, number); line != null; line = next(lines, number)) {
      action.accept(number, line);
      number++;
    }
    channel.position(channel.size());
  }

  private @Nullable List<String> next(Iterator<CsvRecord> lines, int number) {
    try {
      return lines.hasNext() ? lines.next().getFields() : null;
    } catch (CsvParseException e) {
      throw damaged(number, e);
    }
  }

  private IllegalArgumentException damaged(int line, Exception cause) {
    return new IllegalArgumentException(path + ": line " + line + " is damaged", cause);
  }

  private IllegalArgumentException noJournal() {
    return new IllegalArgumentException(path + " is not a journal of this version of the console");
  }

  private void checkRun(List<String> line, Map<String, String> run) {
    List<String> expected = firstLine(run);
    if (line.size() != expected.size() || !line.subList(0, 2).equals(expected.subList(0, 2))) {
      throw noJournal();
    }
    for (int i = 2; i < line.size(); i++) {
      if (!line.get(i).equals(expected.get(i))) {
        throw new IllegalArgumentException(
            path + " belongs to another run, one with " + line.get(i) + ", not " + expected.get(i));
      }
    }
  }

  private static List<String> firstLine(Map<String, String> run) {
    List<String> line = new ArrayList<>(List.of(FIRST, VERSION));
    run.forEach((name, value) -> line.add(name + "=" + value));
    return line;
  }

  private void read(int number, List<String> line, UserNames names) {
    try {
      switch (line.get(0)) {
        case USER:
          names.put(
              UUID.fromString(line.get(1)),
              line.get(2).equals(DELETED),
              line.get(3),
              UUID.fromString(line.get(4)));
          break;
        case SENT:
          unfinished.put(Integer.valueOf(line.get(1)), UUID.fromString(line.get(2)));
          break;
        case OUTCOME:
          finishIfFinal(outcome(line));
          break;
        default:
          throw new IllegalArgumentException("not a line of a journal");
      }
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw damaged(number, e);
    }
  }

  private static RowOutcome outcome(List<String> line) {
    return RowOutcome.parse(line.subList(1, line.size()));
  }

  private void finishIfFinal(RowOutcome outcome) {
    if (outcome.kind().isFinal()) {
      finished.set(outcome.row());
      unfinished.remove(outcome.row());
    }
  }

  boolean isFinished(int row) {
    return finished.get(row);
  }

  /**
   * Returns the request id of an unfinished row that was sent, or may have been; null if it wasn't.
   */
  @Nullable UUID requestId(int row) {
    return unfinished.get(row);
  }

  /**
   * Keeps the file when the journal is closed. Without this call a new journal is deleted, because
   * its run did not begin.
   */
  void keep() {
    kept = true;
  }

  /** Notes the user to whom a name belongs. */
  void found(UUID customerId, boolean deleted, String name, UUID userId) {
    append(
        List.of(
            List.of(
                USER,
                customerId.toString(),
                deleted ? DELETED : "active",
                name,
                userId.toString())));
  }

  /** Notes the rows that will be sent. When this method returns, the note is on disk. */
  void sending(Map<Integer, UUID> requestIds) {
    List<List<String>> lines = new ArrayList<>();
    requestIds.forEach((row, id) -> lines.add(List.of(SENT, row.toString(), id.toString())));
    append(lines);
    try {
      channel.force(false);
    } catch (IOException e) {
      throw unwritable(e);
    }
    unfinished.putAll(requestIds);
  }

  /** Notes the outcome of a row. */
  void ended(RowOutcome outcome) {
    List<String> line = new ArrayList<>(List.of(OUTCOME));
    line.addAll(outcome.fields());
    append(List.of(line));
    finishIfFinal(outcome);
  }

  /** Appends the lines in one write: a process that is killed leaves at most one incomplete. */
  private void append(List<List<String>> lines) {
    if (broken) {
      throw unwritable(new IOException("an earlier line couldn't be written"));
    }
    StringWriter text = new StringWriter();
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text);
    lines.forEach(csv::writeRecord);
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(text.toString());
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      broken = true; // a further line would be joined to an incomplete one
      throw unwritable(e);
    }
  }

  private UncheckedIOException unwritable(IOException cause) {
    return new UncheckedIOException(path + " can't be written: " + cause.getMessage(), cause);
  }

  @Override
  public void close() throws IOException {
    channel.close();
    if (!kept) {
      Files.deleteIfExists(path);
    }
  }
}
