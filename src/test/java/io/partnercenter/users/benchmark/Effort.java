package io.partnercenter.users.benchmark;

import org.openjdk.jmh.runner.options.TimeValue;

/**
 * How much is measured.
 *
 * @param rounds of what has a target; each has fresh JVMs
 * @param growthRounds of what shows how costs grow
 * @param patchTime of warming up with PATCHes of one peer, and again of measuring them
 * @param threadsTime the same where several threads send: they leave the compiler little of the
 *     processors, so it takes longer until all is compiled
 * @param codecTime the same of reading or writing JSON
 * @param coldStarts of each peer
 * @param throttledDivisor of the calls for services that throttle: one such part of them is made
 */
record Effort(
    int rounds,
    int growthRounds,
    TimeValue patchTime,
    TimeValue threadsTime,
    TimeValue codecTime,
    int coldStarts,
    int throttledDivisor) {
  /** About 27 minutes. */
  static final Effort FULL =
      new Effort(
          5,
          1,
          TimeValue.milliseconds(4_000),
          TimeValue.milliseconds(15_000),
          TimeValue.milliseconds(2_000),
          20,
          1);

  /** Three minutes, to see that all runs; too few for a verdict. */
  static final Effort QUICK =
      new Effort(
          1,
          1,
          TimeValue.milliseconds(500),
          TimeValue.milliseconds(500),
          TimeValue.milliseconds(200),
          3,
          2);
}
