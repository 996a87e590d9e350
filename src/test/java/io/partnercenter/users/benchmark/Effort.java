package io.partnercenter.users.benchmark;

import org.openjdk.jmh.runner.options.TimeValue;

/**
 * How much is measured. A round has one fork of a JVM for each variant, one after the other.
 *
 * @param rounds of what has a target
 * @param growthRounds of what shows how costs grow
 * @param patchTime of warming up a JVM that sends PATCHes, and again of measuring in it
 * @param threadsTime the same where several threads send: they leave the compiler little of the
 *     processors, so it takes longer until all is compiled
 * @param codecTime the same of one that reads and writes JSON
 * @param coldStarts of each peer
 */
record Effort(
    int rounds,
    int growthRounds,
    TimeValue patchTime,
    TimeValue threadsTime,
    TimeValue codecTime,
    int coldStarts) {
  /** About half an hour. */
  static final Effort FULL =
      new Effort(
          5,
          2,
          TimeValue.milliseconds(4_000),
          TimeValue.milliseconds(15_000),
          TimeValue.milliseconds(2_000),
          20);

  /** Two minutes, to see that all runs; too few for a verdict. */
  static final Effort QUICK =
      new Effort(
          1,
          1,
          TimeValue.milliseconds(500),
          TimeValue.milliseconds(500),
          TimeValue.milliseconds(200),
          3);
}
