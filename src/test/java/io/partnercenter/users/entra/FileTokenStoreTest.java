package io.partnercenter.users.entra;

import static io.partnercenter.users.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.partnercenter.users.ManualTimer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("try") // a lock is held, not used
class FileTokenStoreTest {
  @TempDir Path folder;
  private Path file;
  private TokenStore store;

  @BeforeEach
  void create() {
    file = folder.resolve("tokens");
    store = TokenStore.file(file);
  }

  @Test
  void whatIsSavedIsLoadedAgain() throws IOException {
    assertThat(store.load()).isNull();

    store.save("one");
    store.save("two");

    assertThat(TokenStore.file(file).load()).isEqualTo("two");
    assertThat(folder).isDirectoryNotContaining(path -> path.toString().endsWith(".new"));
  }

  @Test
  void onlyTheOwnerCanReadTheFile() throws IOException {
    store.save("one");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void aFileThatOthersCanReadIsRefused() throws IOException {
    store.save("one");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    assertThatExceptionOfType(FileSystemException.class)
        .isThrownBy(store::load)
        .withMessageContaining(file.toString())
        .withMessageContaining("0600");
  }

  @Test
  void aSaveThatFailsLeavesTheEarlierTokens() throws IOException {
    store.save("one");
    Files.createDirectory(folder.resolve("tokens.new"));
    Files.createFile(folder.resolve("tokens.new/in-the-way"));

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> store.save("two"))
        .withMessageContaining("tokens.new: DirectoryNotEmptyException");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(store::lock)
        .withMessageContaining("tokens.new");

    assertThat(store.load()).isEqualTo("one");
    Files.delete(folder.resolve("tokens.new/in-the-way"));
    store.lock().close();
  }

  @Test
  void aFileThatCannotBeReplacedIsNamed() throws IOException {
    Files.createDirectory(file);
    Files.createFile(file.resolve("in-the-way"));

    assertThatExceptionOfType(FileSystemException.class)
        .isThrownBy(() -> store.save("one"))
        .withMessageContaining(file + ": ");
  }

  @Test
  void aLockKeepsOtherProcessesAway() throws Exception {
    try (TokenStore.Lock lock = store.lock()) {
      assertThat(lockSeenByAnotherProcess()).isEqualTo("locked");
    }

    assertThat(lockSeenByAnotherProcess()).isEqualTo("free");
  }

  private String lockSeenByAnotherProcess() throws IOException {
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                TriesTheLock.class.getName(),
                folder.resolve("tokens.lock").toString())
            // not read as output: the JVM itself may print warnings there
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** A program that prints whether the file is locked. */
  static final class TriesTheLock {
    public static void main(String[] args) throws IOException {
      try (FileChannel file = FileChannel.open(Path.of(args[0]), StandardOpenOption.WRITE)) {
        System.out.print(file.tryLock() == null ? "locked" : "free");
      }
    }
  }

  @Test
  void aLockKeepsOtherThreadsAway() throws Exception {
    CompletableFuture<String> other;
    AtomicReference<Thread> waiting = new AtomicReference<>();
    try (TokenStore.Lock lock = store.lock()) {
      other =
          CompletableFuture.supplyAsync(
              () -> {
                waiting.set(Thread.currentThread());
                try (TokenStore.Lock second = TokenStore.file(file).lock()) {
                  return store.load();
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      eventually(
          "the other thread waits",
          () -> waiting.get() != null && waiting.get().getState() == Thread.State.WAITING);
      store.save("saved before");
    }

    assertThat(other.get()).isEqualTo("saved before");
  }

  @Test
  void onlyTheOwnerCanUseTheLockFile() throws IOException {
    Path lockFile = folder.resolve("tokens.lock");
    try (TokenStore.Lock lock = store.lock()) {
      assertThat(modeOf(lockFile)).isEqualTo("rw-------");
    }
    Files.setPosixFilePermissions(lockFile, PosixFilePermissions.fromString("rw-r--r--"));

    try (TokenStore.Lock lock = store.lock()) {
      assertThat(modeOf(lockFile)).isEqualTo("rw-------");
    }
  }

  @Test
  void aLockThatAnotherProcessHoldsIsWaitedForUntilTheLimit() throws Exception {
    ManualTimer timer = new ManualTimer();
    TokenStore patient = new FileTokenStore(file, timer);
    store.lock().close();
    try (FileChannel heldByAnother =
        FileChannel.open(folder.resolve("tokens.lock"), StandardOpenOption.WRITE)) {
      heldByAnother.lock();
      CompletableFuture<TokenStore.Lock> lock = lockAsync(patient);
      for (int poll = 0; !lock.isDone(); poll++) {
        assertThat(poll).isLessThan(3_000);
        eventually("it waits", () -> lock.isDone() || timer.pending() == 1);
        timer.advance(Duration.ofMillis(10));
      }

      assertThat(lock)
          .failsWithin(Duration.ofSeconds(10))
          .withThrowableThat()
          .withMessageContaining("tokens.lock")
          .withMessageContaining("has held the lock for 25 s");
    }

    patient.lock().close();
  }

  @Test
  void aThreadThatWaitsForTheLockCanBeInterrupted() throws Exception {
    try (TokenStore.Lock held = store.lock()) {
      AtomicReference<Thread> waiting = new AtomicReference<>();
      AtomicBoolean interrupted = new AtomicBoolean();
      CompletableFuture<TokenStore.Lock> lock =
          CompletableFuture.supplyAsync(
              () -> {
                waiting.set(Thread.currentThread());
                try {
                  return lockOf(TokenStore.file(file));
                } finally {
                  interrupted.set(Thread.currentThread().isInterrupted());
                }
              },
              task -> new Thread(task).start());
      eventually(
          "it waits",
          () -> waiting.get() != null && waiting.get().getState() == Thread.State.WAITING);
      waiting.get().interrupt();

      assertThat(lock)
          .failsWithin(Duration.ofSeconds(10))
          .withThrowableThat()
          .withMessageContaining("tokens.lock")
          .withMessageContaining("interrupted");
      assertThat(interrupted).isTrue();
    }

    store.lock().close();
  }

  @Test
  void twoFilesHaveTwoLocks() throws IOException {
    try (TokenStore.Lock one = store.lock();
        TokenStore.Lock other = TokenStore.file(folder.resolve("others")).lock()) {
      assertThat(folder).isDirectoryContaining(path -> path.endsWith("others.lock"));
    }
  }

  @Test
  void aLockIsReleasedOnce() throws IOException {
    TokenStore.Lock first = store.lock();
    first.close();
    try (TokenStore.Lock second = store.lock()) {
      first.close();

      ManualTimer timer = new ManualTimer();
      CompletableFuture<TokenStore.Lock> third = lockAsync(new FileTokenStore(file, timer));
      eventually("it waits for the second", () -> timer.pending() == 1);
      timer.advance(Duration.ofSeconds(26));
      assertThat(third).failsWithin(Duration.ofSeconds(10));
      assertThat(lockSeenByAnotherProcess()).isEqualTo("locked");
    }
  }

  /** On POSIX systems, a process loses its lock when it opens and closes the file again. */
  @ParameterizedTest
  @ValueSource(strings = {"folder", "link"})
  void aThreadThatWaitsForTheLockDoesNotEndIt(String way) throws IOException {
    Files.createSymbolicLink(folder.resolve("link"), folder);
    Path seen = way.equals("link") ? folder.resolve("link/tokens") : file;
    ManualTimer timer = new ManualTimer();
    try (TokenStore.Lock lock = store.lock()) {
      CompletableFuture<TokenStore.Lock> waiting = lockAsync(new FileTokenStore(seen, timer));
      eventually("it waits", () -> timer.pending() == 1);

      assertThat(lockSeenByAnotherProcess()).isEqualTo("locked");

      timer.advance(Duration.ofSeconds(26));
      assertThat(waiting).failsWithin(Duration.ofSeconds(10));
    }
  }

  @Test
  void aSymbolicLinkIsResolved() throws IOException {
    store.save("one");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    TokenStore linked = TokenStore.file(link);

    linked.save("two");

    assertThat(store.load()).isEqualTo("two");
    assertThat(linked.load()).isEqualTo("two");
    assertThat(link).isSymbolicLink();
    try (TokenStore.Lock lock = linked.lock()) {
      assertThat(lockSeenByAnotherProcess()).isEqualTo("locked");
    }
  }

  @Test
  void aFolderThatIsASymbolicLinkIsResolved() throws IOException {
    Path link =
        Files.createSymbolicLink(
            folder.resolve("link"), Files.createDirectory(folder.resolve("real")));

    TokenStore.file(link.resolve("tokens")).save("one");

    assertThat(TokenStore.file(folder.resolve("real/tokens")).load()).isEqualTo("one");
  }

  @Test
  void aSymbolicLinkToNothingIsRefused() throws IOException {
    Files.createSymbolicLink(file, folder.resolve("nothing"));

    for (ThrowingCallable operation : operations()) {
      assertThatExceptionOfType(FileSystemException.class)
          .isThrownBy(operation)
          .withMessageContaining(file.toString())
          .withMessageContaining("link to a file that is missing");
    }
  }

  @Test
  void aFolderThatIsMissingIsNamed() {
    store = TokenStore.file(folder.resolve("missing/tokens"));

    for (ThrowingCallable operation : operations()) {
      assertThatExceptionOfType(FileSystemException.class)
          .isThrownBy(operation)
          .withMessageContaining("missing/tokens")
          .withMessageContaining("its folder is missing");
    }
  }

  @Test
  void aLockFileThatIsALinkIsRefused() throws IOException {
    Path other = Files.createFile(folder.resolve("other"));
    Files.createSymbolicLink(folder.resolve("tokens.lock"), other);

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(store::lock)
        .withMessageContaining("tokens.lock");

    Files.delete(folder.resolve("tokens.lock"));
    store.lock().close(); // the failure left no lock behind
  }

  /** In a chroot, the store of a file can't be determined. */
  @Test
  void theStoreOfTheFileIsNotNeeded() throws IOException {
    Path inChroot = FileSystemWithoutStores.path(file);
    assertThatExceptionOfType(FileSystemException.class)
        .isThrownBy(() -> Files.getFileStore(inChroot));
    TokenStore there = TokenStore.file(inChroot);

    try (TokenStore.Lock lock = there.lock()) {
      assertThat(there.load()).isNull();
      there.save("one");
      assertThat(there.load()).isEqualTo("one");
    }

    assertThat(modeOf(file)).isEqualTo("rw-------");
    assertThat(modeOf(folder.resolve("tokens.lock"))).isEqualTo("rw-------");
  }

  private ThrowingCallable[] operations() {
    return new ThrowingCallable[] {() -> store.load(), () -> store.save("one"), () -> store.lock()};
  }

  @Test
  void aFileThatIsNotTextIsRefusedByName() throws IOException {
    store.save("one");
    Files.write(file, new byte[] {(byte) 0xC3, (byte) 0x28});

    assertThatExceptionOfType(FileSystemException.class)
        .isThrownBy(store::load)
        .withMessageContaining(file.toString())
        .withMessageContaining("something other than tokens");
  }

  @Test
  void whatAKilledProcessLeftBehindIsRemoved() throws IOException {
    store.save("one");
    Files.writeString(folder.resolve("tokens.new"), "half a");

    store.lock().close();

    assertThat(folder)
        .isDirectoryNotContaining(path -> path.toString().endsWith(".new"))
        .isDirectoryContaining(path -> path.endsWith("tokens.lock"));
    assertThat(store.load()).isEqualTo("one");
  }

  private static String modeOf(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static CompletableFuture<TokenStore.Lock> lockAsync(TokenStore store) {
    return CompletableFuture.supplyAsync(() -> lockOf(store), task -> new Thread(task).start());
  }

  private static TokenStore.Lock lockOf(TokenStore store) {
    try {
      return store.lock();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
