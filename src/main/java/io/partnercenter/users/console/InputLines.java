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
 * Lines of text from bytes, decoded strictly: a reader of the JDK replaces what it can't decode,
 * and a password with a replaced character is another password. Each line for itself, so that what
 * follows a line can't spoil it.
 */
final class InputLines {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final InputStream in;
  private Charset charset;
  private boolean first = true;

  /**
   * @param charset one that has ASCII in it, as that of every locale has
   */
  InputLines(InputStream in, Charset charset) {
    this.in = new BufferedInputStream(in);
    this.charset = charset;
  }

  /**
   * The next line without its end; null if there is none.
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
      charset = StandardCharsets.UTF_8; // says the mark, whatever the locale is
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

  /** Only one that is there already: who types the line end of old Macs must not have to go on. */
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
