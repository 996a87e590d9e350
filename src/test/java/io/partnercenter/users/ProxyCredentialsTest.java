package io.partnercenter.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.Authenticator;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials for a proxy. */
class ProxyCredentialsTest extends MockService {
  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void credentialsThatAProxyRefusesAreSentOnce(String scheme) throws Exception {
    Authenticator stubborn =
        (route, response) ->
            response
                .request()
                .newBuilder()
                .header("Proxy-Authorization", Credentials.basic("a", "wrong"))
                .build();
    try (RefusingProxy proxy = new RefusingProxy();
        PartnerCenter partner =
            PartnerCenter.builder()
                .accessTokens(AccessTokens.of("token"))
                .baseUrl(scheme + "://service.example/")
                .allowInsecureHttp()
                .timer(new VirtualTimer())
                .timeout(Duration.ofSeconds(4))
                .httpClient(
                    new OkHttpClient.Builder()
                        .proxy(new Proxy(Proxy.Type.HTTP, proxy.socket.getLocalSocketAddress()))
                        .proxyAuthenticator(stubborn)
                        .build())
                .build()) {
      Throwable failure = catchThrowable(() -> user(partner).get());

      assertThat(failure).isInstanceOf(PartnerException.class);
      assertThat(proxy.requests).hasSizeLessThanOrEqualTo(2);
      assertThat(((PartnerException) failure).attempts())
          .isEqualTo(scheme.equals("http") ? proxy.requests.size() : 1);
    }
  }

  /** A proxy that refuses all credentials. */
  private static final class RefusingProxy implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> requests = new CopyOnWriteArrayList<>();

    RefusingProxy() throws IOException {
      Thread thread = new Thread(this::serve, "refusing-proxy");
      thread.setDaemon(true);
      thread.start();
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
}
