package io.partnercenter.users.benchmark;

import org.openjdk.jmh.runner.options.TimeValue;

/**
 * The length of a run.
 *
 * @param rounds the rounds of measurements that have a target; each round has fresh JVMs
 * @param growthRounds the rounds of measurements that show how costs grow
 * @param patchTime the time that a peer's PATCHes warm up, and the time that they are then measured
 * @param threadsTime the same if several threads send: they leave the compiler little processor
 *     time, so it takes longer until everything is compiled
 * @param codecTime the same for reading or writing JSON
 * @param coldStarts the cold starts of each peer
 * @param throttledDivisor the number by which the calls to throttling services are divided
 */
record Effort(
    int rounds,
    int growthRounds,
    TimeValue patchTime,
    TimeValue threadsTime,
    TimeValue codecTime,
    int coldStarts,
    int throttledDivisor) {
  /** A full run: about half an hour. */
  static final Effort FULL =
      new Effort(
          5,
          1,
          TimeValue.milliseconds(4_000),
          TimeValue.milliseconds(15_000),
          TimeValue.milliseconds(2_000),
          20,
          1);

  /** A run of four minutes that shows that everything runs. It is too short for a verdict. */
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
