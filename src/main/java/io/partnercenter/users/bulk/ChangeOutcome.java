package io.partnercenter.users.bulk;

import io.partnercenter.users.PartnerException;
import io.partnercenter.users.PartnerResponse;
import io.partnercenter.users.model.CustomerUser;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The outcome of a {@link UserChange}. Immutable. */
public final class ChangeOutcome {
  private final UserChange change;
  private final Status status;
  private final Instant endedAt;
  private final @Nullable PartnerResponse<CustomerUser> response;
  private final @Nullable Throwable failure;

  private ChangeOutcome(
      UserChange change,
      Status status,
      Instant endedAt,
      @Nullable PartnerResponse<CustomerUser> response,
      @Nullable Throwable failure) {
    this.change = change;
    this.status = status;
    this.endedAt = endedAt;
    this.response = response;
    this.failure = failure;
  }

  static ChangeOutcome done(
      UserChange change, Instant endedAt, PartnerResponse<CustomerUser> response) {
    return new ChangeOutcome(change, Status.DONE, endedAt, response, null);
  }

  static ChangeOutcome failed(UserChange change, Instant endedAt, Throwable failure) {
    return new ChangeOutcome(change, Status.FAILED, endedAt, null, failure);
  }

  static ChangeOutcome cancelled(UserChange change, Instant endedAt) {
    return new ChangeOutcome(change, Status.CANCELLED, endedAt, null, null);
  }

  static ChangeOutcome notTried(UserChange change, Instant endedAt) {
    return new ChangeOutcome(change, Status.NOT_TRIED, endedAt, null, null);
  }

  /** Returns the change as it was in the input. */
  public UserChange change() {
    return change;
  }

  /** Returns how the change ended. */
  public Status status() {
    return status;
  }

  /** Returns when the change ended, by the clock of this machine. */
  public Instant endedAt() {
    return endedAt;
  }

  /** Returns the user after the change; null unless the status is {@link Status#DONE}. */
  public @Nullable CustomerUser user() {
    return response == null ? null : response.value();
  }

  /** Returns the response with its ids; null unless the status is {@link Status#DONE}. */
  public @Nullable PartnerResponse<CustomerUser> response() {
    return response;
  }

  /**
   * Returns why the change failed; null unless the status is {@link Status#FAILED}. Usually a
   * {@link PartnerException}. Any other exception comes from an invalid argument, or from code of
   * the caller such as an interceptor.
   */
  public @Nullable Throwable failure() {
    return failure;
  }

  /**
   * Returns how many requests were sent for the change. Zero if the change was cancelled, because
   * then the number isn't known.
   */
  public int attempts() {
    if (response != null) {
      return response.attempts();
    }
    return failure instanceof PartnerException ? ((PartnerException) failure).attempts() : 0;
  }

  /** Returns the outcome, for logs. No password is shown. */
  @Override
  public String toString() {
    return "ChangeOutcome{status="
        + status
        + ", change="
        + change
        + ", attempts="
        + attempts()
        + (failure == null ? "" : ", failure=" + failure)
        + "}";
  }

  /** How a change ended. */
  public enum Status {
    /** The service carried out the change. */
    DONE,
    /**
     * The service refused the change, or no response was received; see {@link
     * ChangeOutcome#failure}.
     */
    FAILED,
    /**
     * The change was in flight when the run was cancelled. The service may have carried it out. If
     * it is sent again with the same request id, the service carries it out only once.
     */
    CANCELLED,
    /** The run was stopped before the change was sent. */
    NOT_TRIED
  }
}
