package io.partnercenter.users.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where the browser comes back to; a client is the browser. */
class RedirectListenerTest {
  private final BlockingQueue<URI> answers = new LinkedBlockingQueue<>();
  private RedirectListener listener;
  private int port;

  @BeforeEach
  void listen() throws IOException {
    listener = RedirectListener.listen();
    listener.start(address -> address.getQuery().equals("state=right"), answers::add);
    port = listener.redirectUri().getPort();
  }

  @AfterEach
  void close() {
    listener.close();
  }

  @Test
  void onlyAGetToTheRootWithTheRedirectOfTheSignInIsAccepted() throws Exception {
    Request.Builder there = new Request.Builder().url(listener.redirectUri() + "/?state=right");

    assertThat(send(there.post(RequestBody.create("", null)), 400)).contains("No sign-in");
    assertThat(send(there.get().url(listener.redirectUri() + "/x?state=right"), 400))
        .contains("No sign-in");
    assertThat(send(there.url(listener.redirectUri() + "/?state=wrong"), 400))
        .contains("No sign-in");
    assertThat(answers).isEmpty();

    assertThat(send(there.url(listener.redirectUri() + "/?state=right"), 200))
        .contains("This window can be closed");
    assertThat(answers.poll(10, TimeUnit.SECONDS))
        .isEqualTo(URI.create(listener.redirectUri() + "/?state=right"));
  }

  @Test
  void thePageIsNotKeptAndTellsNobodyItsAddress() throws IOException {
    Request there = new Request.Builder().url(listener.redirectUri() + "/?state=right").build();
    try (Response page = new OkHttpClient().newCall(there).execute()) {
      assertThat(page.header("Cache-Control")).isEqualTo("no-store");
      assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
    }
  }

  @Test
  void nobodyElseOnTheNetworkCanReachIt() {
    assertThat(canConnect("127.0.0.1")).isTrue();
    assertThat(canConnect("127.0.0.2")).isFalse(); // all addresses would be this one, too
  }

  @Test
  void thePortIsTakenOfIpv6AsWell() throws IOException {
    assumeTrue(hasIpv6(), "the machine has IPv6");

    assertThat(canConnect("::1")).isTrue();
  }

  @Test
  void whoListensSecondGetsAnotherPort() throws IOException {
    try (RedirectListener second = RedirectListener.listen()) {
      assertThat(second.redirectUri().getPort()).isBetween(port + 1, 8499);
    }
  }

  @Test
  void wherePortsAreTakenOfIpv6AloneTheyArePassedOver() throws IOException {
    assumeTrue(hasIpv6(), "the machine has IPv6");
    listener.close();
    try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getByName("::1"));
        RedirectListener next = RedirectListener.listen()) {
      assertThat(other.isBound()).isTrue();
      assertThat(next.redirectUri().getPort()).isGreaterThan(port);
    }
  }

  private static String send(Request.Builder request, int status) throws IOException {
    try (Response page = new OkHttpClient().newCall(request.build()).execute()) {
      assertThat(page.code()).isEqualTo(status);
      return page.body().string();
    }
  }

  private boolean canConnect(String address) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 2_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean hasIpv6() {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
      return any.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
