package io.partnercenter.users;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.mockwebserver.SocketPolicy;

/** A server that misbehaves in one way, and keeps the headers of the requests it receives. */
abstract class FaultyServer implements Closeable {
  final List<Map<String, String>> requests = new CopyOnWriteArrayList<>();

  abstract int port();

  boolean listens() {
    return true;
  }

  String baseUrl() {
    return "http://127.0.0.1:" + port();
  }

  /** Returns a server that sends these responses, and the last one to all later requests. */
  static FaultyServer responding(List<MockResponse> responses) {
    return new Scripted(responses);
  }

  /** Returns a server that reads each request, writes these bytes, and resets the connection. */
  static FaultyServer resettingAfter(String bytes) {
    return new Resetting(bytes);
  }

  /** Returns a server that sends this status and 100 MB, or as much of them as the client takes. */
  static Flooding flooding(int status) {
    return new Flooding(status);
  }

  /** Returns a port on which nothing listens. It is bound, so no other process can listen on it. */
  static FaultyServer absent() {
    return new Absent();
  }

  private static final class Absent extends FaultyServer {
    private final Socket bound = new Socket();

    Absent() {
      try {
        bound.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    int port() {
      return bound.getLocalPort();
    }

    @Override
    boolean listens() {
      return false;
    }

    @Override
    public void close() throws IOException {
      bound.close();
    }
  }

  private static final class Scripted extends FaultyServer {
    private final MockWebServer server = new MockWebServer();

    Scripted(List<MockResponse> responses) {
      server.setDispatcher(
          new Dispatcher() {
            private int next;

            @Override
            public synchronized MockResponse dispatch(RecordedRequest request) {
              Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
              request.getHeaders().forEach(h -> headers.put(h.getFirst(), h.getSecond()));
              requests.add(headers);
              return responses.get(Math.min(next++, responses.size() - 1));
            }

            @Override
            public MockResponse peek() {
              // a connection stays open until its request is read
              return new MockResponse().setSocketPolicy(SocketPolicy.KEEP_OPEN);
            }
          });
      try {
        server.start(InetAddress.getByName("127.0.0.1"), 0);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    int port() {
      return server.getPort();
    }

    @Override
    public void close() throws IOException {
      server.shutdown();
    }
  }

  private static final class Resetting extends OnSocket {
    private final String bytes;

    Resetting(String bytes) {
      this.bytes = bytes;
    }

    @Override
    void respond(Socket connection) throws IOException {
      connection.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
      connection.getOutputStream().flush();
      connection.setSoLinger(true, 0); // close resets
    }
  }

  static final class Flooding extends OnSocket {
    private static final int LENGTH = 100 << 20;

    /** The bytes of the body that were taken, by the client or by a buffer on the way. */
    final AtomicLong taken = new AtomicLong();

    private final int status;

    Flooding(int status) {
      this.status = status;
    }

    @Override
    void respond(Socket connection) throws IOException {
      OutputStream out = connection.getOutputStream();
      String head = "HTTP/1.1 " + status + " x\r\nContent-Length: " + LENGTH + "\r\n\r\n";
      out.write(head.getBytes(StandardCharsets.UTF_8));
      byte[] part = new byte[1 << 16];
      while (taken.get() < LENGTH) {
        out.write(part);
        taken.addAndGet(part.length);
      }
    }
  }

  /** A server that handles one connection after the other. */
  private abstract static class OnSocket extends FaultyServer {
    private final ServerSocket socket;

    OnSocket() {
      try {
        socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      Thread thread = new Thread(this::serve, "faulty-server");
      thread.setDaemon(true);
      thread.start();
    }

    @Override
    int port() {
      return socket.getLocalPort();
    }

    @Override
    public void close() {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    abstract void respond(Socket connection) throws IOException;

    private void serve() {
      while (!socket.isClosed()) {
        try (Socket connection = socket.accept()) {
          requests.add(readRequest(connection.getInputStream()));
          respond(connection);
        } catch (IOException e) {
          // the client closed the connection, or the test is over
        }
      }
    }

    private static Map<String, String> readRequest(InputStream in) throws IOException {
      Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      List<String> lines = new ArrayList<>();
      for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
        lines.add(line);
      }
      for (String line : lines.subList(1, lines.size())) {
        int colon = line.indexOf(':');
        headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
      }
      in.readNBytes(Integer.parseInt(headers.getOrDefault("Content-Length", "0")));
      return headers;
    }

    private static String readLine(InputStream in) throws IOException {
      StringBuilder line = new StringBuilder();
      for (int c = in.read(); c != '\n'; c = in.read()) {
        if (c < 0) {
          throw new IOException("no request");
        }
        line.append((char) c);
      }
      return line.toString().strip();
    }
  }
}
