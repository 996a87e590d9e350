package io.partnercenter.users.sandbox;

import static io.partnercenter.users.sandbox.RawClient.UPDATE;
import static io.partnercenter.users.sandbox.RawClient.USER;
import static io.partnercenter.users.sandbox.RawClient.update;
import static java.util.stream.Collectors.joining;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Malformed requests, which no server may carry out. The same seed gives the same requests. */
final class MalformedRequests {
  private final Random random;
  private final List<Supplier<byte[]>> kinds =
      List.of(
          this::garbage,
          this::garbageAfterAGoodStart,
          this::brokenRequestLine,
          this::brokenHeader,
          this::wrongLength,
          this::brokenChunks,
          this::truncated,
          this::truncatedJson,
          this::brokenJson,
          this::brokenUtf8);

  MalformedRequests(long seed) {
    this.random = new Random(seed);
  }

  /** Returns the request with this number. Each kind takes its turn. */
  byte[] get(int number) {
    return kinds.get(number % kinds.size()).get();
  }

  private byte[] garbage() {
    byte[] bytes = new byte[1 + random.nextInt(2000)];
    random.nextBytes(bytes);
    return random.nextBoolean() ? bytes : join(bytes, utf8("\r\n\r\n"));
  }

  private byte[] garbageAfterAGoodStart() {
    return join(utf8("PATCH " + USER + " HTTP/1.1\r\n"), garbage());
  }

  private byte[] brokenRequestLine() {
    String line =
        oneOf(
            "",
            " ",
            "PATCH",
            "PATCH " + USER,
            "PATCH  " + USER + " HTTP/1.1",
            USER + " PATCH HTTP/1.1",
            "PATCH" + USER + "HTTP/1.1",
            "PATCH " + USER + " HTTP/9.9",
            "PATCH " + USER + " FTP",
            "PATCH " + USER + "\u0000 HTTP/1.1",
            "PATCH " + USER + "%zz HTTP/1.1",
            "PATCH " + USER + "/" + "x".repeat(random.nextInt(20_000)) + " HTTP/1.1",
            "PATCH http://[::1" + USER + " HTTP/1.1",
            "PATCH mailto:nobody HTTP/1.1",
            "PATCH * HTTP/1.1",
            "patch " + USER + " HTTP/1.1",
            "P\u0001TCH " + USER + " HTTP/1.1",
            "X".repeat(1 + random.nextInt(20_000)) + " " + USER + " HTTP/1.1");
    return request(line, "Content-Length: " + UPDATE.length(), utf8(UPDATE));
  }

  private byte[] brokenHeader() {
    String header =
        oneOf(
            "no colon",
            ": no name",
            "a name: x",
            "Tab\tbed: x",
            "N\u0000l: x",
            "Umläut: x",
            "(x): y",
            manyHeaders(),
            "x".repeat(500_000) + ": y",
            "x: " + "y".repeat(500_000));
    return request(
        "PATCH " + USER + " HTTP/1.1",
        header + "\r\nContent-Length: " + UPDATE.length(),
        utf8(UPDATE));
  }

  private static String manyHeaders() {
    return IntStream.range(0, 500).mapToObj(i -> "X-" + i + ": y").collect(joining("\r\n"));
  }

  private byte[] wrongLength() {
    int length = UPDATE.length();
    String header =
        oneOf(
            "X-No-Length: 1",
            "Content-Length: ",
            "Content-Length: x",
            "Content-Length: -1",
            "Content-Length: 1e2",
            "Content-Length: 0x" + Integer.toHexString(length),
            "Content-Length: 99999999999999999999999",
            "Content-Length: " + Long.MAX_VALUE,
            "Content-Length: " + (length + 1 + random.nextInt(100_000)),
            "Content-Length: " + random.nextInt(length),
            "Transfer-Encoding: gzip",
            "Transfer-Encoding: chunked");
    return request("PATCH " + USER + " HTTP/1.1", header, utf8(UPDATE));
  }

  private byte[] brokenChunks() {
    String size = Integer.toHexString(UPDATE.length());
    String body =
        oneOf(
            size + "\r\n" + UPDATE,
            size + "\r\n" + UPDATE + "\r\n",
            "zz\r\n" + UPDATE + "\r\n0\r\n\r\n",
            "-1\r\n" + UPDATE + "\r\n0\r\n\r\n",
            "ffffffffffffffff\r\n" + UPDATE + "\r\n0\r\n\r\n",
            "1\r\n" + UPDATE + "\r\n0\r\n\r\n",
            "\r\n\r\n");
    return request("PATCH " + USER + " HTTP/1.1", "Transfer-Encoding: chunked", utf8(body));
  }

  private byte[] truncated() {
    byte[] whole = good(utf8(UPDATE));
    return Arrays.copyOf(whole, random.nextInt(whole.length));
  }

  private byte[] truncatedJson() {
    return good(utf8(UPDATE.substring(0, random.nextInt(UPDATE.length()))));
  }

  private byte[] brokenJson() {
    int deep = 2 + random.nextInt(100_000);
    return good(
        utf8(
            oneOf(
                UPDATE + oneOf("}", ",", "{}", "x", "\u0000"),
                UPDATE.replace('"', '\''),
                UPDATE.replace("\"", ""),
                UPDATE.replace(':', '='),
                UPDATE.replace(',', ';'),
                UPDATE.replace(",", ",,"),
                UPDATE.replace("\"SE\"", oneOf("SE", "NaN", "+1", ".5", "\"\\x\"", "\"\\u00g0\"")),
                UPDATE.replace("\"SE\"", "1e" + random.nextInt(Integer.MAX_VALUE)),
                UPDATE.replace("\"SE\"", "9".repeat(deep)),
                UPDATE.replace("\"SE\"", "[".repeat(deep) + "]".repeat(deep)),
                UPDATE.replace("\"SE\"", "{\"a\":".repeat(deep) + "1" + "}".repeat(deep)),
                "[".repeat(deep),
                "[" + UPDATE + "]",
                "\"" + UPDATE.replace("\"", "\\\"") + "\"",
                update("\"firstName\":\"a\",\"firstName\":\"b\""),
                update("\"" + "n".repeat(deep) + "\":\"x\""))));
  }

  private byte[] brokenUtf8() {
    byte[][] broken = {
      {(byte) 0x80},
      {(byte) 0xc3},
      {(byte) 0xc0, (byte) 0xaf},
      {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
      {(byte) 0xf5, (byte) 0x80, (byte) 0x80, (byte) 0x80},
      {(byte) 0xff, (byte) 0xfe}
    };
    byte[] rest = utf8("\",\"attributes\":{\"objectType\":\"CustomerUser\"}}");
    return good(
        join(utf8("{\"displayName\":\"x"), join(broken[random.nextInt(broken.length)], rest)));
  }

  private static byte[] good(byte[] body) {
    return request("PATCH " + USER + " HTTP/1.1", "Content-Length: " + body.length, body);
  }

  static byte[] request(String line, String headers, byte[] body) {
    return join(
        utf8(
            line
                + "\r\nHost: 127.0.0.1\r\nAuthorization: Bearer any\r\nMS-Contract-Version: v1\r\n"
                + "Content-Type: application/json\r\n"
                + headers
                + "\r\n\r\n"),
        body);
  }

  private String oneOf(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] join(byte[] first, byte[] second) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(first);
    both.writeBytes(second);
    return both.toByteArray();
  }
}
