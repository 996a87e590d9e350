package io.partnercenter.users.bulk;

import io.partnercenter.users.PartnerAuthenticationException;
import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.PartnerResponse;
import io.partnercenter.users.PartnerServiceException;
import io.partnercenter.users.model.CustomerUser;
import java.lang.reflect.UndeclaredThrowableException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One run of {@link BulkUpdate}. Everything happens on the caller's thread. Other threads only put
 * events into a queue: a change has ended, or the run is cancelled.
 */
final class BulkRun {
  private final PartnerCenter partner;
  private final long stopAfter;
  private final Consumer<ChangeOutcome> onOutcome;
  private final Iterator<UserChange> input;
  private final ChangeQueue queue;
  private final BulkSummary.Counter counter = new BulkSummary.Counter();
  private final Map<UserChange, CompletableFuture<?>> inFlight = new HashMap<>();

  /** At most one event for each change in flight, and the cancels. */
  private final BlockingQueue<Runnable> events = new LinkedBlockingQueue<>();

  private boolean inputEnded;
  private boolean stopped;

  /** The first exception that the caller's input or listener threw. */
  private @Nullable Throwable callerFailure;

  BulkRun(
      PartnerCenter partner,
      int maxInFlight,
      long stopAfter,
      Consumer<ChangeOutcome> onOutcome,
      Iterator<UserChange> input) {
    this.partner = partner;
    this.stopAfter = stopAfter;
    this.onOutcome = onOutcome;
    this.input = input;
    this.queue = new ChangeQueue(partner, maxInFlight);
  }

  /** Cancels the run. May be called from any thread. */
  void cancel() {
    events.add(this::cancelAll);
  }

  BulkSummary run() {
    long start = System.nanoTime();
    long refusedBefore = partner.throttle().refused();
    boolean interrupted = false;
    startChanges();
    while (!inFlight.isEmpty()) {
      try {
        events.take().run();
      } catch (InterruptedException e) {
        interrupted = true;
        cancelAll();
      }
      startChanges();
    }
    reportNotTried();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    throwCallerFailure();
    return counter.summary(
        inputEnded && !stopped,
        Duration.ofNanos(System.nanoTime() - start),
        partner.throttle().refused() - refusedBefore);
  }

  private void startChanges() {
    // the input may block, so what has ended is handled before more is read
    while (!stopped
        && events.isEmpty()
        && !Thread.currentThread().isInterrupted()
        && !partner.isClosed()
        && queue.hasRoom()) {
      UserChange next = queue.next();
      if (next != null) {
        start(next);
      } else if (!read()) {
        return;
      }
    }
  }

  /** Reads one more change. Returns false if there is none, or if enough changes are waiting. */
  private boolean read() {
    if (inputEnded || queue.waiting() == BulkUpdate.MAX_READ_AHEAD) {
      return false;
    }
    try {
      if (input.hasNext()) {
        queue.add(Objects.requireNonNull(input.next(), "a change of the input is null"));
        return true;
      }
      inputEnded = true;
    } catch (Throwable e) { // thrown by the caller's input
      stopBecauseOf(e);
    }
    return false;
  }

  private void start(UserChange change) {
    CompletableFuture<PartnerResponse<CustomerUser>> call;
    try {
      call =
          partner
              .user(change.customerId(), change.userId())
              .patchWithResponseAsync(change.update(), change.options());
    } catch (RuntimeException e) { // an update that can't be sent
      call = CompletableFuture.failedFuture(e);
    }
    inFlight.put(change, call);
    call.whenComplete((response, failure) -> events.add(() -> ended(change, response, failure)));
  }

  private void ended(
      UserChange change,
      @Nullable PartnerResponse<CustomerUser> response,
      @Nullable Throwable failure) {
    inFlight.remove(change);
    queue.ended(change);
    report(outcome(change, response, failure));
  }

  private ChangeOutcome outcome(
      UserChange change,
      @Nullable PartnerResponse<CustomerUser> response,
      @Nullable Throwable failure) {
    Instant now = Instant.now();
    if (response != null) {
      return ChangeOutcome.done(change, now, response);
    }
    return failure instanceof CancellationException
        ? ChangeOutcome.cancelled(change, now)
        : ChangeOutcome.failed(change, now, Objects.requireNonNull(failure));
  }

  private void report(ChangeOutcome outcome) {
    counter.count(outcome);
    if (isWithoutToken(outcome.failure()) || counter.failed() >= stopAfter) {
      stopped = true;
    }
    try {
      onOutcome.accept(outcome);
    } catch (Throwable e) { // thrown by the caller's listener
      stopBecauseOf(e);
    }
  }

  /**
   * Returns whether there is no access token that the service accepts: every other change would
   * fail in the same way.
   */
  private static boolean isWithoutToken(@Nullable Throwable failure) {
    return failure instanceof PartnerAuthenticationException
        || (failure instanceof PartnerServiceException
            && ((PartnerServiceException) failure).statusCode() == 401);
  }

  private void reportNotTried() {
    for (UserChange change = queue.remove(); change != null; change = queue.remove()) {
      report(ChangeOutcome.notTried(change, Instant.now()));
    }
  }

  private void cancelAll() {
    stopped = true;
    List.copyOf(inFlight.values()).forEach(call -> call.cancel(true));
  }

  private void stopBecauseOf(Throwable thrown) {
    stopped = true;
    if (callerFailure == null) {
      callerFailure = thrown;
    } else if (callerFailure != thrown) {
      callerFailure.addSuppressed(thrown);
    }
  }

  private void throwCallerFailure() {
    if (callerFailure instanceof RuntimeException) {
      throw (RuntimeException) callerFailure;
    }
    if (callerFailure instanceof Error) {
      throw (Error) callerFailure;
    }
    if (callerFailure != null) { // checked, but not declared: Kotlin allows that
      throw new UndeclaredThrowableException(callerFailure);
    }
  }
}
