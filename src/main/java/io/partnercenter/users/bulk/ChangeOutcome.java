package io.partnercenter.users.bulk;

import io.partnercenter.users.PartnerException;
import io.partnercenter.users.PartnerResponse;
import io.partnercenter.users.model.CustomerUser;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of a {@link UserChange}. Immutable. */
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

  /** The change, as it was given. */
  public UserChange change() {
    return change;
  }

  /** How it ended. */
  public Status status() {
    return status;
  }

  /** When it ended, by the clock of this machine. */
  public Instant endedAt() {
    return endedAt;
  }

  /** The user after the change; null unless it is {@link Status#DONE}. */
  public @Nullable CustomerUser user() {
    return response == null ? null : response.value();
  }

  /** The response with its ids; null unless the change is {@link Status#DONE}. */
  public @Nullable PartnerResponse<CustomerUser> response() {
    return response;
  }

  /**
   * Why the change failed; null unless it is {@link Status#FAILED}. Most often a {@link
   * PartnerException}. Anything else comes from a bad argument, or from code of the caller such as
   * an interceptor.
   */
  public @Nullable Throwable failure() {
    return failure;
  }

  /**
   * How many requests were sent for it. Zero for a change that was cancelled: how many there were
   * isn't known.
   */
  public int attempts() {
    if (response != null) {
      return response.attempts();
    }
    return failure instanceof PartnerException ? ((PartnerException) failure).attempts() : 0;
  }

  /** For logs. No password shows. */
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
    /** The service carried it out. */
    DONE,
    /** The service refused it, or no response was received; see {@link ChangeOutcome#failure}. */
    FAILED,
    /**
     * It was on its way when the run was cancelled. The service may have carried it out. If it is
     * sent again with the same request id, it is carried out once.
     */
    CANCELLED,
    /** The run was stopped before it was sent. */
    NOT_TRIED
  }
}
