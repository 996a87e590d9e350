package io.partnercenter.users.bulk;

import io.partnercenter.users.PartnerAuthenticationException;
import io.partnercenter.users.PartnerCenter;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * A bulk update: carries out many changes of users, as fast as the service admits them.
 * Thread-safe.
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
 * Changes of the same user are made one after the other, in the order of the input. Changes of
 * different users are made at the same time and end in any order. While the service throttles a
 * customer, only as many of its changes are in flight as the service admits in a second, so that
 * changes of other customers go on.
 *
 * <p>The input is read as needed. To find changes of customers that aren't throttled, or of users
 * that have no change in flight, up to {@value BulkUpdate#MAX_READ_AHEAD} further changes are read
 * and kept in memory. The memory that a run needs doesn't grow with the input.
 */
public final class BulkUpdate {
  /** The maximum number of changes that are kept in memory, besides those in flight. */
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
   * Returns a builder with the defaults.
   *
   * @param partner the client that sends the changes. It is not closed at the end of a run
   * @throws NullPointerException if {@code partner} is null
   */
  public static Builder builder(PartnerCenter partner) {
    return new Builder(Objects.requireNonNull(partner, "partner"));
  }

  /**
   * Carries out the changes. Returns when each change that was read has its outcome.
   *
   * <p>A change that fails doesn't end the run, see {@link Builder#stopAfter}. The run stops early
   * if there is no access token ({@link PartnerAuthenticationException}), if the service refuses
   * the token (status 401), if the client is closed, if {@link #cancel} is called, or if this
   * thread is interrupted (it stays interrupted). Then no further change is read or sent. The
   * outcome of a change that was read but not sent is {@link ChangeOutcome.Status#NOT_TRIED}.
   *
   * <p>An exception of the input or the listener also ends the run. It is thrown to the caller
   * after all changes in flight have ended and all outcomes were reported.
   *
   * @param changes the input. Only this thread uses its iterator
   * @return how many changes ended in which way
   * @throws NullPointerException if {@code changes} or a change in it is null
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
   * Ends all runs soon. Changes in flight are cancelled; their outcome is {@link
   * ChangeOutcome.Status#CANCELLED}. May be called from any thread, also from the listener.
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
     * Sets the maximum number of changes in flight, including those that wait for a throttle. The
     * default is 32. The client's OkHttp sends at most 64 requests at once.
     *
     * @throws IllegalArgumentException if the number is less than 1
     */
    public Builder maxInFlight(int maxInFlight) {
      if (maxInFlight < 1) {
        throw new IllegalArgumentException("maxInFlight must be at least 1, not " + maxInFlight);
      }
      this.maxInFlight = maxInFlight;
      return this;
    }

    /**
     * Stops the run after this many changes have failed: no further change is sent. Changes in
     * flight end as usual. By default, failures don't stop the run.
     *
     * @throws IllegalArgumentException if the number is less than 1
     */
    public Builder stopAfter(long failures) {
      if (failures < 1) {
        throw new IllegalArgumentException("stopAfter must be at least 1, not " + failures);
      }
      this.stopAfter = failures;
      return this;
    }

    /**
     * Sets the listener, which receives the outcome of each change once, in the order in which the
     * changes end, on the thread of {@link BulkUpdate#run}. While the listener runs, no further
     * change is started.
     *
     * @throws NullPointerException if {@code onOutcome} is null
     */
    public Builder onOutcome(Consumer<ChangeOutcome> onOutcome) {
      this.onOutcome = Objects.requireNonNull(onOutcome, "onOutcome");
      return this;
    }

    /** Builds the bulk update. */
    public BulkUpdate build() {
      return new BulkUpdate(this);
    }
  }
}
