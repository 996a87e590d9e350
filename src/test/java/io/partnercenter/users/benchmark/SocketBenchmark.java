package io.partnercenter.users.benchmark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Sends the same bytes again and again, and reads the response without parsing it. The result is
 * the part of all other figures that belongs to the server and the loopback. Public because JMH
 * requires it.
 */
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SocketBenchmark {
  /** The port of a {@link CannedServer}. */
  @Param("0")
  int port;

  private final byte[] response = new byte[1 << 13];
  private byte[] request;
  private int responseLength;
  private Socket socket;

  @Setup
  public void open() throws IOException {
    request =
        ("PATCH / HTTP/1.1\r\nContent-Length: 0\r\nX: " + Sample.TOKEN + "\r\n\r\n")
            .getBytes(ISO_8859_1);
    socket = new Socket(InetAddress.getByName("127.0.0.1"), port);
    socket.setTcpNoDelay(true);
    socket.getOutputStream().write(request);
    String end = Sample.response(0).substring(Sample.response(0).length() - 20);
    StringBuilder first = new StringBuilder();
    while (first.indexOf(end) < 0) {
      first.append((char) socket.getInputStream().read());
    }
    responseLength = first.length();
  }

  @TearDown
  public void close() throws IOException {
    socket.close();
  }

  @Benchmark
  public Object sync() throws IOException {
    socket.getOutputStream().write(request);
    if (socket.getInputStream().readNBytes(response, 0, responseLength) < responseLength) {
      throw new EOFException("the server closed the connection");
    }
    return response;
  }
}
