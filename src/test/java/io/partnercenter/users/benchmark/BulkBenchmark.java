package io.partnercenter.users.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures bulk updates with a service that throttles, in real time. Each client has a JVM of its
 * own with a small heap. The runs need little processor time, so they run at the same time.
 */
final class BulkBenchmark {
  private static final int IN_FLIGHT = 128;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final List<ThrottledCalls> ALL =
      List.of(
          new ThrottledCalls("20 a second for each of 20", 20_000, 20, 20, SECOND, true, 0),
          new ThrottledCalls("10 a second", 1_000, 1, 10, SECOND, true, 0),
          new ThrottledCalls("60 in 20 seconds", 600, 1, 60, SECOND.multipliedBy(20), true, 0));

  /** The time in which the client learns the limits. Percentages are counted after it. */
  private static final Duration LEARNING = Duration.ofSeconds(20);

  private static final double LEAST_USED_PERCENT = 95;
  private static final double MOST_REFUSED_PERCENT = 2;
  private static final double MOST_GROWTH = 1.1;
  private static final String CLIENT = Peer.Kind.CLIENT.title;
  private static final String IDEAL = "ideal";
  private static final String EARLY = "after a tenth";
  private static final String LATE = "at the end";

  private final int divisor;
  private final Distribution distribution;
  private final Table times = new Table("Bulk update, throttled: until the last outcome", "s");
  private final Table used =
      new Table("Bulk update, after 20 s: share of what the limits allow", "%");
  private final Table refused = new Table("Bulk update, after 20 s: requests refused", "%");
  private final Table lost = new Table("Bulk update: changes lost or made twice", "changes");
  private final Table heap = new Table("Bulk update: heap of the client", "MB");
  private final List<Report.Chart> charts = new ArrayList<>();

  /**
   * @param divisor the number by which the number of changes is divided
   * @param distribution the client's jars
   */
  BulkBenchmark(int divisor, Distribution distribution) {
    this.divisor = divisor;
    this.distribution = distribution;
  }

  void run() throws IOException, InterruptedException {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      List<Future<Run>> runs = new ArrayList<>();
      for (ThrottledCalls changes : ALL) {
        runs.add(threads.submit(() -> run(changes.shortened(divisor))));
      }
      for (Future<Run> run : runs) {
        add(run.get());
      }
    } catch (ExecutionException e) {
      throw new IOException(e);
    } finally {
      threads.shutdownNow();
    }
  }

  List<Table> tables() {
    return List.of(times, used, refused, lost, heap);
  }

  List<Report.Chart> charts() {
    return charts;
  }

  List<Target> targets() {
    List<Target> targets = new ArrayList<>();
    for (ThrottledCalls changes : ALL) {
      String row = row(changes.shortened(divisor));
      targets.add(
          Target.atLeast(
              LEAST_USED_PERCENT,
              row + ": share of what the limits allow, %",
              used.median(row, CLIENT)));
      targets.add(
          Target.atMost(MOST_REFUSED_PERCENT, row + ": refused, %", refused.median(row, CLIENT)));
      targets.add(Target.atMost(0, row + ": lost or made twice", lost.median(row, CLIENT)));
      targets.add(
          Target.atMost(
              MOST_GROWTH,
              row + ": heap at the end relative to after a tenth",
              heap.ratioOfMedians(row, LATE, EARLY)));
    }
    return targets;
  }

  private Run run(ThrottledCalls changes) throws IOException, InterruptedException {
    try (ThrottlingServer server = ThrottlingServer.start(changes)) {
      long start = System.nanoTime();
      List<Double> numbers =
          ChildJvm.numbers(
              distribution.classPath(),
              "-Xmx64m",
              BulkClient.class.getName(),
              server.baseUrl(),
              String.valueOf(changes.calls()),
              String.valueOf(changes.customers()),
              String.valueOf(IN_FLIGHT));
      Duration length = Duration.ofNanos(System.nanoTime() - start);
      return new Run(changes, server.arrivals(), length, numbers);
    }
  }

  private void add(Run run) {
    ThrottledCalls changes = run.changes;
    List<ThrottlingServer.Arrival> arrivals = run.arrivals;
    List<Double> numbers = run.numbers;
    String row = row(changes);
    List<ThrottlingServer.Arrival> admitted =
        arrivals.stream().filter(ThrottlingServer.Arrival::admitted).toList();
    List<ThrottlingServer.Arrival> later =
        arrivals.stream().filter(arrival -> arrival.at().compareTo(LEARNING) > 0).toList();
    long laterAdmitted = later.stream().filter(ThrottlingServer.Arrival::admitted).count();

    times.add(row, CLIENT, run.length.toMillis() / 1e3);
    times.add(row, IDEAL, changes.ideal().toMillis() / 1e3);
    used.add(row, CLIENT, 100 * laterAdmitted / allowedLater(changes, arrivals));
    refused.add(row, CLIENT, 100.0 * (later.size() - laterAdmitted) / later.size());
    long users = admitted.stream().map(ThrottlingServer.Arrival::path).distinct().count();
    long notReported = changes.calls() - Math.round(numbers.get(0));
    lost.add(row, CLIENT, changes.calls() - users + admitted.size() - users + notReported);
    heap.add(row, EARLY, numbers.get(2) / 1e6);
    heap.add(row, LATE, numbers.get(1 + BulkClient.SAMPLES) / 1e6);
    charts.add(
        new Report.Chart("Requests a second, bulk: " + row, Timeline.svg(arrivals, run.length)));
  }

  /**
   * Returns the number of requests that the limits allowed after {@link #LEARNING}. A customer's
   * limit counts until the customer's last change.
   */
  private static double allowedLater(
      ThrottledCalls changes, List<ThrottlingServer.Arrival> arrivals) {
    Map<String, Duration> ends = new HashMap<>();
    arrivals.forEach(arrival -> ends.put(arrival.customer(), arrival.at()));
    double seconds =
        ends.values().stream().mapToLong(end -> end.minus(LEARNING).toMillis()).sum() / 1e3;
    return seconds * changes.admittedPerSecond() / changes.customers();
  }

  private static String row(ThrottledCalls changes) {
    return String.format(Locale.ENGLISH, "%,d changes at %s", changes.calls(), changes.title());
  }

  /** A finished run, with the numbers that {@link BulkClient} printed. */
  private record Run(
      ThrottledCalls changes,
      List<ThrottlingServer.Arrival> arrivals,
      Duration length,
      List<Double> numbers) {}
}
