package io.partnercenter.users;

import io.partnercenter.users.api.UsersApi;
import java.util.UUID;

/** One customer. */
public final class CustomerHandle {
  private final UsersHandle users;

  CustomerHandle(UsersApi api, PartnerCloud cloud, UUID customerId) {
    users = new UsersHandle(api, cloud, customerId);
  }

  /** The customer's users. */
  public UsersHandle users() {
    return users;
  }
}
