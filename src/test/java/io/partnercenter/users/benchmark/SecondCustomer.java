package io.partnercenter.users.benchmark;

import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.UserHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Regular calls for another customer, fewer than the service admits, to see whether they take
 * longer while the first customer is throttled.
 */
final class SecondCustomer {
  private static final UUID CUSTOMER = Sample.customer(6, 0);
  private static final long INTERVAL_MILLIS = 125;

  private SecondCustomer() {}

  /** Makes this many calls. Returns the time that 99 % of them take at most. */
  static Duration percentile99(PartnerCenter partner, int calls) {
    UserHandle user = partner.customers().byId(CUSTOMER).users().byId(Sample.USER);
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    List<CompletableFuture<Duration>> times = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      CompletableFuture<Duration> time = new CompletableFuture<>();
      times.add(time);
      clock.schedule(() -> call(user, time), i * INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }
    List<Duration> sorted = times.stream().map(CompletableFuture::join).sorted().toList();
    clock.shutdown();
    return sorted.get((sorted.size() - 1) * 99 / 100);
  }

  private static void call(UserHandle user, CompletableFuture<Duration> time) {
    long start = System.nanoTime();
    user.patchAsync(Sample.update(0))
        .whenComplete(
            (updated, failure) -> time.complete(Duration.ofNanos(System.nanoTime() - start)));
  }
}
