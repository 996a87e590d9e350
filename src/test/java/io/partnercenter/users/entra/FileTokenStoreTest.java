package io.partnercenter.users.entra;

import static io.partnercenter.users.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void nobodyElseCanReadIt() throws IOException {
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
  void aSaveThatFailsLeavesWhatWasThere() throws IOException {
    store.save("one");
    Files.createDirectory(folder.resolve("tokens.new"));
    Files.createFile(folder.resolve("tokens.new/in-the-way"));

    assertThatExceptionOfType(IOException.class).isThrownBy(() -> store.save("two"));

    assertThat(store.load()).isEqualTo("one");
  }

  @Test
  void aLockKeepsOtherProcessesAway() throws Exception {
    try (TokenStore.Lock lock = store.lock()) {
      assertThat(anotherProcess()).isEqualTo("locked");
    }

    assertThat(anotherProcess()).isEqualTo("free");
  }

  private String anotherProcess() throws Exception {
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                TriesTheLock.class.getName(),
                folder.resolve("tokens.lock").toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }

  /** A program that says whether the file is locked. */
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
          "the other waits",
          () -> waiting.get() != null && waiting.get().getState() == Thread.State.WAITING);
      store.save("saved before");
    }

    assertThat(other.get()).isEqualTo("saved before");
  }
}
