package io.partnercenter.users.benchmark;

import io.partnercenter.users.model.CustomerUser;
import io.partnercenter.users.model.CustomerUserUpdate;
import java.io.Closeable;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A client that can send the PATCH: this project's client, or one that it is compared with. */
interface Peer extends Closeable {
  CustomerUser patch(UUID customer, CustomerUserUpdate update) throws IOException;

  CompletableFuture<CustomerUser> patchAsync(UUID customer, CustomerUserUpdate update);

  /** The clients that are compared. */
  enum Kind {
    CLIENT("this client"),
    RETROFIT("Retrofit"),
    OKHTTP("OkHttp");

    final String title;

    Kind(String title) {
      this.title = title;
    }

    /** Returns a client of this kind that connects to this port of the loopback. */
    Peer open(int port) {
      String baseUrl = "http://127.0.0.1:" + port + "/";
      return switch (this) {
        case CLIENT -> new ClientPeer(baseUrl);
        case RETROFIT -> new RetrofitPeer(baseUrl);
        case OKHTTP -> new OkHttpPeer(baseUrl);
      };
    }
  }
}
