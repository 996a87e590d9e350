package io.partnercenter.users.benchmark;

import io.partnercenter.users.AccessTokens;
import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.bulk.BulkSummary;
import io.partnercenter.users.bulk.BulkUpdate;
import io.partnercenter.users.bulk.UserChange;
import io.partnercenter.users.model.CustomerUserUpdate;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** A program that runs one bulk update, in a JVM of its own. */
final class BulkClient {
  /** The number of times that memory is measured. */
  static final int SAMPLES = 10;

  private final int changes;
  private final int customers;
  private final CustomerUserUpdate update = Sample.update(0);
  private final List<Long> heap = new ArrayList<>();
  private int ended;

  private BulkClient(int changes, int customers) {
    this.changes = changes;
    this.customers = customers;
  }

  /**
   * Prints the number of changes that were made, the number that failed, and {@value #SAMPLES}
   * times the bytes in use on the heap.
   *
   * @param args the base URL; the number of changes; the number of customers; the largest number of
   *     changes in flight
   */
  public static void main(String[] args) {
    BulkClient client = new BulkClient(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    try (PartnerCenter partner =
        PartnerCenter.builder()
            .baseUrl(args[0])
            .accessTokens(AccessTokens.of(Sample.TOKEN))
            .build()) {
      BulkSummary summary =
          BulkUpdate.builder(partner)
              .maxInFlight(Integer.parseInt(args[3]))
              .onOutcome(outcome -> client.ended())
              .build()
              .run(() -> IntStream.range(0, client.changes).mapToObj(client::change).iterator());
      System.out.println(summary.done());
      System.out.println(summary.failed());
      client.heap.forEach(System.out::println);
    }
  }

  /** Returns a change for the next customer in turn, and for a user that has no other change. */
  private UserChange change(int number) {
    return UserChange.of(Sample.customer(5, number % customers), new UUID(7, number), update);
  }

  private void ended() {
    ended++;
    if (heap.size() < SAMPLES && ended >= changes / SAMPLES * (heap.size() + 1)) {
      System.gc();
      heap.add(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
  }
}
