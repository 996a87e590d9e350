package io.partnercenter.users.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.AccessTokens;
import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.model.CustomerUserUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which change is sent next. */
class ChangeQueueTest {
  private final PartnerCenter partner =
      PartnerCenter.builder().accessTokens(AccessTokens.of("t")).build();
  private final ChangeQueue queue = new ChangeQueue(partner, 100);

  @AfterEach
  void close() {
    partner.close();
  }

  @Test
  void customersTakeTurns() {
    List<UserChange> ofFirst = add(1, 3);
    List<UserChange> ofSecond = add(2, 3);

    List<UserChange> order = new ArrayList<>();
    for (UserChange next = queue.next(); next != null; next = queue.next()) {
      order.add(next);
    }

    assertThat(order)
        .containsExactly(
            ofFirst.get(0),
            ofSecond.get(0),
            ofFirst.get(1),
            ofSecond.get(1),
            ofFirst.get(2),
            ofSecond.get(2));
  }

  @Test
  void theCustomerWithTheFewestChangesInFlightComesFirst() {
    add(1, 3);
    queue.next();
    queue.next();
    List<UserChange> ofSecond = add(2, 2);

    assertThat(queue.next()).isEqualTo(ofSecond.get(0));
    assertThat(queue.next()).isEqualTo(ofSecond.get(1));
  }

  private List<UserChange> add(int customer, int count) {
    List<UserChange> changes = new ArrayList<>();
    for (int user = 0; user < count; user++) {
      UserChange change =
          UserChange.of(
              new UUID(customer, 0),
              new UUID(customer, user),
              CustomerUserUpdate.builder().usageLocation("SE").build());
      queue.add(change);
      changes.add(change);
    }
    return changes;
  }
}
