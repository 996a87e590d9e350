package io.partnercenter.users.benchmark;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs benchmarks, and separates the results by subject. */
final class Jmh {
  private static final TimeValue TURN = TimeValue.milliseconds(250);

  private Jmh() {}

  /**
   * Runs the method in a fresh JVM, in which the subjects take turns of a quarter of a second,
   * because one JVM, or one minute of the machine, may be faster than another.
   *
   * @param time the time that each subject warms up, and the time that it is then measured
   * @param subjects the number of subjects; each iteration of the benchmark uses the next one
   * @return the measured values of each subject
   */
  static List<Measures> fork(
      Class<?> benchmark,
      String method,
      Mode mode,
      int threads,
      TimeValue time,
      int subjects,
      Map<String, Object> parameters)
      throws RunnerException {
    int turns = (int) Math.max(1, time.convertTo(MILLISECONDS) / TURN.convertTo(MILLISECONDS));
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(Pattern.quote(benchmark.getName() + "." + method) + "$")
            .mode(mode)
            .threads(threads)
            .forks(1)
            .warmupIterations(turns * subjects)
            .warmupTime(TURN)
            .measurementIterations(turns * subjects)
            .measurementTime(TURN)
            .addProfiler(GCProfiler.class)
            .jvmArgs("-Xms512m", "-Xmx512m")
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true);
    parameters.forEach((name, value) -> options.param(name, value.toString()));
    return bySubject(new Runner(options.build()).runSingle(), subjects);
  }

  private static List<Measures> bySubject(RunResult result, int subjects) {
    List<Measures> all = new ArrayList<>();
    for (int i = 0; i < subjects; i++) {
      all.add(new Measures(new ArrayList<>()));
    }
    int turn = 0;
    for (BenchmarkResult fork : result.getBenchmarkResults()) {
      for (IterationResult iteration : fork.getIterationResults()) {
        all.get(turn++ % subjects).turns.add(iteration);
      }
    }
    return all;
  }

  /** The measured values of one subject. */
  record Measures(List<IterationResult> turns) {
    /** Returns the median time of a call. */
    double medianTime() {
      return median(turn -> turn.getPrimaryResult().getStatistics().getPercentile(50));
    }

    double score() {
      return median(turn -> turn.getPrimaryResult().getScore());
    }

    /** Returns the bytes that a call allocates. */
    double allocated() {
      return median(turn -> turn.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
    }

    private double median(ToDoubleFunction<IterationResult> measure) {
      return Table.median(turns.stream().map(measure::applyAsDouble).toList());
    }
  }
}
