package io.partnercenter.users.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.SpecCheckedSandbox;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Sends requests to a sandbox like a client in another language, by HTTP or byte by byte. */
final class RawClient {
  static final UUID CUSTOMER_ID = PartnerCenterSandbox.CUSTOMER_ID;
  static final UUID USER_ID = PartnerCenterSandbox.USER_ID;
  static final String CUSTOMER = "/v1/customers/" + CUSTOMER_ID;
  static final String USER = CUSTOMER + "/users/" + USER_ID;
  static final String UPDATE = update("\"usageLocation\":\"SE\"");
  static final String RESTORE = update("\"state\":\"active\"");

  private final HttpClient http = HttpClient.newHttpClient();
  private final SpecCheckedSandbox sandbox;

  RawClient(SpecCheckedSandbox sandbox) {
    this.sandbox = sandbox;
  }

  /** Returns the body of an update of these properties. */
  static String update(String properties) {
    return "{" + properties + ",\"attributes\":{\"objectType\":\"CustomerUser\"}}";
  }

  static String path(UUID userId) {
    return CUSTOMER + "/users/" + userId;
  }

  HttpRequest.Builder get(String path) {
    return HttpRequest.newBuilder(URI.create(sandbox.get().baseUrl() + path))
        .header("Authorization", "Bearer any")
        .header("MS-Contract-Version", "v1");
  }

  HttpRequest.Builder patch(String path, String body) {
    return request("PATCH", path, body);
  }

  HttpRequest.Builder request(String method, String path, String body) {
    return get(path)
        .header("Content-Type", "application/json")
        .method(method, HttpRequest.BodyPublishers.ofString(body));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest.Builder request) {
    return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Sends a request, asserts that the status is 200, and returns the body. */
  String accepted(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response = send(request);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }

  /** Sends a request, and asserts that the response is this error in the shape of the service. */
  HttpResponse<String> refused(int status, String code, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpResponse<String> response = send(request);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.body()).contains("\"code\":\"" + code + "\"");
    return response;
  }

  /** Opens a new connection, on which a read fails after 10 seconds. */
  Socket connect() throws IOException {
    URI uri = URI.create(sandbox.get().baseUrl());
    Socket socket = new Socket(uri.getHost(), uri.getPort());
    socket.setSoTimeout(10_000);
    return socket;
  }

  /**
   * Sends these bytes and the end of the stream. Returns the response, which is empty if there is
   * none.
   */
  String exchange(byte[] bytes) throws IOException {
    try (Socket socket = connect()) {
      try {
        socket.getOutputStream().write(bytes);
        socket.shutdownOutput();
      } catch (SocketException e) {
        // refused before the end: the response received so far counts
      }
      return readToEnd(socket);
    }
  }

  /** Reads the rest of the response until the connection is closed, orderly or not. */
  static String readToEnd(Socket socket) throws IOException {
    StringBuilder response = new StringBuilder();
    byte[] buffer = new byte[8192];
    try {
      for (int n; (n = socket.getInputStream().read(buffer)) >= 0; ) {
        response.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
      }
    } catch (SocketException e) {
      // reset: the response received so far counts
    }
    return response.toString();
  }
}
