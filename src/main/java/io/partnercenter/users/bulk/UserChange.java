package io.partnercenter.users.bulk;

import io.partnercenter.users.RequestOptions;
import io.partnercenter.users.model.CustomerUserUpdate;
import java.util.Objects;
import java.util.UUID;

/**
 * One change of one user, for {@link BulkUpdate}. Immutable.
 *
 * <p>Each change has its own request id. The service carries out a change only once, however often
 * it is sent with the same id (Partner Center REST headers). So a change whose outcome isn't known
 * can be passed to a later run.
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
   * Returns a change with a new request id.
   *
   * @param customerId the customer's tenant id
   * @param userId the user's id
   * @param update what to change
   * @throws NullPointerException if an argument is null
   */
  public static UserChange of(UUID customerId, UUID userId, CustomerUserUpdate update) {
    return new UserChange(customerId, userId, update, withRequestId(RequestOptions.none()));
  }

  /**
   * Returns the same change with these options, such as {@link RequestOptions.Builder#requestId} or
   * {@link RequestOptions.Builder#ifMatch}. If they have no request id, the change gets a new one.
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

  /** Returns the customer's tenant id. */
  public UUID customerId() {
    return customerId;
  }

  /** Returns the user's id. */
  public UUID userId() {
    return userId;
  }

  /** Returns what to change. */
  public CustomerUserUpdate update() {
    return update;
  }

  /** Returns the options for this change only. The request id is always set. */
  public RequestOptions options() {
    return options;
  }

  /**
   * Returns the request id. It makes the change idempotent, and identifies it in the service's
   * logs.
   */
  public UUID requestId() {
    return Objects.requireNonNull(options.requestId());
  }

  /** Returns the change, for logs. No password is shown. */
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
