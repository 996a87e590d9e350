package io.partnercenter.users.bulk;

import static io.partnercenter.users.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.partnercenter.users.ErrorCategory;
import io.partnercenter.users.PartnerServiceException;
import io.partnercenter.users.RequestOptions;
import io.partnercenter.users.bulk.ChangeOutcome.Status;
import io.partnercenter.users.model.CustomerUserUpdate;
import io.partnercenter.users.model.PasswordProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import okhttp3.mockwebserver.MockResponse;
import org.junit.jupiter.api.Test;

/** Which changes are sent and when, and what is reported of each. */
class BulkUpdateTest extends BulkUpdateTestBase {
  @Test
  void eachChangeIsMadeOnceAndItsOutcomeIsReportedOnce() {
    List<UserChange> changes = changes(100);

    BulkSummary summary = bulk(8).run(changes);

    assertThat(server.received()).hasSize(100).doesNotHaveDuplicates();
    assertThat(outcomes)
        .extracting(ChangeOutcome::change)
        .containsExactlyInAnyOrderElementsOf(changes);
    assertThat(outcomes)
        .allSatisfy(
            outcome -> {
              assertThat(outcome.status()).isEqualTo(Status.DONE);
              assertThat(outcome.user().getId()).isEqualTo(outcome.change().userId());
              assertThat(outcome.response().requestId()).isEqualTo(outcome.change().requestId());
              assertThat(outcome.attempts()).isEqualTo(1);
              assertThat(outcome.failure()).isNull();
            });
    assertThat(summary.done()).isEqualTo(100);
    assertThat(summary.failed()).isZero();
    assertThat(summary.isComplete()).isTrue();
    assertThat(summary.duration()).isPositive().isLessThan(Duration.ofMinutes(10));
  }

  @Test
  void anInputWithoutChangesIsDoneAtOnce() {
    assertThat(bulk(1).run(List.of()).isComplete()).isTrue();
  }

  @Test
  void noMoreThanMaxInFlightAreSentAndOneMoreIsReadAtMost() throws Exception {
    server.hold();
    AtomicInteger read = new AtomicInteger();
    Iterable<UserChange> input =
        () -> changes(20).stream().peek(change -> read.incrementAndGet()).iterator();
    CompletableFuture<BulkSummary> summary = runAsync(bulk(3), input);
    eventually("three requests are received", () -> server.requests() == 3);

    assertThat(read.get()).isLessThanOrEqualTo(4);
    server.release();

    assertThat(summary.get(10, TimeUnit.SECONDS).done()).isEqualTo(20);
  }

  @Test
  void readingAheadIsLimitedWhileAChangeOfTheSameUserIsInFlight() throws Exception {
    server.hold();
    AtomicInteger read = new AtomicInteger();
    UserChange first = change(1);
    Iterable<UserChange> input =
        () -> Stream.generate(() -> first).peek(change -> read.incrementAndGet()).iterator();
    BulkUpdate bulk = bulk(2);
    CompletableFuture<BulkSummary> summary = runAsync(bulk, input);
    eventually("the read-ahead is full", () -> read.get() == 1 + BulkUpdate.MAX_READ_AHEAD);

    bulk.cancel();

    assertThat(summary.get(10, TimeUnit.SECONDS).notTried()).isEqualTo(BulkUpdate.MAX_READ_AHEAD);
    assertThat(read).hasValue(1 + BulkUpdate.MAX_READ_AHEAD);
  }

  @Test
  void changesOfOneUserAreMadeInOrderWhileThoseOfOthersGoOn() throws Exception {
    server.hold();
    List<UserChange> changes =
        List.of(
            change(CUSTOMER, 1, "SE"),
            change(CUSTOMER, 1, "NO"),
            change(CUSTOMER, 1, "DK"),
            change(CUSTOMER, 2, "FI"));
    CompletableFuture<BulkSummary> summary = runAsync(bulk(8), changes);
    eventually("the request of the other user is received", () -> server.requests() == 2);

    assertThat(server.received())
        .satisfiesExactlyInAnyOrder(
            first -> assertThat(first).startsWith(user(1).toString()).contains("SE"),
            second -> assertThat(second).startsWith(user(2).toString()));
    server.release();

    assertThat(summary.get(10, TimeUnit.SECONDS).done()).isEqualTo(4);
    assertThat(server.received())
        .filteredOn(each -> each.startsWith(user(1).toString()))
        .satisfiesExactly(
            first -> assertThat(first).contains("SE"),
            second -> assertThat(second).contains("NO"),
            third -> assertThat(third).contains("DK"));
  }

  @Test
  void aFailureDoesNotEndTheRun() {
    server.respondWith(
        request ->
            HeldServer.userOf(request).equals(user(3).toString())
                ? new MockResponse().setResponseCode(404)
                : HeldServer.ok(HeldServer.userOf(request)));

    BulkSummary summary = bulk(1).run(changes(6));

    assertThat(statuses())
        .containsExactly(
            Status.DONE, Status.DONE, Status.DONE, Status.FAILED, Status.DONE, Status.DONE);
    assertThat(outcomes.get(3).failure()).isInstanceOf(PartnerServiceException.class);
    assertThat(summary.failedByCategory()).containsOnlyKeys(ErrorCategory.NOT_FOUND);
    assertThat(summary.failed()).isEqualTo(1);
    assertThat(summary.isComplete()).isTrue();
  }

  @Test
  void aChangeThatCannotBeSentFailsAlone() {
    UserChange empty = UserChange.of(CUSTOMER, user(1), CustomerUserUpdate.builder().build());

    BulkSummary summary = bulk(1).run(List.of(empty, change(2)));

    assertThat(outcomes.get(0).failure())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("update sets nothing");
    assertThat(summary.done()).isEqualTo(1);
    assertThat(summary.failedByCategory()).isEmpty();
  }

  @Test
  void aRunCountsOnlyItsOwn429s() {
    AtomicInteger requests = new AtomicInteger();
    server.respondWith(
        request ->
            requests.getAndIncrement() == 0
                ? new MockResponse().setResponseCode(429).setHeader("Retry-After", "61")
                : HeldServer.ok(HeldServer.userOf(request)));
    BulkSummary first = bulk(1).run(changes(1));
    partner.forgetThrottles();

    BulkSummary second = bulk(1).run(changes(1));

    assertThat(first.refusedByThrottle()).isEqualTo(1);
    assertThat(first.failed()).isEqualTo(1);
    assertThat(second.refusedByThrottle()).isZero();
    assertThat(second.done()).isEqualTo(1);
  }

  @Test
  void aChangeOfACustomerWhoIsThrottledAlreadyIsTriedToo() {
    server.respondWith(
        request -> new MockResponse().setResponseCode(429).setHeader("Retry-After", "3600"));
    bulk(1).run(changes(1));

    BulkSummary summary = bulk(1).run(changes(2));

    assertThat(summary.failedByCategory()).isEqualTo(Map.of(ErrorCategory.THROTTLED, 2L));
    assertThat(summary.isComplete()).isTrue();
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void whatIsShownHasNoPassword() {
    UserChange change =
        UserChange.of(
            CUSTOMER,
            user(1),
            CustomerUserUpdate.builder()
                .passwordProfile(PasswordProfile.builder().password("Renew456*").build())
                .build());

    BulkSummary summary = bulk(1).run(List.of(change));

    assertThat(change.toString())
        .contains(user(1).toString(), change.requestId().toString())
        .doesNotContain("Renew456*");
    assertThat(outcomes.get(0).toString()).contains("DONE", user(1).toString());
    assertThat(outcomes.get(0).toString()).doesNotContain("Renew456*");
    assertThat(outcomes.get(0).endedAt()).isBeforeOrEqualTo(Instant.now());
    assertThat(summary.toString()).contains("done=1");
  }

  @Test
  void changesOfOtherCustomersGoOnWhileOneIsThrottled() throws Exception {
    server.respondWith(
        request ->
            HeldServer.customerOf(request).equals(CUSTOMER.toString())
                ? new MockResponse().setResponseCode(429).setHeader("Retry-After", "60")
                : HeldServer.ok(HeldServer.userOf(request)));
    List<UserChange> changes = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      changes.add(change(CUSTOMER, i, "SE"));
      changes.add(change(OTHER_CUSTOMER, i, "SE"));
    }
    BulkUpdate bulk = bulk(8);
    CompletableFuture<BulkSummary> summary = runAsync(bulk, changes);
    eventually("the changes of the other customer are done", () -> outcomes.size() == 50);

    bulk.cancel();

    assertThat(summary.get(10, TimeUnit.SECONDS).done()).isEqualTo(50);
    assertThat(summary.join().notTried() + summary.join().cancelled()).isEqualTo(50);
    assertThat(summary.join().refusedByThrottle()).isBetween(1L, 4L);
  }

  @Test
  void aChangeHasARequestIdOfItsOwnUnlessOneIsSet() {
    UUID id = UUID.randomUUID();
    UserChange change = change(1);

    assertThat(change.requestId()).isNotEqualTo(change(1).requestId());
    assertThat(change.with(RequestOptions.builder().requestId(id).build()).requestId())
        .isEqualTo(id);
    assertThat(change.with(RequestOptions.builder().ifMatch("\"a\"").build()).requestId())
        .isNotNull();
  }

  @Test
  void badArgumentsAreRefusedByName() {
    BulkUpdate.Builder builder = BulkUpdate.builder(partner);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.maxInFlight(0))
        .withMessage("maxInFlight must be at least 1, not 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.stopAfter(0))
        .withMessage("stopAfter must be at least 1, not 0");
    builder.stopAfter(1);
    assertThatNullPointerException()
        .isThrownBy(() -> UserChange.of(CUSTOMER, user(1), null))
        .withMessage("update");
  }
}
