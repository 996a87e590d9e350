package io.partnercenter.users;

import io.partnercenter.users.api.UsersApi;
import java.util.Objects;
import java.util.UUID;

/** The users of one customer. */
public final class UsersHandle {
  private final UsersApi api;
  private final PartnerCloud cloud;
  private final UUID customerId;

  UsersHandle(UsersApi api, PartnerCloud cloud, UUID customerId) {
    this.api = api;
    this.cloud = cloud;
    this.customerId = customerId;
  }

  /**
   * A user; sends nothing.
   *
   * @param userId the user's object id
   */
  public UserHandle byId(UUID userId) {
    return new UserHandle(api, cloud, customerId, Objects.requireNonNull(userId, "userId"));
  }
}
