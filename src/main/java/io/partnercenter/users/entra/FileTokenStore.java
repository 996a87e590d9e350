package io.partnercenter.users.entra;

import io.partnercenter.users.internal.time.Durations;
import io.partnercenter.users.internal.time.Timer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Tokens in a file that only its owner can read and that is replaced as a whole. Symbolic links are
 * resolved, so that this applies to the file itself.
 *
 * <p>Two sibling files belong to it: {@code .lock}, which stays, and {@code .new}, which exists
 * only while the file is replaced. If a process is killed meanwhile, {@code .new} is left behind;
 * the next holder of the lock removes it.
 */
final class FileTokenStore implements TokenStore {
  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  /** Shorter than the limit of a renewal, so that the failure of the renewal names the lock. */
  private static final Duration LOCK_LIMIT = Duration.ofSeconds(25);

  private static final Duration POLL = Duration.ofMillis(10);

  /**
   * The lock files that this JVM holds. A lock of the operating system belongs to the whole
   * process, and may be lost when any channel to the file is closed. So no second channel may be
   * opened.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  /**
   * When this JVM last released each lock file. After a release, the next lock pauses first, so
   * that waiting processes and threads, which poll for the lock, come before it.
   */
  private static final Map<Path, Long> RELEASED = new ConcurrentHashMap<>();

  private final Path path;
  private final Timer timer;

  FileTokenStore(Path path, Timer timer) {
    this.path = Objects.requireNonNull(path, "path").toAbsolutePath();
    this.timer = timer;
  }

  @Override
  public @Nullable String load() throws IOException {
    Path file = file();
    try {
      requireOwnerOnly(file);
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      return null;
    } catch (CharacterCodingException e) {
      throw new FileSystemException(
          file.toString(), null, "it contains something other than tokens");
    } catch (IOException e) {
      throw withFileAndReason(file, e);
    }
  }

  @Override
  public void save(String tokens) throws IOException {
    Path file = file();
    Path replacement = sibling(file, ".new");
    try {
      Files.deleteIfExists(replacement);
      write(replacement, tokens);
    } catch (IOException e) {
      throw withFileAndReason(replacement, e);
    }
    try {
      Files.move(
          replacement, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw withFileAndReason(file, e);
    }
  }

  private static void write(Path file, String tokens) throws IOException {
    try (FileChannel channel = create(file)) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(tokens);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      // before the rename, because a power cut may keep the rename but lose the content
      channel.force(true);
    }
  }

  @Override
  public Lock lock() throws IOException {
    Path file = file();
    Path lockFile = sibling(file, ".lock");
    long start = timer.nanoTime();
    Long released = RELEASED.get(lockFile);
    if (released != null && start - released < POLL.multipliedBy(2).toNanos()) {
      pause(lockFile);
    }
    while (true) {
      FileChannel held = tryLock(lockFile);
      if (held != null) {
        removeLeftover(sibling(file, ".new"), lockFile, held);
        return new HeldLock(lockFile, held, timer);
      }
      if (timer.nanoTime() - start >= LOCK_LIMIT.toNanos()) {
        throw new FileSystemException(
            lockFile.toString(),
            null,
            "another process or thread has held the lock for " + Durations.readable(LOCK_LIMIT));
      }
      pause(lockFile);
    }
  }

  private static void removeLeftover(Path leftover, Path lockFile, FileChannel held)
      throws IOException {
    try {
      Files.deleteIfExists(leftover);
    } catch (IOException e) {
      release(lockFile, held);
      throw withFileAndReason(leftover, e);
    }
  }

  /** Returns the channel that holds the lock; null if another holder has the lock. */
  private static @Nullable FileChannel tryLock(Path lockFile) throws IOException {
    if (!HELD.add(lockFile)) {
      return null;
    }
    FileChannel channel = null;
    try {
      channel = open(lockFile);
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // held by a second copy of this library in this JVM
    } catch (IOException e) {
      release(lockFile, channel);
      throw withFileAndReason(lockFile, e);
    }
    release(lockFile, channel);
    return null;
  }

  /** Closes the channel, which ends the lock of the operating system. */
  private static void release(Path lockFile, @Nullable FileChannel channel) throws IOException {
    try {
      if (channel != null) {
        channel.close();
      }
    } finally {
      HELD.remove(lockFile);
    }
  }

  private void pause(Path lockFile) throws IOException {
    try {
      timer.after(POLL).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FileSystemException(
          lockFile.toString(), null, "interrupted while another process held the lock");
    } catch (ExecutionException e) {
      throw new IOException("the timer failed", e);
    }
  }

  /**
   * Opens the lock file. If others may open it, its mode is changed to the owner's only, because
   * others could lock it for ever.
   */
  private static FileChannel open(Path lockFile) throws IOException {
    try {
      return create(lockFile);
    } catch (FileAlreadyExistsException e) {
      if (Files.isSymbolicLink(lockFile)) {
        throw new FileSystemException(lockFile.toString(), null, "a lock file must not be a link");
      }
      if (isPosix(lockFile) && !OWNER.containsAll(permissions(lockFile))) {
        Files.setPosixFilePermissions(lockFile, OWNER);
      }
      return FileChannel.open(lockFile, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    }
  }

  private static FileChannel create(Path file) throws IOException {
    Set<OpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    return isPosix(file)
        ? FileChannel.open(file, options, PosixFilePermissions.asFileAttribute(OWNER))
        : FileChannel.open(file, options, new FileAttribute<?>[0]);
  }

  private static void requireOwnerOnly(Path file) throws IOException {
    if (isPosix(file) && !OWNER.containsAll(permissions(file))) {
      throw new FileSystemException(
          file.toString(),
          null,
          "others can read the tokens in it: set its mode to 0600 (chmod 600)");
    }
  }

  private static Set<PosixFilePermission> permissions(Path file) throws IOException {
    return Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Returns whether files have POSIX permissions. Doesn't use the file store, because a chroot may
   * have none.
   */
  private static boolean isPosix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /** Returns the file itself, with all links on the way to it resolved. */
  private Path file() throws IOException {
    if (Files.exists(path)) {
      return path.toRealPath();
    }
    if (Files.isSymbolicLink(path)) {
      throw new FileSystemException(
          path.toString(), null, "it is a link to a file that is missing");
    }
    Path folder = path.getParent();
    if (folder == null || path.getFileName() == null) {
      throw new FileSystemException(path.toString(), null, "it is not a file");
    }
    if (!Files.isDirectory(folder)) {
      throw new FileSystemException(path.toString(), null, "its folder is missing");
    }
    return folder.toRealPath().resolve(path.getFileName());
  }

  private static Path sibling(Path file, String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }

  /**
   * Returns the failure with the file and a reason, because many failures name no file and others
   * give no reason.
   */
  private static IOException withFileAndReason(Path file, IOException failure) {
    if (failure instanceof FileSystemException
        && ((FileSystemException) failure).getReason() != null) {
      return failure;
    }
    FileSystemException complete = new FileSystemException(file.toString(), null, reason(failure));
    complete.initCause(failure);
    return complete;
  }

  private static String reason(IOException failure) {
    if (failure instanceof AccessDeniedException) {
      return "access is denied";
    }
    String message = failure.getMessage();
    return failure.getClass() == IOException.class && message != null
        ? message
        : failure.getClass().getSimpleName();
  }

  private static final class HeldLock implements Lock {
    private final Path lockFile;
    private final FileChannel channel;
    private final Timer timer;
    private boolean closed;

    HeldLock(Path lockFile, FileChannel channel, Timer timer) {
      this.lockFile = lockFile;
      this.channel = channel;
      this.timer = timer;
    }

    @Override
    public synchronized void close() throws IOException {
      if (!closed) { // a second time, another holder may have the lock
        closed = true;
        RELEASED.put(lockFile, timer.nanoTime());
        release(lockFile, channel);
      }
    }
  }
}
