package io.partnercenter.users.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Compares this client with its peers. All variants are measured in each round, so that a
 * disturbance of the machine affects all of them.
 */
final class Benchmarks {
  private final Effort effort;
  private final Distribution distribution;

  private final Table patches = new Table("One PATCH: half of the calls take no longer", "µs");
  private final Table patchBytes = new Table("One PATCH: memory allocated", "bytes");
  private final Table threads = new Table("PATCHes a second, by threads", "calls/s");
  private final Table sizes = new Table("One PATCH, by size of update and user", "µs");
  private final Table customers = new Table("One PATCH, by number of customers", "µs");
  private final Table codecs = new Table("JSON of an update and a user", "ns");
  private final Table codecBytes = new Table("JSON: memory allocated", "bytes");
  private final Table coldStarts = new Table("Fresh JVM: from main to the first response", "ms");
  private final Table coldClasses = new Table("Fresh JVM: classes loaded", "classes");
  private final Table footprint = new Table("Memory that is retained", "bytes");
  private final ThrottleBenchmark throttle;
  private final BulkBenchmark bulk;
  private final Table footprintThreads = new Table("Threads of a client", "threads");

  private Benchmarks(Effort effort, Distribution distribution) {
    this.effort = effort;
    this.distribution = distribution;
    this.throttle = new ThrottleBenchmark(effort.throttledDivisor());
    this.bulk = new BulkBenchmark(effort.throttledDivisor(), distribution);
  }

  /**
   * Writes the results into a folder.
   *
   * @param args the folder; the client's jar; the class path of its run-time dependencies; whether
   *     to do a quick run
   */
  public static void main(String[] args) throws Exception {
    Effort effort = Boolean.parseBoolean(args[3]) ? Effort.QUICK : Effort.FULL;
    Distribution distribution = new Distribution(Path.of(args[1]), args[2]);
    Benchmarks benchmarks = new Benchmarks(effort, distribution);
    EqualExchanges.check();
    benchmarks.run();
    List<Report.Chart> charts = new ArrayList<>(benchmarks.throttle.charts());
    charts.addAll(benchmarks.bulk.charts());
    Report report = new Report(benchmarks.tables(), benchmarks.targets(), charts);
    Path folder = Files.createDirectories(Path.of(args[0]));
    Files.writeString(folder.resolve("results.json"), report.json());
    Files.writeString(folder.resolve("results.md"), report.markdown());
    Files.writeString(folder.resolve("index.html"), BenchmarkPage.html(report));
    System.out.println(report.markdown());
    System.out.println("Also in " + folder.resolve("index.html"));
  }

  private void run() throws IOException, InterruptedException, RunnerException {
    rounds("throttle", 1, round -> throttle.run());
    rounds("bulk", 1, round -> bulk.run());
    try (ChildJvm server = ChildJvm.server(0)) {
      int port = server.nextNumber();
      rounds("cold start", effort.coldStarts(), round -> coldStart(round, port));
      rounds("footprint", 1, round -> footprint(port));
      rounds("JSON", effort.rounds(), this::codecs);
      rounds("one PATCH", effort.rounds(), round -> patches(round, port));
      for (int count : new int[] {1, 2, 4}) {
        rounds(threads(count), effort.growthRounds(), round -> threads(round, port, count));
      }
      rounds(threads(8), effort.rounds(), round -> threads(round, port, 8));
      rounds("customers", effort.growthRounds(), round -> customers(port));
    }
    for (int extra : new int[] {0, 1_000, 10_000, 100_000}) {
      try (ChildJvm server = ChildJvm.server(extra)) {
        int port = server.nextNumber();
        rounds(size(extra), effort.growthRounds(), round -> sizes(round, port, extra));
      }
    }
  }

  private void coldStart(int round, int port) throws IOException, InterruptedException {
    for (Peer.Kind kind : rotated(Peer.Kind.values(), round)) {
      List<Double> numbers =
          ChildJvm.numbers(
              distribution.classPath(),
              ColdStart.class.getName(),
              kind.name(),
              String.valueOf(port));
      coldStarts.add("first response", kind.title, numbers.get(0) / 1e6);
      coldClasses.add("classes", kind.title, numbers.get(1));
    }
  }

  private void footprint(int port) throws IOException, InterruptedException {
    for (Peer.Kind kind : Peer.Kind.values()) {
      List<Double> numbers =
          ChildJvm.numbers(
              distribution.classPath(),
              "-XX:+UseSerialGC", // leaves no garbage, because every collection compacts
              "-XX:MarkSweepAlwaysCompactCount=1",
              Footprint.class.getName(),
              kind.name(),
              String.valueOf(port));
      footprint.add("a client, not yet used", kind.title, numbers.get(0));
      footprint.add("a client with a connection", kind.title, numbers.get(1));
      footprintThreads.add("a client with a connection", kind.title, numbers.get(2));
      if (kind == Peer.Kind.CLIENT) {
        footprint.add("a user's handle", kind.title, numbers.get(3));
        footprint.add("options of a call", kind.title, numbers.get(4));
      }
    }
  }

  private void codecs(int round) throws RunnerException {
    for (String method : List.of("decode", "encode")) {
      for (Codec.Kind kind : rotated(Codec.Kind.values(), round)) {
        Jmh.Measures measures =
            measureAlone(
                CodecBenchmark.class, method, effort.codecTime(), Map.of("codec", kind.name()));
        codecs.add(method, kind.title, measures.medianTime());
        codecBytes.add(method, kind.title, measures.allocated());
      }
    }
  }

  private void patches(int round, int port) throws RunnerException {
    for (String method : List.of("sync", "async")) {
      Map<Peer.Kind, Jmh.Measures> all =
          comparePeers(round, method, Mode.SampleTime, 1, effort.patchTime(), Map.of("port", port));
      all.forEach(
          (kind, measures) -> {
            patches.add(method, kind.title, measures.medianTime());
            patchBytes.add(method, kind.title, measures.allocated());
          });
    }
    Map<String, Object> parameters = Map.of("port", port);
    patches.add(
        "sync",
        "socket alone",
        measureAlone(SocketBenchmark.class, "sync", effort.patchTime(), parameters).medianTime());
  }

  private void threads(int round, int port, int count) throws RunnerException {
    Map<Peer.Kind, Jmh.Measures> all =
        comparePeers(
            round, "sync", Mode.Throughput, count, effort.threadsTime(), Map.of("port", port));
    all.forEach(
        (kind, measures) ->
            threads.add(
                threads(count), kind.title, measures.score() * TimeUnit.SECONDS.toMicros(1)));
  }

  private void sizes(int round, int port, int extra) throws RunnerException {
    Map<String, Object> parameters = Map.of("port", port, "extra", extra);
    Map<Peer.Kind, Jmh.Measures> all =
        comparePeers(round, "sync", Mode.SampleTime, 1, effort.patchTime(), parameters);
    all.forEach((kind, measures) -> sizes.add(size(extra), kind.title, measures.medianTime()));
  }

  private void customers(int port) throws RunnerException {
    for (int count : new int[] {1, 100, 10_000}) {
      customers(counted(count) + " in turn", Map.of("port", port, "customers", count));
    }
    for (int count : new int[] {1, 10_000}) {
      customers(
          "1, while " + counted(count) + " are throttled",
          Map.of("port", port, "throttled", count));
    }
  }

  private void customers(String row, Map<String, Object> parameters) throws RunnerException {
    Jmh.Measures measures =
        measureAlone(PatchBenchmark.class, "sync", effort.patchTime(), parameters);
    customers.add(row, Peer.Kind.CLIENT.title, measures.medianTime());
  }

  private static Map<Peer.Kind, Jmh.Measures> comparePeers(
      int round,
      String method,
      Mode mode,
      int threads,
      TimeValue time,
      Map<String, Object> parameters)
      throws RunnerException {
    List<Peer.Kind> kinds = rotated(Peer.Kind.values(), round);
    Map<String, Object> all = new HashMap<>(parameters);
    all.put("peers", kinds.stream().map(Peer.Kind::name).collect(Collectors.joining(",")));
    List<Jmh.Measures> measures =
        Jmh.fork(PatchBenchmark.class, method, mode, threads, time, kinds.size(), all);
    Map<Peer.Kind, Jmh.Measures> byKind = new EnumMap<>(Peer.Kind.class);
    for (int i = 0; i < kinds.size(); i++) {
      byKind.put(kinds.get(i), measures.get(i));
    }
    return byKind;
  }

  private static Jmh.Measures measureAlone(
      Class<?> benchmark, String method, TimeValue time, Map<String, Object> parameters)
      throws RunnerException {
    return Jmh.fork(benchmark, method, Mode.SampleTime, 1, time, 1, parameters).get(0);
  }

  private List<Table> tables() {
    List<Table> tables = new ArrayList<>(throttle.tables());
    tables.addAll(bulk.tables());
    Collections.addAll(
        tables,
        patches,
        patchBytes,
        threads,
        sizes,
        customers,
        codecs,
        codecBytes,
        coldStarts,
        coldClasses,
        footprint,
        footprintThreads);
    return tables;
  }

  private List<Target> targets() throws IOException {
    String client = Peer.Kind.CLIENT.title;
    String retrofit = Peer.Kind.RETROFIT.title;
    String okHttp = Peer.Kind.OKHTTP.title;
    String generated = Codec.Kind.GENERATED.title;
    String byHand = Codec.Kind.HAND_WRITTEN.title;
    List<Target> targets = new ArrayList<>(throttle.targets());
    targets.addAll(bulk.targets());
    Collections.addAll(
        targets,
        Target.atMost(
            1.05, "PATCH time relative to Retrofit", patches.ratio("sync", client, retrofit)),
        Target.atMost(
            1.10, "PATCH memory relative to Retrofit", patchBytes.ratio("sync", client, retrofit)),
        Target.atLeast(
            0.95,
            "calls of 8 threads relative to Retrofit",
            threads.ratio(threads(8), client, retrofit)),
        Target.none(
            "async PATCH time relative to Retrofit", patches.ratio("async", client, retrofit)),
        Target.none("PATCH time relative to OkHttp", patches.ratio("sync", client, okHttp)),
        Target.none("PATCH memory relative to OkHttp", patchBytes.ratio("sync", client, okHttp)),
        Target.none(
            "calls of 8 threads relative to OkHttp", threads.ratio(threads(8), client, okHttp)),
        Target.atMost(
            1.10,
            "decode time relative to hand-written",
            codecs.ratio("decode", generated, byHand)),
        Target.atMost(
            1.00,
            "decode memory relative to hand-written",
            codecBytes.ratio("decode", generated, byHand)),
        Target.atMost(
            1.10,
            "encode time relative to hand-written",
            codecs.ratio("encode", generated, byHand)),
        Target.atMost(
            1.00,
            "encode memory relative to hand-written",
            codecBytes.ratio("encode", generated, byHand)),
        Target.atMost(
            1.15,
            "cold start time relative to Retrofit (of medians)",
            coldStarts.ratioOfMedians("first response", client, retrofit)),
        Target.atMost(300, "the client's jar, kB", distribution.jarBytes() / 1e3),
        Target.atMost(12, "jars at run time, including the client's own", distribution.jars()),
        Target.atMost(3.5, "jars at run time, MB", distribution.bytes() / 1e6));
    return targets;
  }

  private static String threads(int count) {
    return count + (count == 1 ? " thread" : " threads");
  }

  private static String size(int extra) {
    return extra == 0 ? "usual" : counted(extra) + " characters more";
  }

  private static String counted(int count) {
    return String.format(Locale.ENGLISH, "%,d", count);
  }

  private static <T> List<T> rotated(T[] all, int round) {
    List<T> rotated = new ArrayList<>(List.of(all));
    Collections.rotate(rotated, round);
    return rotated;
  }

  private static void rounds(String what, int count, Round round)
      throws IOException, InterruptedException, RunnerException {
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      round.run(i);
    }
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
    System.out.println(what + ": measured in " + seconds + " s");
  }

  private interface Round {
    void run(int number) throws IOException, InterruptedException, RunnerException;
  }
}
