package io.partnercenter.users.console;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Reads a file once to identify it and to check that it is text in UTF-8. */
final class Fingerprint {
  private Fingerprint() {}

  /**
   * Returns the SHA-256 of the file.
   *
   * @param problems receives bytes that aren't UTF-8, and a quotation mark that is never closed:
   *     the CSV reader would take all text after it for one value
   */
  static String of(Path file, FileProblems problems) throws IOException {
    MessageDigest digest = sha256();
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
    CharBuffer chars = CharBuffer.allocate(1 << 16);
    int row = 1;
    long quotes = 0;
    boolean undecodable = false;
    try (InputStream in = Files.newInputStream(file)) {
      boolean end = false;
      while (!end) {
        int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
        end = read < 0;
        if (!end) {
          digest.update(bytes.array(), bytes.position(), read);
          bytes.position(bytes.position() + read);
        }
        bytes.flip();
        CoderResult result =
            undecodable ? CoderResult.UNDERFLOW : decoder.decode(bytes, chars, end);
        chars.flip();
        while (chars.hasRemaining()) {
          char next = chars.get();
          row += next == '\n' ? 1 : 0;
          quotes += next == '"' ? 1 : 0;
        }
        chars.clear();
        if (result.isError()) {
          undecodable = true;
          problems.add(row, null, "is not in UTF-8: save the file as UTF-8");
        }
        if (undecodable) {
          bytes.clear();
        } else {
          bytes.compact();
        }
      }
    }
    if (!undecodable && quotes % 2 == 1) {
      problems.add("a quotation mark (\") is opened and never closed");
    }
    return hex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JVM has it
    }
  }

  private static String hex(byte[] bytes) {
    StringBuilder hex = new StringBuilder();
    for (byte each : bytes) {
      hex.append(Character.forDigit(each >> 4 & 15, 16)).append(Character.forDigit(each & 15, 16));
    }
    return hex.toString();
  }
}
