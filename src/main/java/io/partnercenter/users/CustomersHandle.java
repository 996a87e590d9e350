package io.partnercenter.users;

import io.partnercenter.users.api.UsersApi;
import java.util.Objects;
import java.util.UUID;

/** The partner's customers. */
public final class CustomersHandle {
  private final UsersApi api;
  private final PartnerCloud cloud;

  CustomersHandle(UsersApi api, PartnerCloud cloud) {
    this.api = api;
    this.cloud = cloud;
  }

  /**
   * Returns the customer with this id. Sends no request.
   *
   * @param customerId the customer's tenant id, called Microsoft ID in Partner Center
   */
  public CustomerHandle byId(UUID customerId) {
    return new CustomerHandle(api, cloud, Objects.requireNonNull(customerId, "customerId"));
  }
}
