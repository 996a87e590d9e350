package io.partnercenter.users.benchmark;

import io.partnercenter.users.AccessTokens;
import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.UserHandle;
import io.partnercenter.users.model.CustomerUser;
import io.partnercenter.users.model.CustomerUserUpdate;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** This client, with its default settings. */
final class ClientPeer implements Peer {
  private final PartnerCenter partner;

  ClientPeer(String baseUrl) {
    partner =
        PartnerCenter.builder()
            .baseUrl(baseUrl)
            .accessTokens(AccessTokens.of(Sample.TOKEN))
            .applicationName(Sample.APPLICATION)
            .build();
  }

  UserHandle user(UUID customer) {
    return partner.customers().byId(customer).users().byId(Sample.USER);
  }

  @Override
  public CustomerUser patch(UUID customer, CustomerUserUpdate update) {
    return user(customer).patch(update);
  }

  @Override
  public CompletableFuture<CustomerUser> patchAsync(UUID customer, CustomerUserUpdate update) {
    return user(customer).patchAsync(update);
  }

  @Override
  public void close() {
    partner.close();
  }
}
