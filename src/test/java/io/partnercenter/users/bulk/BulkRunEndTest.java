package io.partnercenter.users.bulk;

import static io.partnercenter.users.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.partnercenter.users.ErrorCategory;
import io.partnercenter.users.PartnerAuthenticationException;
import io.partnercenter.users.bulk.ChangeOutcome.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import okhttp3.mockwebserver.MockResponse;
import org.junit.jupiter.api.Test;

/** What ends a run before its input has ended, and how. */
class BulkRunEndTest extends BulkUpdateTestBase {
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
  void aRunThatStopsWithItsLastChangeIsNotComplete() {
    server.respondWith(request -> new MockResponse().setResponseCode(401));

    assertThat(bulk(2).run(changes(1)).isComplete()).isFalse();
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
  void aRunOfAnInterruptedThreadSendsNothing() {
    Thread.currentThread().interrupt();

    BulkSummary summary = bulk(2).run(changes(10));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(summary.isComplete()).isFalse();
    assertThat(server.requests()).isZero();
  }

  @Test
  void aCancelWhileTheInputIsReadEndsTheReading() {
    server.hold();
    AtomicInteger read = new AtomicInteger();
    BulkUpdate bulk = bulk(2);
    Iterable<UserChange> endless =
        () ->
            Stream.generate(() -> change(1))
                .peek(
                    change -> {
                      if (read.incrementAndGet() == 3) {
                        bulk.cancel();
                      }
                    })
                .iterator();

    BulkSummary summary = bulk.run(endless);

    assertThat(read).hasValue(3);
    assertThat(summary.cancelled()).isEqualTo(1);
    assertThat(summary.notTried()).isEqualTo(2);
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
}
