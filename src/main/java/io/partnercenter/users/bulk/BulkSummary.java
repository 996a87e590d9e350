package io.partnercenter.users.bulk;

import io.partnercenter.users.ErrorCategory;
import io.partnercenter.users.PartnerServiceException;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** What became of all changes of a run of {@link BulkUpdate}. Immutable. */
public final class BulkSummary {
  private final long done;
  private final long failed;
  private final long cancelled;
  private final long notTried;
  private final Map<ErrorCategory, Long> failedByCategory;
  private final long refusedByThrottle;
  private final boolean complete;
  private final Duration duration;

  private BulkSummary(Counter counter, Duration duration, long refusedByThrottle) {
    this.done = counter.done;
    this.failed = counter.failed;
    this.cancelled = counter.cancelled;
    this.notTried = counter.notTried;
    this.failedByCategory = Collections.unmodifiableMap(new EnumMap<>(counter.failedByCategory));
    this.refusedByThrottle = refusedByThrottle;
    this.complete = counter.inputEnded && counter.cancelled + counter.notTried == 0;
    this.duration = duration;
  }

  /** How many changes the service carried out. */
  public long done() {
    return done;
  }

  /** How many changes failed, for whatever reason. */
  public long failed() {
    return failed;
  }

  /**
   * How many changes the service refused, by the kind of its response. A failure without a response
   * of the service, such as a time-out, counts in {@link #failed()} alone.
   *
   * @return an unmodifiable map of those that occurred
   */
  public Map<ErrorCategory, Long> failedByCategory() {
    return failedByCategory;
  }

  /** How many changes were on their way when the run was cancelled. */
  public long cancelled() {
    return cancelled;
  }

  /** How many changes were taken from the input but not sent, because the run was stopped. */
  public long notTried() {
    return notTried;
  }

  /**
   * Whether every change of the input was tried. If not, the run was stopped: changes that are
   * neither told nor counted are left in the input.
   */
  public boolean isComplete() {
    return complete;
  }

  /**
   * How many requests the client got a 429 for during the run. They are sent again later and are no
   * failures of changes. Other calls of the same client count, too.
   */
  public long refusedByThrottle() {
    return refusedByThrottle;
  }

  /** How long the run took. */
  public Duration duration() {
    return duration;
  }

  /** For logs. */
  @Override
  public String toString() {
    return "BulkSummary{done="
        + done
        + ", failed="
        + failed
        + (failedByCategory.isEmpty() ? "" : " " + failedByCategory)
        + ", cancelled="
        + cancelled
        + ", notTried="
        + notTried
        + ", complete="
        + complete
        + ", refusedByThrottle="
        + refusedByThrottle
        + ", duration="
        + duration
        + "}";
  }

  /** Counts outcomes. Not thread-safe. */
  static final class Counter {
    private long done;
    private long failed;
    private long cancelled;
    private long notTried;
    private boolean inputEnded;
    private final Map<ErrorCategory, Long> failedByCategory = new EnumMap<>(ErrorCategory.class);

    void count(ChangeOutcome outcome) {
      switch (outcome.status()) {
        case DONE:
          done++;
          break;
        case CANCELLED:
          cancelled++;
          break;
        case NOT_TRIED:
          notTried++;
          break;
        default:
          failed++;
          if (outcome.failure() instanceof PartnerServiceException) {
            failedByCategory.merge(
                ((PartnerServiceException) outcome.failure()).category(), 1L, Long::sum);
          }
      }
    }

    long failed() {
      return failed;
    }

    void inputEnded() {
      inputEnded = true;
    }

    BulkSummary summary(Duration duration, long refusedByThrottle) {
      return new BulkSummary(this, duration, refusedByThrottle);
    }
  }
}
