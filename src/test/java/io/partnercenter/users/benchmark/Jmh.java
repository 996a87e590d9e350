package io.partnercenter.users.benchmark;

import java.util.Map;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs benchmarks one fork at a time, so that the caller can take turns. */
final class Jmh {
  private Jmh() {}

  /**
   * Runs the method in a fresh JVM.
   *
   * @param time of warming up, and again of measuring
   */
  static RunResult fork(
      Class<?> benchmark,
      String method,
      Mode mode,
      int threads,
      TimeValue time,
      Map<String, Object> parameters)
      throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(Pattern.quote(benchmark.getName() + "." + method) + "$")
            .mode(mode)
            .threads(threads)
            .forks(1)
            .warmupIterations(2)
            .warmupTime(half(time))
            .measurementIterations(2)
            .measurementTime(half(time))
            .addProfiler(GCProfiler.class)
            .jvmArgs("-Xms512m", "-Xmx512m")
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true);
    parameters.forEach((name, value) -> options.param(name, value.toString()));
    return new Runner(options.build()).runSingle();
  }

  /** Bytes for each call. */
  static double allocated(RunResult result) {
    return result.getSecondaryResults().get("gc.alloc.rate.norm").getScore();
  }

  /** Half of the calls take no longer. */
  static double median(RunResult result) {
    return result.getPrimaryResult().getStatistics().getPercentile(50);
  }

  private static TimeValue half(TimeValue time) {
    return new TimeValue(time.getTime() / 2, time.getTimeUnit());
  }
}
