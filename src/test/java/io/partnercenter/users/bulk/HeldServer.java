package io.partnercenter.users.bulk;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;

/** A service that holds requests until the test releases them. The test sets its responses. */
final class HeldServer implements AutoCloseable {
  private final MockWebServer server = new MockWebServer();
  private final List<String> received = new CopyOnWriteArrayList<>();

  /**
   * What each request waits for. It is one future for all requests, so that no request can begin to
   * wait after the release.
   */
  private volatile CompletableFuture<Void> hold = CompletableFuture.completedFuture(null);

  private volatile Function<RecordedRequest, MockResponse> responder =
      request -> ok(userOf(request));

  HeldServer() throws IOException {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            CompletableFuture<Void> released = hold;
            received.add(userOf(request) + " " + request.getBody().clone().readUtf8());
            released.join();
            return responder.apply(request);
          }
        });
    server.start();
  }

  String baseUrl() {
    return server.url("/").toString();
  }

  /** Makes each request from now on wait for {@link #release}. */
  void hold() {
    hold = new CompletableFuture<>();
  }

  /** Releases the requests that wait, and all later ones. */
  void release() {
    hold.complete(null);
  }

  /** Sets how the server responds. By default it responds with the user of the request. */
  void respondWith(Function<RecordedRequest, MockResponse> newResponder) {
    responder = newResponder;
  }

  /** Returns the user and body of each request, in the order in which they were received. */
  List<String> received() {
    return received;
  }

  int requests() {
    return received.size();
  }

  static String userOf(RecordedRequest request) {
    return request.getRequestUrl().pathSegments().get(4);
  }

  static String customerOf(RecordedRequest request) {
    return request.getRequestUrl().pathSegments().get(2);
  }

  static MockResponse ok(String user) {
    return new MockResponse()
        .setHeader("Content-Type", "application/json")
        .setBody("{\"id\":\"" + UUID.fromString(user) + "\"}");
  }

  @Override
  public void close() throws IOException {
    release();
    server.shutdown();
  }
}
