package io.partnercenter.users.entra;

import io.partnercenter.users.PartnerCloud;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The account that tokens belong to: an application in a partner's tenant of a cloud. */
final class Account {
  private final PartnerCloud cloud;
  private final String tenant;
  private final String clientId;

  Account(PartnerCloud cloud, String tenant, String clientId) {
    this.cloud = cloud;
    this.tenant = tenant.toLowerCase(Locale.ROOT);
    this.clientId = clientId.toLowerCase(Locale.ROOT);
  }

  PartnerCloud cloud() {
    return cloud;
  }

  String tenant() {
    return tenant;
  }

  String clientId() {
    return clientId;
  }

  String authority() {
    return cloud.authority() + "/" + tenant;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Account
        && cloud == ((Account) other).cloud
        && tenant.equals(((Account) other).tenant)
        && clientId.equals(((Account) other).clientId);
  }

  @Override
  public int hashCode() {
    return Objects.hash(cloud, tenant, clientId);
  }

  @Override
  public String toString() {
    return "cloud " + cloud + ", tenant " + tenant + ", client id " + clientId;
  }
}
