package io.partnercenter.users.console;

import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.ThrottleStatus;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** The progress of a run as text for people, in ASCII, which every terminal can show. */
final class BulkProgress {
  private final BulkTally tally;
  private final PartnerCenter partner;
  private final Set<UUID> customers;
  private final long endedBefore;
  private final long start = System.nanoTime();

  /**
   * @param tally the outcomes so far, including those of earlier runs
   * @param customers the customers whose throttles are shown
   */
  BulkProgress(BulkTally tally, PartnerCenter partner, Set<UUID> customers) {
    this.tally = tally;
    this.partner = partner;
    this.customers = customers;
    this.endedBefore = ended();
  }

  long rows() {
    return tally.rows();
  }

  long ended() {
    return tally.done() + tally.failed();
  }

  /** Returns what a bar doesn't show, short enough for a terminal of 80 columns. */
  String failuresAndThrottle() {
    return String.format(Locale.ROOT, "%,d failed", tally.failed()) + throttle();
  }

  /** Returns the whole progress in one line. */
  String line() {
    long ended = ended();
    double rate = (ended - endedBefore) / ((System.nanoTime() - start) / 1e9);
    String line =
        String.format(
            Locale.ROOT,
            "%,d of %,d rows, %s, %.1f a second",
            ended,
            rows(),
            failuresAndThrottle(),
            rate);
    return rate == 0
        ? line
        : line
            + ", "
            + String.format(Locale.ROOT, "%,d s left", Math.round((rows() - ended) / rate));
  }

  private String throttle() {
    long refused = partner.throttle().refused();
    Duration wait =
        Stream.concat(Stream.of(partner.throttle()), customers.stream().map(partner::throttle))
            .map(ThrottleStatus::remaining)
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    if (!wait.isZero()) {
      return ", waits " + (wait.toSeconds() + 1) + " s";
    }
    return refused == 0 ? "" : String.format(Locale.ROOT, ", %,d throttled", refused);
  }
}
