package io.partnercenter.users;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/**
 * A server that speaks HTTP/2 over TLS, like the service, and fails as its {@link Behavior} says.
 * It reads and writes frames itself, because no library lets a test send a GOAWAY at a chosen
 * moment. It doesn't decode the headers of requests.
 */
final class Http2Server implements Closeable {
  static final int INTERNAL_ERROR = 2;

  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int GOAWAY = 7;
  private static final int ACK = 1;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;

  /** Each status as HPACK encodes it, by its static table. */
  private static final Map<Integer, Integer> STATUS = Map.of(200, 0x88, 404, 0x8d, 500, 0x8e);

  /** The number of requests that were read completely. */
  final AtomicInteger requests = new AtomicInteger();

  final AtomicInteger connections = new AtomicInteger();

  /** The number of streams that the client reset. */
  final AtomicInteger cancelled = new AtomicInteger();

  private final HeldCertificate certificate =
      new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();
  private final List<Connection> open = new CopyOnWriteArrayList<>();
  private final SSLServerSocket socket;
  private final Behavior behavior;

  Http2Server(Behavior behavior) throws IOException {
    this.behavior = behavior;
    HandshakeCertificates own =
        new HandshakeCertificates.Builder().heldCertificate(certificate).build();
    socket =
        (SSLServerSocket)
            own.sslContext()
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getByName("localhost"));
    daemon(this::accept);
  }

  String baseUrl() {
    return "https://localhost:" + socket.getLocalPort();
  }

  /** Returns the certificates with which a client trusts this server. */
  HandshakeCertificates trust() {
    return new HandshakeCertificates.Builder()
        .addTrustedCertificate(certificate.certificate())
        .build();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Connection connection : open) {
      connection.close();
    }
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        SSLSocket accepted = (SSLSocket) socket.accept();
        SSLParameters parameters = accepted.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        accepted.setSSLParameters(parameters);
        Connection connection = new Connection(accepted);
        open.add(connection);
        daemon(connection::serve);
      } catch (IOException e) {
        return; // the test is over
      }
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "http2-server");
    thread.setDaemon(true);
    thread.start();
  }

  /** What the server does with a request. */
  interface Behavior {
    /**
     * @param number the number of the request among all requests to this server, from 1
     */
    void serve(Connection connection, int stream, int number) throws IOException;
  }

  final class Connection {
    private final SSLSocket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    Connection(SSLSocket socket) throws IOException {
      this.socket = socket;
      this.in = new DataInputStream(socket.getInputStream());
      this.out = new DataOutputStream(socket.getOutputStream());
    }

    void respond(int stream, int status, String body) throws IOException {
      write(HEADERS, END_HEADERS, stream, (byte) (int) STATUS.get(status));
      write(DATA, END_STREAM, stream, body.getBytes(StandardCharsets.UTF_8));
    }

    void reset(int stream, int error) throws IOException {
      write(RST_STREAM, 0, stream, new byte[] {0, 0, 0, (byte) error});
    }

    /** Says that streams after the last one weren't processed and new ones aren't accepted. */
    void goAway(int lastStream) throws IOException {
      byte[] payload = new byte[8];
      payload[2] = (byte) (lastStream >> 8);
      payload[3] = (byte) lastStream;
      write(GOAWAY, 0, 0, payload);
    }

    void close() throws IOException {
      socket.close();
    }

    private void serve() {
      connections.incrementAndGet();
      try {
        in.readNBytes(24); // the client's preface
        write(SETTINGS, 0, 0);
        Map<Integer, Integer> numbers = new HashMap<>();
        while (true) {
          int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
          int type = in.readUnsignedByte();
          int flags = in.readUnsignedByte();
          int stream = in.readInt();
          byte[] payload = in.readNBytes(length);
          if (type == SETTINGS && flags != ACK) {
            write(SETTINGS, ACK, 0);
          } else if (type == PING && flags != ACK) {
            write(PING, ACK, 0, payload);
          } else if (type == RST_STREAM) {
            cancelled.incrementAndGet();
          } else if ((type == HEADERS || type == DATA) && (flags & END_STREAM) != 0) {
            numbers.put(stream, requests.incrementAndGet());
            behavior.serve(this, stream, numbers.get(stream));
          }
        }
      } catch (IOException e) {
        // either side closed the connection
      }
    }

    private synchronized void write(int type, int flags, int stream, byte... payload)
        throws IOException {
      out.writeByte(payload.length >> 16);
      out.writeShort(payload.length);
      out.writeByte(type);
      out.writeByte(flags);
      out.writeInt(stream);
      out.write(payload);
      out.flush();
    }
  }
}
