package io.partnercenter.users.bulk;

import io.partnercenter.users.RequestOptions;
import io.partnercenter.users.model.CustomerUserUpdate;
import java.util.Objects;
import java.util.UUID;

/**
 * One change of one user, for {@link BulkUpdate}. Immutable.
 *
 * <p>It has a request id of its own. The service carries a change out once, however often it is
 * sent with the same id (Partner Center REST headers). So a change whose outcome isn't known can be
 * given to a later run.
 */
public final class UserChange {
  private final UUID customerId;
  private final UUID userId;
  private final CustomerUserUpdate update;
  private final RequestOptions options;

  private UserChange(
      UUID customerId, UUID userId, CustomerUserUpdate update, RequestOptions options) {
    this.customerId = Objects.requireNonNull(customerId, "customerId");
    this.userId = Objects.requireNonNull(userId, "userId");
    this.update = Objects.requireNonNull(update, "update");
    this.options = options;
  }

  /**
   * A change with a new request id.
   *
   * @param customerId the customer's tenant id
   * @param userId the user's id
   * @param update what to change
   * @throws NullPointerException if one of them is null
   */
  public static UserChange of(UUID customerId, UUID userId, CustomerUserUpdate update) {
    return new UserChange(customerId, userId, update, withRequestId(RequestOptions.none()));
  }

  /**
   * The same change with these options, such as {@link RequestOptions.Builder#requestId} or {@link
   * RequestOptions.Builder#ifMatch}. If they have no request id, the change gets a new one.
   *
   * @throws NullPointerException if the options are null
   */
  public UserChange with(RequestOptions options) {
    return new UserChange(
        customerId, userId, update, withRequestId(Objects.requireNonNull(options, "options")));
  }

  private static RequestOptions withRequestId(RequestOptions options) {
    return options.requestId() != null
        ? options
        : options.toBuilder().requestId(UUID.randomUUID()).build();
  }

  /** The customer's tenant id. */
  public UUID customerId() {
    return customerId;
  }

  /** The user's id. */
  public UUID userId() {
    return userId;
  }

  /** What to change. */
  public CustomerUserUpdate update() {
    return update;
  }

  /** What is set for this change alone. The request id is always set. */
  public RequestOptions options() {
    return options;
  }

  /** Makes the change idempotent; for the logs of the service, too. */
  public UUID requestId() {
    return Objects.requireNonNull(options.requestId());
  }

  /** For logs. No password shows. */
  @Override
  public String toString() {
    return "UserChange{customerId="
        + customerId
        + ", userId="
        + userId
        + ", update="
        + update
        + ", requestId="
        + requestId()
        + "}";
  }
}
