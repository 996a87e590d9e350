package io.partnercenter.users.console;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines of text from bytes, and decodes them strictly: a JDK reader replaces what it can't
 * decode, and a password with a replaced character is another password. Each line is decoded on its
 * own, so that later bytes can't make a line undecodable.
 */
final class InputLines {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final InputStream in;
  private Charset charset;
  private boolean first = true;

  /**
   * @param charset an encoding that includes ASCII, like that of every locale
   */
  InputLines(InputStream in, Charset charset) {
    this.in = new BufferedInputStream(in);
    this.charset = charset;
  }

  /**
   * Returns the next line without its line end; null if there is none.
   *
   * @throws java.nio.charset.CharacterCodingException if the line can't be decoded
   */
  @Nullable String next() throws IOException {
    byte[] line = nextBytes();
    if (line == null) {
      return null;
    }
    boolean marked = first && startsWithByteOrderMark(line);
    first = false;
    if (marked) {
      charset = StandardCharsets.UTF_8; // the mark says so, whatever the locale is
    }
    String text = charset.newDecoder().decode(ByteBuffer.wrap(line)).toString();
    return marked ? text.substring(BYTE_ORDER_MARK.length()) : text;
  }

  private byte @Nullable [] nextBytes() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = in.read();
    if (next < 0) {
      return null;
    }
    for (; next >= 0 && next != '\n' && next != '\r'; next = in.read()) {
      line.write(next);
    }
    if (next == '\r') {
      skipLineFeed();
    }
    return line.toByteArray();
  }

  /**
   * Skips a line feed only if it has arrived already: a person who ends a line with a carriage
   * return alone, like old Macs, must not have to type more.
   */
  private void skipLineFeed() throws IOException {
    if (in.available() == 0) {
      return;
    }
    in.mark(1);
    if (in.read() != '\n') {
      in.reset();
    }
  }

  private static boolean startsWithByteOrderMark(byte[] line) {
    return line.length >= 3
        && line[0] == (byte) 0xEF
        && line[1] == (byte) 0xBB
        && line[2] == (byte) 0xBF;
  }
}
