package io.partnercenter.users;

import io.partnercenter.users.api.UsersApi;
import java.util.UUID;

/** One customer of the partner. */
public final class CustomerHandle {
  private final UsersHandle users;

  CustomerHandle(UsersApi api, PartnerCloud cloud, UUID customerId) {
    users = new UsersHandle(api, cloud, customerId);
  }

  /** Returns the customer's users. */
  public UsersHandle users() {
    return users;
  }
}
