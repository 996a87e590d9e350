package io.partnercenter.users.sandbox;

import java.util.ArrayList;
import java.util.List;

/** The record of all exchanges. */
final class Recorder {
  private final List<Exchange> exchanges = new ArrayList<>();

  synchronized void add(Exchange exchange) {
    exchanges.add(exchange);
  }

  synchronized List<Exchange> exchanges() {
    return List.copyOf(exchanges);
  }
}
