package io.partnercenter.users.bulk;

import static io.partnercenter.users.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.partnercenter.users.AccessTokenProvider;
import io.partnercenter.users.AccessTokens;
import io.partnercenter.users.ErrorCategory;
import io.partnercenter.users.PartnerAuthenticationException;
import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.PartnerServiceException;
import io.partnercenter.users.RequestOptions;
import io.partnercenter.users.RetryPolicy;
import io.partnercenter.users.bulk.ChangeOutcome.Status;
import io.partnercenter.users.model.CustomerUserUpdate;
import io.partnercenter.users.model.PasswordProfile;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okhttp3.mockwebserver.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BulkUpdateTest {
  private static final UUID CUSTOMER = new UUID(1, 0);
  private static final UUID OTHER_CUSTOMER = new UUID(2, 0);

  private final List<ChangeOutcome> outcomes = Collections.synchronizedList(new ArrayList<>());
  private HeldServer server;
  private PartnerCenter partner;

  @BeforeEach
  void start() throws IOException {
    server = new HeldServer();
    partner = client(AccessTokens.of("t"));
  }

  @AfterEach
  void stop() throws IOException {
    partner.close();
    server.close();
  }

  private PartnerCenter client(AccessTokenProvider tokens) {
    return PartnerCenter.builder()
        .baseUrl(server.baseUrl())
        .accessTokens(tokens)
        .retries(RetryPolicy.builder().maxAttempts(2).build())
        .build();
  }

  private BulkUpdate bulk(int maxInFlight) {
    return bulk(maxInFlight, outcome -> {});
  }

  private BulkUpdate bulk(int maxInFlight, Consumer<ChangeOutcome> listener) {
    return BulkUpdate.builder(partner)
        .maxInFlight(maxInFlight)
        .onOutcome(
            outcome -> {
              outcomes.add(outcome);
              listener.accept(outcome);
            })
        .build();
  }

  private static UUID user(int number) {
    return new UUID(0, number);
  }

  private static UserChange change(UUID customer, int user, String country) {
    return UserChange.of(
        customer, user(user), CustomerUserUpdate.builder().usageLocation(country).build());
  }

  private static UserChange change(int user) {
    return change(CUSTOMER, user, "SE");
  }

  private static List<UserChange> changes(int count) {
    return IntStream.range(0, count).mapToObj(BulkUpdateTest::change).toList();
  }

  private List<Status> statuses() {
    return outcomes.stream().map(ChangeOutcome::status).toList();
  }

  private static CompletableFuture<BulkSummary> runAsync(
      BulkUpdate bulk, Iterable<UserChange> input) {
    return CompletableFuture.supplyAsync(() -> bulk.run(input), task -> new Thread(task).start());
  }

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
  void aRunStopsAfterThisManyFailures() {
    server.respondWith(request -> new MockResponse().setResponseCode(403));

    BulkSummary summary =
        BulkUpdate.builder(partner).maxInFlight(1).stopAfter(2).build().run(changes(10));

    assertThat(summary.failed()).isEqualTo(2);
    assertThat(summary.isComplete()).isFalse();
    assertThat(server.requests()).isEqualTo(2);
  }

  @Test
  void aRunStopsIfThereIsNoToken() {
    partner.close();
    partner = client(() -> CompletableFuture.failedFuture(new IOException("the vault is sealed")));

    BulkSummary summary = bulk(1).run(changes(10));

    assertThat(outcomes).hasSize(1);
    assertThat(outcomes.get(0).failure()).isInstanceOf(PartnerAuthenticationException.class);
    assertThat(summary.isComplete()).isFalse();
    assertThat(server.requests()).isZero();
  }

  @Test
  void aRunStopsIfTheServiceRefusesTheToken() {
    server.respondWith(request -> new MockResponse().setResponseCode(401));

    BulkSummary summary = bulk(1).run(changes(10));

    assertThat(summary.failedByCategory()).isEqualTo(Map.of(ErrorCategory.UNAUTHORIZED, 1L));
    assertThat(summary.isComplete()).isFalse();
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void aCancelEndsTheRunSoonAndReportsWhatWasCancelledAndWhatWasNotTried() throws Exception {
    server.hold();
    List<UserChange> changes =
        List.of(change(1), change(2), change(CUSTOMER, 1, "NO"), change(CUSTOMER, 2, "NO"));
    BulkUpdate bulk = bulk(3);
    CompletableFuture<BulkSummary> summary = runAsync(bulk, changes);
    eventually("two requests are received", () -> server.requests() == 2);

    bulk.cancel();

    assertThat(summary.get(10, TimeUnit.SECONDS).cancelled()).isEqualTo(2);
    assertThat(summary.join().notTried()).isEqualTo(2);
    assertThat(summary.join().isComplete()).isFalse();
    assertThat(outcomes)
        .extracting(ChangeOutcome::change)
        .containsExactlyInAnyOrderElementsOf(changes);
  }

  @Test
  void anInterruptCancelsTheRunAndIsKept() throws Exception {
    server.hold();
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> {
              bulk(2).run(changes(10));
              interrupted.complete(Thread.currentThread().isInterrupted());
            });
    caller.start();
    eventually("two requests are received", () -> server.requests() == 2);

    caller.interrupt();

    assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(statuses()).containsExactly(Status.CANCELLED, Status.CANCELLED);
  }

  @Test
  void aClientThatIsClosedStopsTheRun() {
    BulkSummary summary = bulk(1, outcome -> partner.close()).run(changes(10));

    assertThat(statuses()).containsExactly(Status.DONE);
    assertThat(summary.isComplete()).isFalse();
  }

  @Test
  void anExceptionOfTheListenerReachesTheCallerAfterAllOutcomesWereReported() {
    BulkUpdate bulk =
        bulk(
            4,
            outcome -> {
              throw new IllegalStateException("the disk is full");
            });

    assertThatIllegalStateException()
        .isThrownBy(() -> bulk.run(changes(10)))
        .withMessage("the disk is full");
    assertThat(outcomes).hasSize(server.requests());
  }

  @Test
  void aSecondExceptionOfTheListenerIsAddedToTheFirst() {
    server.hold();
    AtomicInteger count = new AtomicInteger();
    BulkUpdate bulk =
        bulk(
            2,
            outcome -> {
              throw new IllegalStateException("failure " + count.incrementAndGet());
            });
    CompletableFuture<BulkSummary> run = runAsync(bulk, changes(2));
    eventually("two requests are received", () -> server.requests() == 2);

    server.release();

    assertThat(run)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .havingCause()
        .withMessage("failure 1")
        .satisfies(
            e -> assertThat(e.getSuppressed()).extracting("message").containsOnly("failure 2"));
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
  void anExceptionOfTheInputReachesTheCallerAfterAllOutcomesWereReported() {
    Iterator<UserChange> two = changes(2).iterator();
    Iterable<UserChange> input =
        () ->
            new Iterator<>() {
              @Override
              public boolean hasNext() {
                return true;
              }

              @Override
              public UserChange next() {
                if (two.hasNext()) {
                  return two.next();
                }
                throw new IllegalStateException("row 3 is no change");
              }
            };

    assertThatIllegalStateException()
        .isThrownBy(() -> bulk(4).run(input))
        .withMessage("row 3 is no change");
    assertThat(statuses()).containsExactly(Status.DONE, Status.DONE);
  }

  @Test
  void aChangeThatIsNullIsRefused() {
    assertThatNullPointerException()
        .isThrownBy(() -> bulk(4).run(Arrays.asList(change(1), null)))
        .withMessage("a change of the input is null");
    assertThat(statuses()).containsExactly(Status.DONE);
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
