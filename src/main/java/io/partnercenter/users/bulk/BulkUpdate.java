package io.partnercenter.users.bulk;

import io.partnercenter.users.PartnerAuthenticationException;
import io.partnercenter.users.PartnerCenter;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Carries out many changes of users, as fast as the service admits them. Thread-safe.
 *
 * <pre>{@code
 * BulkSummary summary =
 *     BulkUpdate.builder(partner)
 *         .maxInFlight(32)
 *         .onOutcome(outcome -> report(outcome))
 *         .build()
 *         .run(changes);
 * }</pre>
 *
 * <p>Each change is a call of its own, with the retries, the throttle and the limit of the client.
 * Changes of one user are made one after the other, in the order of the input. Changes of different
 * users are made at the same time and end in any order. While the service throttles a customer,
 * only so many of its changes are on their way as the service admits in a second, so that changes
 * of other customers go on.
 *
 * <p>The input is read as it is needed. To find changes of customers that aren't throttled, or of
 * users that have none on its way, up to {@value BulkUpdate#MAX_READ_AHEAD} further ones are read
 * and kept in memory. The memory that a run takes doesn't grow with the input.
 */
public final class BulkUpdate {
  /** How many changes are kept in memory at most, besides those on their way. */
  static final int MAX_READ_AHEAD = 10_000;

  private final PartnerCenter partner;
  private final int maxInFlight;
  private final long stopAfter;
  private final Consumer<ChangeOutcome> onOutcome;
  private final Set<BulkRun> runs = ConcurrentHashMap.newKeySet();

  private BulkUpdate(Builder builder) {
    partner = builder.partner;
    maxInFlight = builder.maxInFlight;
    stopAfter = builder.stopAfter;
    onOutcome = builder.onOutcome;
  }

  /**
   * A builder with the defaults.
   *
   * @param partner sends the changes. It is not closed at the end of a run
   * @throws NullPointerException if it is null
   */
  public static Builder builder(PartnerCenter partner) {
    return new Builder(Objects.requireNonNull(partner, "partner"));
  }

  /**
   * Carries out the changes. Returns when each one that was read has its outcome.
   *
   * <p>A change that fails doesn't end the run, see {@link Builder#stopAfter}. The run stops early
   * when there is no access token ({@link PartnerAuthenticationException}), when the client is
   * closed, at {@link #cancel}, and when this thread is interrupted, which is kept. Then no further
   * change is read or sent. The outcome of one that was read but not sent is {@link
   * ChangeOutcome.Status#NOT_TRIED}.
   *
   * <p>What the input or the listener throws ends the run, too, and reaches the caller: after what
   * was on its way has ended, and after each of its outcomes was told.
   *
   * @param changes the input. Its iterator is used by this thread only
   * @return how many changes ended in which way
   * @throws NullPointerException if {@code changes} or one of them is null
   */
  public BulkSummary run(Iterable<UserChange> changes) {
    Objects.requireNonNull(changes, "changes");
    BulkRun run = new BulkRun(partner, maxInFlight, stopAfter, onOutcome, changes.iterator());
    runs.add(run);
    try {
      return run.run();
    } finally {
      runs.remove(run);
    }
  }

  /**
   * Ends all runs soon. Changes on their way are cancelled; their outcome is {@link
   * ChangeOutcome.Status#CANCELLED}. May be called by any thread, the listener's included.
   */
  public void cancel() {
    runs.forEach(BulkRun::cancel);
  }

  /** Builds a {@link BulkUpdate}. Not thread-safe. */
  public static final class Builder {
    private final PartnerCenter partner;
    private int maxInFlight = 32;
    private long stopAfter = Long.MAX_VALUE;
    private Consumer<ChangeOutcome> onOutcome = outcome -> {};

    private Builder(PartnerCenter partner) {
      this.partner = partner;
    }

    /**
     * How many changes are on their way at most, those that wait for a throttle included. 32 if it
     * isn't set. The client's OkHttp sends at most 64 requests at once.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public Builder maxInFlight(int maxInFlight) {
      if (maxInFlight < 1) {
        throw new IllegalArgumentException("maxInFlight must be at least 1, not " + maxInFlight);
      }
      this.maxInFlight = maxInFlight;
      return this;
    }

    /**
     * Stops after so many changes have failed: no further one is sent. Those on their way end as
     * usual. If it isn't set, failures don't stop the run.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public Builder stopAfter(long failures) {
      if (failures < 1) {
        throw new IllegalArgumentException("stopAfter must be at least 1, not " + failures);
      }
      this.stopAfter = failures;
      return this;
    }

    /**
     * Is told the outcome of each change once, in the order in which they end, on the thread of
     * {@link BulkUpdate#run}. While it works no further change is begun.
     *
     * @throws NullPointerException if it is null
     */
    public Builder onOutcome(Consumer<ChangeOutcome> onOutcome) {
      this.onOutcome = Objects.requireNonNull(onOutcome, "onOutcome");
      return this;
    }

    /** Builds it. */
    public BulkUpdate build() {
      return new BulkUpdate(this);
    }
  }
}
