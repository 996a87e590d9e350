package io.partnercenter.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.partnercenter.users.model.CustomerUser;
import io.partnercenter.users.sandbox.ErrorShape;
import io.partnercenter.users.sandbox.NextResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Pages that fail, and what their exceptions say. */
class ListFailuresTest extends ListTestBase {
  @Test
  void aPageThatFailsIsNamedAndHasAContinuation() {
    List<UUID> ids = sandbox.get().addUsers(CUSTOMER, 5);
    Iterator<CustomerUser> items = users().list(pageSize(2)).iterator();
    List<UUID> read = new ArrayList<>(List.of(items.next().getId(), items.next().getId()));
    sandbox.get().outage(503);

    PartnerServiceException failure =
        catchThrowableOfType(PartnerServiceException.class, items::hasNext);

    assertThat(failure).hasMessageContaining("page 2 of GET http://127.0.0.1:");
    assertThat(failure.statusCode()).isEqualTo(503);
    sandbox.get().endOutage();
    read.addAll(
        idsOf(users().list(ListUsers.builder().continueFrom(failure.continuation()).build())));
    assertThat(read).isEqualTo(ids);
    assertThat(items.next().getId()).isEqualTo(ids.get(2)); // the iterator can go on, too
  }

  @Test
  void aFirstPageThatFailsHasNoContinuation() {
    PartnerServiceException failure =
        catchThrowableOfType(PartnerServiceException.class, () -> idsOf(users().list()));

    assertThat(failure).hasMessageContaining("page 1 of GET ");
    assertThat(failure.errorCode()).isEqualTo("60003");
    assertThat(failure.continuation()).isNull();
  }

  @Test
  void aCallThatReadsNoPageHasNoContinuation() {
    sandbox.get().outage(503);

    PartnerServiceException failure =
        catchThrowableOfType(PartnerServiceException.class, () -> sandbox.user().get());

    assertThat(failure.continuation()).isNull();
    assertThat(failure.getMessage()).doesNotContain("page");
  }

  @Test
  void aPageThatTimesOutHasItsContinuationToo() {
    assertThat(PartnerTimeoutException.builder().continuation("c").build().continuation())
        .isEqualTo("c");
  }

  @Test
  void aListIsCompleteDespiteAThrottleAnOutageAndATruncatedPage() {
    List<UUID> ids = sandbox.get().addUsers(CUSTOMER, 8);
    VirtualTimer timer = new VirtualTimer();
    PartnerCenter partner = sandbox.client(PartnerCenter.builder().timer(timer));
    Iterator<Page<CustomerUser>> pages =
        partner.customers().byId(CUSTOMER).users().list(pageSize(2)).pages().iterator();
    List<UUID> read = new ArrayList<>();
    List<NextResponse> faults =
        List.of(
            NextResponse.builder()
                .status(429)
                .header("Retry-After", "3")
                .body("{\"statusCode\":429,\"message\":\"Try again in 3 seconds.\"}")
                .build(),
            NextResponse.builder().status(503).body("<html>").build(),
            NextResponse.builder().body("{\"items\":[],\"links\":{}}").cutOff().build(),
            NextResponse.builder().noResponse().build());

    for (NextResponse fault : faults) {
      sandbox.get().respondNext(fault);
      pages.next().items().forEach(user -> read.add(user.getId()));
    }

    assertThat(read).isEqualTo(ids);
    assertThat(pages.hasNext()).isFalse();
    assertThat(requests()).isEqualTo(8);
    // a retry keeps the id of its call
    assertThat(headers("Ms-requestid").stream().distinct()).hasSize(4);
  }

  @Test
  void aThrottleAppliesToListsAsToOtherCalls() {
    sandbox.get().addUsers(CUSTOMER, 1);
    sandbox.get().throttle(CUSTOMER, 0, ErrorShape.SERVICE);

    assertThat(
            catchThrowableOfType(PartnerServiceException.class, () -> idsOf(users().list()))
                .statusCode())
        .isEqualTo(429);
  }
}
