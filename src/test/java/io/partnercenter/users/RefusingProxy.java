package io.partnercenter.users;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;

/** A proxy that refuses all credentials. */
public final class RefusingProxy implements AutoCloseable {
  private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<String> requests = new CopyOnWriteArrayList<>();

  public RefusingProxy() throws IOException {
    Thread thread = new Thread(this::serve, "refusing-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns a client that goes through the proxy, and sends it wrong credentials each time. */
  public OkHttpClient client() {
    return new OkHttpClient.Builder()
        .proxy(new Proxy(Proxy.Type.HTTP, socket.getLocalSocketAddress()))
        .proxyAuthenticator(
            (route, response) ->
                response
                    .request()
                    .newBuilder()
                    .header("Proxy-Authorization", Credentials.basic("a", "wrong"))
                    .build())
        .build();
  }

  /** Returns the first line of each request. */
  public List<String> requests() {
    return requests;
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket connection = socket.accept()) {
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          if (line.contains(" HTTP/1.1")) {
            requests.add(line);
          } else if (line.isEmpty()) {
            connection
                .getOutputStream()
                .write(
                    ("HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"p\"\r\n"
                            + "Content-Length: 0\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
          }
        }
      } catch (IOException e) {
        // the client closed its connection, or the test is over
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
