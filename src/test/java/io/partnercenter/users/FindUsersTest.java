package io.partnercenter.users;

import static io.partnercenter.users.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.partnercenter.users.model.CustomerUser;
import io.partnercenter.users.sandbox.NextResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/** How a user is found by its name. */
class FindUsersTest extends ListTestBase {
  @Test
  void aUserIsFoundByItsNameInAnyCase() {
    sandbox.get().addUsers(CUSTOMER, 2);
    UUID daniel = UUID.randomUUID();
    sandbox.get().addUser(CUSTOMER, daniel, Map.of("userPrincipalName", "Daniel@contoso.example"));

    assertThat(users().find("dANIEL@CONTOSO.example").getId()).isEqualTo(daniel);
    assertThat(users().find("nobody@contoso.example")).isNull();
    assertThat(users().findDeleted("daniel@contoso.example")).isNull();
  }

  @Test
  void aDeletedUserIsFoundOnlyAmongTheDeletedUsers() {
    UUID daniel = UUID.randomUUID();
    sandbox.get().addUser(CUSTOMER, daniel, Map.of("userPrincipalName", "daniel@contoso.example"));
    sandbox.get().deleteUser(CUSTOMER, daniel);

    assertThat(users().find("daniel@contoso.example")).isNull();
    CustomerUser deleted = users().findDeleted("Daniel@contoso.example");
    assertThat(deleted.getId()).isEqualTo(daniel);

    users().byId(deleted.getId()).restore();
    assertThat(users().find("daniel@contoso.example").getId()).isEqualTo(daniel);
  }

  @Test
  void aUserIsFoundWithoutBlockingAThread() {
    sandbox.get().addUsers(CUSTOMER, 501);
    UUID daniel = UUID.randomUUID();
    sandbox.get().addUser(CUSTOMER, daniel, Map.of("userPrincipalName", "daniel@contoso.example"));

    assertThat(users().findAsync("Daniel@contoso.example").join().getId()).isEqualTo(daniel);
    assertThat(requests()).isEqualTo(2);
    assertThat(users().findAsync("nobody@contoso.example").join()).isNull();
    assertThat(users().findDeletedAsync("daniel@contoso.example").join()).isNull();
    sandbox.get().deleteUser(CUSTOMER, daniel);
    assertThat(users().findDeletedAsync("daniel@contoso.example").join().getId()).isEqualTo(daniel);
  }

  @Test
  void anAsyncSearchOfAClosedClientFailsLikeAnyAsyncCall() {
    PartnerCenter partner = sandbox.client();
    UsersHandle users = partner.customers().byId(CUSTOMER).users();
    partner.close();

    for (CompletableFuture<CustomerUser> search :
        List.of(
            users.findAsync("a@contoso.example"), users.findDeletedAsync("a@contoso.example"))) {
      assertThat(search)
          .failsWithin(Duration.ZERO)
          .withThrowableThat()
          .withCauseInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aSearchFailsIfAPageFails() {
    sandbox.get().addUsers(CUSTOMER, 501);
    sandbox.get().respondNext(NextResponse.builder().status(503).build());

    CompletionException failure =
        catchThrowableOfType(
            CompletionException.class, () -> users().findAsync("nobody@contoso.example").join());

    assertThat(failure).hasCauseInstanceOf(PartnerServiceException.class);
    assertThat(failure.getCause()).hasMessageContaining("page 1 of GET");
  }

  @Test
  void cancellingASearchCancelsTheCallInProgress() {
    sandbox.get().addUsers(CUSTOMER, 1);
    sandbox.get().respondNext(NextResponse.builder().delay(Duration.ofMinutes(1)).build());
    OkHttpClient http = new OkHttpClient();
    PartnerCenter partner =
        sandbox.client(PartnerCenter.builder().retries(RetryPolicy.none()).httpClient(http));
    CompletableFuture<CustomerUser> search =
        partner.customers().byId(CUSTOMER).users().findAsync("nobody@contoso.example");
    eventually("the request is received", () -> requests() == 1);

    search.cancel(true);

    eventually("the call is cancelled", () -> http.dispatcher().runningCallsCount() == 0);
    assertThat(requests()).isEqualTo(1);
  }

  @Test
  void usersWithoutANameArePassedOver() {
    sandbox
        .get()
        .addUser(CUSTOMER, UUID.randomUUID(), Collections.singletonMap("userPrincipalName", null));

    assertThat(users().find("daniel@contoso.example")).isNull();
  }
}
