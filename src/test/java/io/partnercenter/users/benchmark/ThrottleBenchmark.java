package io.partnercenter.users.benchmark;

import io.partnercenter.users.PartnerCenter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures many calls at once with a service that throttles, through the whole client, in real
 * time. The runs need little processor time, so they run at the same time.
 */
final class ThrottleBenchmark {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final List<ThrottledCalls> ALL =
      List.of(
          new ThrottledCalls("10 a second", 500, 1, 10, SECOND, true, 1.25),
          new ThrottledCalls("20 a second", 300, 1, 20, SECOND, true, 1.5),
          new ThrottledCalls("60 in 20 seconds", 240, 1, 60, SECOND.multipliedBy(20), true, 1.2),
          new ThrottledCalls("20 a second for all customers", 400, 100, 20, SECOND, false, 1.5));

  /** Calls without a limit: without them the first results would include the JVM's warm-up. */
  private static final ThrottledCalls WARM_UP =
      new ThrottledCalls("no limit", 500, 1, Integer.MAX_VALUE, SECOND, true, 0);

  private static final double MOST_REFUSED_PERCENT = 10;
  private static final double MOST_DELAY = 1.1;
  private static final String CLIENT = Peer.Kind.CLIENT.title;
  private static final String IDEAL = "ideal";
  private static final String ALONE = "alone";
  private static final String THROTTLED = "while another is throttled";

  private final int divisor;
  private final Table times = new Table("Many calls, throttled: until the last response", "s");
  private final Table refusals = new Table("Many calls, throttled: requests refused", "%");
  private final Table failures = new Table("Many calls, throttled: calls that fail", "calls");
  private final Table secondCustomer =
      new Table("A second customer's PATCH: 99 % of the calls take no longer", "ms");
  private final List<Report.Chart> charts = new ArrayList<>();

  /**
   * @param divisor the number by which the number of calls is divided
   */
  ThrottleBenchmark(int divisor) {
    this.divisor = divisor;
  }

  void run() throws IOException, InterruptedException {
    ThrottleRun.of(WARM_UP);
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      Future<Duration> alone = threads.submit(() -> secondCustomer(false));
      Future<Duration> beside = threads.submit(() -> secondCustomer(true));
      List<Future<ThrottleRun>> runs = new ArrayList<>();
      for (ThrottledCalls calls : ALL) {
        runs.add(threads.submit(() -> ThrottleRun.of(calls.shortened(divisor))));
      }
      for (Future<ThrottleRun> run : runs) {
        add(run.get());
      }
      secondCustomer.add(ALONE, CLIENT, alone.get().toNanos() / 1e6);
      secondCustomer.add(THROTTLED, CLIENT, beside.get().toNanos() / 1e6);
    } catch (ExecutionException e) {
      throw new IOException(e);
    } finally {
      threads.shutdownNow();
    }
  }

  List<Table> tables() {
    return List.of(times, refusals, failures, secondCustomer);
  }

  List<Report.Chart> charts() {
    return charts;
  }

  List<Target> targets() {
    List<Target> targets = new ArrayList<>();
    for (ThrottledCalls calls : ALL) {
      String row = row(calls.shortened(divisor));
      targets.add(
          Target.atMost(
              calls.maxTimeRatio(),
              row + ": time relative to the ideal",
              times.ratioOfMedians(row, CLIENT, IDEAL)));
      targets.add(
          Target.atMost(MOST_REFUSED_PERCENT, row + ": refused, %", refusals.median(row, CLIENT)));
      targets.add(Target.atMost(0, row + ": calls that fail", failures.median(row, CLIENT)));
    }
    targets.add(
        Target.atMost(
            MOST_DELAY,
            "a customer while another is throttled, p99 relative to alone",
            secondCustomer.median(THROTTLED, CLIENT) / secondCustomer.median(ALONE, CLIENT)));
    return targets;
  }

  private void add(ThrottleRun run) {
    String row = row(run.calls());
    times.add(row, CLIENT, run.length().toMillis() / 1e3);
    times.add(row, IDEAL, run.calls().ideal().toMillis() / 1e3);
    refusals.add(row, CLIENT, run.refusedPercent());
    failures.add(row, CLIENT, run.failed());
    charts.add(
        new Report.Chart("Requests a second: " + row, Timeline.svg(run.arrivals(), run.length())));
  }

  private static String row(ThrottledCalls calls) {
    return calls.calls() + " calls at " + calls.title();
  }

  private Duration secondCustomer(boolean besideThrottled) throws IOException {
    ThrottledCalls calls = ALL.get(0).shortened(divisor);
    try (ThrottlingServer server = ThrottlingServer.start(calls);
        PartnerCenter partner = ThrottleRun.client(server.baseUrl())) {
      List<CompletableFuture<Boolean>> throttled =
          besideThrottled ? ThrottleRun.start(calls, partner) : List.of();
      Duration time = SecondCustomer.percentile99(partner, calls.calls() * 4 / 5);
      throttled.forEach(CompletableFuture::join);
      return time;
    }
  }
}
