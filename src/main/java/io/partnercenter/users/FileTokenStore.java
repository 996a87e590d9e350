package io.partnercenter.users;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Tokens in a file that only its owner can read, replaced as a whole, locked by a sibling. */
final class FileTokenStore implements TokenStore {
  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  /** A file lock is the JVM's; within it this one holds. */
  private static final ReentrantLock IN_THIS_JVM = new ReentrantLock();

  private final Path file;

  FileTokenStore(Path file) {
    this.file = Objects.requireNonNull(file, "file").toAbsolutePath();
  }

  @Override
  public @Nullable String load() throws IOException {
    if (!Files.exists(file)) {
      return null;
    }
    if (isPosix() && !OWNER.containsAll(Files.getPosixFilePermissions(file))) {
      throw new FileSystemException(
          file.toString(), null, "others can read the tokens in it; mode 0600 is needed");
    }
    return Files.readString(file);
  }

  @Override
  public void save(String tokens) throws IOException {
    Path sibling = sibling(".new");
    Files.deleteIfExists(sibling);
    create(sibling);
    try (FileChannel channel = FileChannel.open(sibling, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(tokens);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true); // before the rename, which may survive a power cut without it
    }
    Files.move(sibling, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public Lock lock() throws IOException {
    IN_THIS_JVM.lock();
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(sibling(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      channel.lock();
      FileChannel held = channel;
      return () -> release(held);
    } catch (IOException | RuntimeException e) {
      release(channel);
      throw e;
    }
  }

  /** The lock of the file ends with the channel. */
  private static void release(@Nullable FileChannel channel) throws IOException {
    try {
      if (channel != null) {
        channel.close();
      }
    } finally {
      IN_THIS_JVM.unlock();
    }
  }

  private void create(Path path) throws IOException {
    if (isPosix()) {
      Files.createFile(path, PosixFilePermissions.asFileAttribute(OWNER));
    } else {
      Files.createFile(path);
    }
  }

  private boolean isPosix() throws IOException {
    return Files.getFileStore(file.getParent())
        .supportsFileAttributeView(PosixFileAttributeView.class);
  }

  private Path sibling(String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }
}
