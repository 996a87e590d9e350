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

/** What is compared must do the same: send the same request, and get the same user. */
final class EqualExchanges {
  private static final Set<String> FRESH = Set.of("MS-RequestId", "MS-CorrelationId");

  private EqualExchanges() {}

  /** Does the exchange by each peer, sync and async. */
  static List<Exchange> all() throws IOException, InterruptedException {
    List<Exchange> all = new ArrayList<>();
    try (MockWebServer server = new MockWebServer()) {
      for (Peer.Kind kind : Peer.Kind.values()) {
        try (Peer peer = kind.open(server.getPort())) {
          for (boolean async : new boolean[] {false, true}) {
            server.enqueue(new MockResponse().setBody(Sample.answer(0)));
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
   * Refuses to go on if one isn't like the others.
   *
   * @throws IllegalStateException if one differs
   */
  static void check() throws IOException, InterruptedException {
    List<Exchange> all = all();
    for (Exchange each : all) {
      if (!each.request.equals(all.get(0).request) || !each.user.equals(all.get(0).user)) {
        throw new IllegalStateException("not the same exchange: " + all.get(0) + " and " + each);
      }
    }
  }

  /** All that is sent but for fresh ids, of which only the length counts, and the product. */
  private static String request(RecordedRequest request) {
    TreeMap<String, Object> headers = new TreeMap<>(request.getHeaders().toMultimap());
    headers.keySet().removeAll(Set.of("user-agent", "host"));
    for (String name : FRESH) {
      headers.put(name.toLowerCase(Locale.ROOT), request.getHeader(name).length());
    }
    return request.getRequestLine() + headers + request.getBody().readUtf8();
  }

  /** One, with whom did it. */
  record Exchange(String peer, String request, CustomerUser user) {}
}
