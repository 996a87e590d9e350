package io.partnercenter.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.partnercenter.users.model.CustomerUser;
import io.partnercenter.users.sandbox.PartnerCenterSandbox;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a list is continued later, from the continuation of a page. */
class ListContinuationTest extends ListTestBase {
  @Test
  void aListThatIsInterruptedAndContinuedYieldsEachUserOnce() {
    List<UUID> ids = sandbox.get().addUsers(CUSTOMER, 25);
    List<UUID> read = new ArrayList<>();
    String continuation = null;
    int runs = 0;
    do { // each run is like one after a restart: another client, and only the text is kept
      ListUsers.Builder from = ListUsers.builder().pageSize(4);
      if (continuation != null) {
        from.continueFrom(continuation);
      }
      Iterator<Page<CustomerUser>> pages = users().list(from.build()).pages().iterator();
      for (int i = 0; i < 2 && pages.hasNext(); i++) {
        Page<CustomerUser> page = pages.next();
        page.items().forEach(user -> read.add(user.getId()));
        continuation = page.continuation();
      }
      runs++;
    } while (continuation != null);

    assertThat(read).isEqualTo(ids);
    assertThat(runs).isEqualTo(4);
  }

  @Test
  void aListOfDeletedUsersContinuesWithDeletedUsers() {
    List<UUID> ids = sandbox.get().addUsers(CUSTOMER, 4);
    ids.forEach(id -> sandbox.get().deleteUser(CUSTOMER, id));
    String continuation =
        users()
            .list(ListUsers.builder().deleted().pageSize(3).build())
            .firstPageAsync()
            .join()
            .continuation();

    assertThat(idsOf(users().list(ListUsers.builder().continueFrom(continuation).build())))
        .containsExactly(ids.get(3));
  }

  @Test
  void anExpiredContinuationIsRefusedByTheService() {
    sandbox.get().addUsers(CUSTOMER, 3);
    String continuation = users().list(pageSize(2)).pages().iterator().next().continuation();
    sandbox.get().expireContinuationTokens();

    PartnerServiceException failure =
        catchThrowableOfType(
            PartnerServiceException.class,
            () -> idsOf(users().list(ListUsers.builder().continueFrom(continuation).build())));

    assertThat(failure.statusCode()).isEqualTo(400);
    assertThat(failure.continuation()).isEqualTo(continuation);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "nonsense", "L3YxL2N1c3RvbWVycw", "aHR0cDovL2V2aWwuZXhhbXBsZS91c2Vycw"})
  void anInvalidContinuationIsRefusedBeforeAnythingIsSent(String continuation) {
    ListUsers from = ListUsers.builder().continueFrom(continuation).build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> users().list(from))
        .withMessage("continueFrom is no continuation of this list");
    assertThat(requests()).isZero();
  }

  @Test
  void aContinuationOfAnotherCustomerIsRefused() {
    sandbox.get().addUsers(CUSTOMER, 3);
    String continuation = users().list(pageSize(2)).pages().iterator().next().continuation();
    UsersHandle others =
        sandbox.client().customers().byId(PartnerCenterSandbox.CUSTOMER_ID).users();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> others.list(ListUsers.builder().continueFrom(continuation).build()))
        .withMessageContaining("continueFrom");
  }
}
