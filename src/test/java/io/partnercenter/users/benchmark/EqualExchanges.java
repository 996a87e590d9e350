package io.partnercenter.users.benchmark;

import io.partnercenter.users.model.CustomerUser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;

/** Checks that all peers send the same request and read the same user. */
final class EqualExchanges {
  private static final Set<String> NEW_IN_EACH_REQUEST = Set.of("MS-RequestId", "MS-CorrelationId");

  private EqualExchanges() {}

  /** Sends the PATCH with each peer, sync and async. */
  static List<Exchange> all() throws IOException, InterruptedException {
    List<Exchange> all = new ArrayList<>();
    try (MockWebServer server = new MockWebServer()) {
      for (Peer.Kind kind : Peer.Kind.values()) {
        try (Peer peer = kind.open(server.getPort())) {
          for (boolean async : new boolean[] {false, true}) {
            server.enqueue(new MockResponse().setBody(Sample.response(0)));
            CustomerUser user =
                async
                    ? peer.patchAsync(Sample.CUSTOMER, Sample.update(0)).join()
                    : peer.patch(Sample.CUSTOMER, Sample.update(0));
            all.add(new Exchange(kind.title, request(server.takeRequest()), user));
          }
        }
      }
    }
    return all;
  }

  /**
   * Checks that all exchanges are equal.
   *
   * @throws IllegalStateException if one differs
   */
  static void check() throws IOException, InterruptedException {
    List<Exchange> all = all();
    for (Exchange each : all) {
      if (!each.request.equals(all.get(0).request) || !each.user.equals(all.get(0).user)) {
        throw new IllegalStateException("exchanges differ: " + all.get(0) + " and " + each);
      }
    }
  }

  /**
   * Returns everything that is compared. New ids count only by their length; User-Agent and Host
   * don't count.
   */
  private static String request(RecordedRequest request) {
    TreeMap<String, Object> headers = new TreeMap<>(request.getHeaders().toMultimap());
    headers.keySet().removeAll(Set.of("user-agent", "host"));
    for (String name : NEW_IN_EACH_REQUEST) {
      headers.put(name.toLowerCase(Locale.ROOT), request.getHeader(name).length());
    }
    return request.getRequestLine() + headers + request.getBody().readUtf8();
  }

  /** An exchange, with the title of its peer. */
  record Exchange(String peer, String request, CustomerUser user) {}
}
