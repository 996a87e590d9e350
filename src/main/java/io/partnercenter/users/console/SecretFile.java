package io.partnercenter.users.console;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Reads files that contain secrets. A file that others can read is refused. */
final class SecretFile {
  private static final Set<PosixFilePermission> OTHERS_READ =
      EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

  private SecretFile() {}

  /**
   * Returns the text of the file.
   *
   * @param name the option or setting that names the file, for messages
   * @throws IllegalArgumentException if the file can't be read, or others can read it too
   */
  static String text(String name, Path file) {
    try {
      requireOwnerOnly(name, file);
      String text = Files.readString(file);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw unreadable(name, file, "it is not in UTF-8", e);
    } catch (IOException e) {
      throw unreadable(name, file, reason(e), e);
    }
  }

  /** Like {@link #text}, for a file that is not text. */
  static byte[] bytes(String name, Path file) {
    try {
      requireOwnerOnly(name, file);
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw unreadable(name, file, reason(e), e);
    }
  }

  private static void requireOwnerOnly(String name, Path file) throws IOException {
    if (isReadByOthers(file)) {
      throw new IllegalArgumentException(
          name + ": others can read " + file + ": set its mode to 0600 (chmod 600 " + file + ")");
    }
  }

  /** Returns whether users other than the owner can read the file; false without POSIX modes. */
  static boolean isReadByOthers(Path file) throws IOException {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        && !Collections.disjoint(Files.getPosixFilePermissions(file), OTHERS_READ);
  }

  private static String reason(IOException failure) {
    return failure instanceof NoSuchFileException
        ? "it is missing"
        : failure.getClass().getSimpleName();
  }

  private static IllegalArgumentException unreadable(
      String name, Path file, String reason, IOException cause) {
    return new IllegalArgumentException(name + " can't be read: " + file + ": " + reason, cause);
  }
}
