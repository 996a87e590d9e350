package io.partnercenter.users.benchmark;

import io.partnercenter.users.AccessTokens;
import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.UserHandle;
import io.partnercenter.users.model.CustomerUserUpdate;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** The outcome of one {@link ThrottledCalls}. */
final class ThrottleRun {
  private static final long CUSTOMERS = 5;

  private final ThrottledCalls calls;
  private final List<ThrottlingServer.Arrival> arrivals;
  private final Duration length;
  private final int failed;

  private ThrottleRun(
      ThrottledCalls calls, List<ThrottlingServer.Arrival> arrivals, Duration length, int failed) {
    this.calls = calls;
    this.arrivals = arrivals;
    this.length = length;
    this.failed = failed;
  }

  /** Sends the calls through the whole client, and waits until all have a result. */
  static ThrottleRun of(ThrottledCalls calls) throws IOException {
    try (ThrottlingServer server = ThrottlingServer.start(calls);
        PartnerCenter partner = client(server.baseUrl())) {
      long start = System.nanoTime();
      List<CompletableFuture<Boolean>> all = start(calls, partner);
      int failed = 0;
      for (CompletableFuture<Boolean> succeeded : all) {
        failed += succeeded.join() ? 0 : 1;
      }
      Duration length = Duration.ofNanos(System.nanoTime() - start);
      return new ThrottleRun(calls, server.arrivals(), length, failed);
    }
  }

  /** Starts all calls at once. Each future returns whether its call succeeded. */
  static List<CompletableFuture<Boolean>> start(ThrottledCalls calls, PartnerCenter partner) {
    CustomerUserUpdate update = Sample.update(0);
    List<CompletableFuture<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < calls.calls(); i++) {
      UUID customer = Sample.customer(CUSTOMERS, i % calls.customers());
      UserHandle user = partner.customers().byId(customer).users().byId(Sample.USER);
      all.add(user.patchAsync(update).handle((updated, failure) -> failure == null));
    }
    return all;
  }

  /** Returns a client with default settings and a longer limit for each call. */
  static PartnerCenter client(String baseUrl) {
    return PartnerCenter.builder()
        .baseUrl(baseUrl)
        .accessTokens(AccessTokens.of(Sample.TOKEN))
        .timeout(Duration.ofMinutes(5))
        .build();
  }

  ThrottledCalls calls() {
    return calls;
  }

  List<ThrottlingServer.Arrival> arrivals() {
    return arrivals;
  }

  Duration length() {
    return length;
  }

  int failed() {
    return failed;
  }

  double refusedPercent() {
    long refused = arrivals.stream().filter(arrival -> !arrival.admitted()).count();
    return 100.0 * refused / arrivals.size();
  }
}
