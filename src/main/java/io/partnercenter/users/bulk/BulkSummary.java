package io.partnercenter.users.bulk;

import io.partnercenter.users.ErrorCategory;
import io.partnercenter.users.PartnerServiceException;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** The outcome of a run of {@link BulkUpdate}: how many changes ended in which way. Immutable. */
public final class BulkSummary {
  private final long done;
  private final long failed;
  private final long cancelled;
  private final long notTried;
  private final Map<ErrorCategory, Long> failedByCategory;
  private final long refusedByThrottle;
  private final boolean complete;
  private final Duration duration;

  private BulkSummary(
      Counter counter, boolean reachedEnd, Duration duration, long refusedByThrottle) {
    this.done = counter.done;
    this.failed = counter.failed;
    this.cancelled = counter.cancelled;
    this.notTried = counter.notTried;
    this.failedByCategory = Collections.unmodifiableMap(new EnumMap<>(counter.failedByCategory));
    this.refusedByThrottle = refusedByThrottle;
    this.complete = reachedEnd && counter.cancelled + counter.notTried == 0;
    this.duration = duration;
  }

  /** Returns how many changes the service carried out. */
  public long done() {
    return done;
  }

  /** Returns how many changes failed, for any reason. */
  public long failed() {
    return failed;
  }

  /**
   * Returns how many changes failed with a {@link PartnerServiceException}, by its category. Any
   * other failure, such as a time-out, counts only in {@link #failed()}.
   *
   * @return an unmodifiable map of the categories that occurred
   */
  public Map<ErrorCategory, Long> failedByCategory() {
    return failedByCategory;
  }

  /** Returns how many changes were in flight when the run was cancelled. */
  public long cancelled() {
    return cancelled;
  }

  /**
   * Returns how many changes were read from the input but not sent, because the run was stopped.
   */
  public long notTried() {
    return notTried;
  }

  /**
   * Returns whether the run reached the end of its input and tried every change. If not, it was
   * stopped, and changes that are neither reported nor counted may be left in the input.
   */
  public boolean isComplete() {
    return complete;
  }

  /**
   * Returns how many requests of the client the service refused with status 429 during the run.
   * They are sent again later and aren't failures of changes. Requests of other calls of the same
   * client count too.
   */
  public long refusedByThrottle() {
    return refusedByThrottle;
  }

  /** Returns how long the run took. */
  public Duration duration() {
    return duration;
  }

  /** Returns the numbers, for logs. */
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

    BulkSummary summary(boolean reachedEnd, Duration duration, long refusedByThrottle) {
      return new BulkSummary(this, reachedEnd, duration, refusedByThrottle);
    }
  }
}
