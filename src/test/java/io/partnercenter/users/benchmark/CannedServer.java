package io.partnercenter.users.benchmark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * Responds to every request with the same user, on connections that stay open. One thread does all
 * work, and does as little as possible, so that the benchmark measures the client. The server
 * supports only the part of HTTP that the benchmarks use.
 */
final class CannedServer implements Closeable {
  /** The group of the customers whose requests are throttled, for an hour. */
  static final long THROTTLED = 0x429;

  private static final String THROTTLED_PATH = "/v1/customers/00000429-";

  private final ServerSocketChannel listener;
  private final Selector selector;
  private final Thread thread = new Thread(this::serve, "canned-server");
  private final ByteBuffer user;
  private final ByteBuffer throttled;
  private volatile int connections;
  private volatile boolean closed;

  private CannedServer(int extra) throws IOException {
    user = response("200 OK", Sample.response(extra));
    throttled =
        response(
            "429 Too Many Requests\r\nRetry-After: 3600",
            "{\"code\":\"429\",\"description\":\"Too many requests.\",\"data\":[],\"source\":\"PartnerFD\"}");
    listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 1024);
    listener.configureBlocking(false);
    selector = Selector.open();
    listener.register(selector, SelectionKey.OP_ACCEPT);
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Starts a server on a free port of the loopback.
   *
   * @param extra see {@link Sample#response}
   */
  static CannedServer start(int extra) throws IOException {
    return new CannedServer(extra);
  }

  /** Runs a server as a process, which prints its port and ends when its input ends. */
  public static void main(String[] args) throws IOException {
    try (CannedServer server = start(Integer.parseInt(args[0]))) {
      System.out.println(server.port());
      System.in.read();
    }
  }

  int port() throws IOException {
    return ((InetSocketAddress) listener.getLocalAddress()).getPort();
  }

  /** Returns the number of connections that were opened. */
  int connections() {
    return connections;
  }

  @Override
  public void close() {
    closed = true;
    selector.wakeup();
  }

  private void serve() {
    try {
      while (!closed) {
        selector.select(this::proceed);
      }
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void proceed(SelectionKey key) {
    try {
      if (key.isAcceptable()) {
        accept();
      } else {
        ((Connection) key.attachment()).proceed();
      }
    } catch (IOException e) { // the client closed the connection
      key.cancel();
    }
  }

  private void accept() throws IOException {
    SocketChannel channel = listener.accept();
    connections++;
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
    key.attach(new Connection(channel, key));
  }

  private static ByteBuffer response(String status, String body) {
    String head =
        "HTTP/1.1 %s\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: %d\r\n"
            + "MS-CV: b4dPC7ZMdEiXVTrO.0\r\nMS-ServerId: 102030201\r\n"
            + "Date: Fri, 24 Jun 2016 22:00:25 GMT\r\n\r\n";
    byte[] bytes = (head.formatted(status, body.length()) + body).getBytes(UTF_8);
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
  }

  /** Reads a request and writes its response, again and again. */
  private final class Connection {
    private final SocketChannel channel;
    private final SelectionKey key;
    private final byte[] bytes = new byte[1 << 16];
    private int headLength;
    private boolean inBody;
    private long bodyLeft;
    private ByteBuffer response;

    Connection(SocketChannel channel, SelectionKey key) {
      this.channel = channel;
      this.key = key;
    }

    void proceed() throws IOException {
      if (key.isReadable() && !requestIsRead()) {
        return;
      }
      channel.write(response);
      key.interestOps(response.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    private boolean requestIsRead() throws IOException {
      int count = channel.read(ByteBuffer.wrap(bytes, headLength, bytes.length - headLength));
      if (count < 0) {
        channel.close();
        return false;
      }
      if (inBody) {
        bodyLeft -= count;
      } else {
        headLength += count;
        String head = new String(bytes, 0, headLength, ISO_8859_1);
        int end = head.indexOf("\r\n\r\n");
        if (end < 0) {
          return false;
        }
        boolean isThrottled = head.startsWith(THROTTLED_PATH, head.indexOf(' ') + 1);
        response = (isThrottled ? throttled : user).duplicate();
        bodyLeft = contentLength(head) - (headLength - end - 4);
        headLength = 0;
      }
      inBody = bodyLeft > 0;
      return !inBody;
    }

    private long contentLength(String head) {
      String name = "\r\nContent-Length: ";
      if (!head.contains(name)) {
        return 0;
      }
      int start = head.indexOf(name) + name.length();
      return Long.parseLong(head.substring(start, head.indexOf('\r', start)));
    }
  }
}
