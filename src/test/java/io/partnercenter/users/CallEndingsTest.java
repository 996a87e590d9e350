package io.partnercenter.users;

import static io.partnercenter.users.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.partnercenter.users.model.CustomerUser;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.Dns;
import okhttp3.EventListener;
import okhttp3.ResponseBody;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls that end without a response: by their caller, by a limit, or by a throttle. */
class CallEndingsTest extends MockService {
  @Test
  void aRequestThatIsStillConnectingIsNotSentIfAnEarlierOneIsThrottled() throws Exception {
    CountDownLatch throttled = new CountDownLatch(1);
    AtomicInteger lookups = new AtomicInteger();
    AtomicInteger ended = new AtomicInteger();
    Dns slow =
        host -> {
          if (lookups.incrementAndGet() == 2) {
            eventually("the first one was throttled", () -> throttled.getCount() == 0);
          }
          return Dns.SYSTEM.lookup(host);
        };
    EventListener listener =
        new EventListener() {
          @Override
          public void callEnd(Call call) {
            ended.incrementAndGet();
          }

          @Override
          public void callFailed(Call call, IOException e) {
            ended.incrementAndGet();
          }
        };
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            eventually("the second one connects", () -> lookups.get() == 2);
            return new MockResponse().setResponseCode(429).setHeader("Retry-After", "30");
          }
        });
    try (PartnerCenter partner = client(http -> http.dns(slow).eventListener(listener))) {
      user(partner).getAsync();
      eventually("the first one looks up its host", () -> lookups.get() == 1);
      CompletableFuture<CustomerUser> second = user(partner).getAsync();
      eventually("the first one waits", () -> timer.pending() == 1);
      throttled.countDown();

      eventually("the second one's attempt ends", () -> ended.get() == 2);
      assertThat(server.getRequestCount()).isEqualTo(1);
      assertThat(second).isNotDone();
    }
  }

  static List<Arguments> endings() {
    CustomerUser other = CustomerUser.builder().id(ID).build();
    return List.of(
        ending("complete", future -> future.complete(other)),
        ending(
            "completeExceptionally", future -> future.completeExceptionally(new IOException("x"))),
        ending("completeAsync", future -> future.completeAsync(() -> other)),
        ending("orTimeout", future -> future.orTimeout(1, TimeUnit.MILLISECONDS)),
        ending(
            "completeOnTimeout",
            future -> future.completeOnTimeout(other, 1, TimeUnit.MILLISECONDS)),
        ending("obtrudeValue", future -> future.obtrudeValue(other)),
        ending("cancel", future -> future.cancel(false)));
  }

  private static Arguments ending(String name, Consumer<CompletableFuture<CustomerUser>> ending) {
    return Arguments.of(name, ending);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("endings")
  void aCallEndsInWhateverWayItsCallerEndsTheFuture(
      String name, Consumer<CompletableFuture<CustomerUser>> ending) {
    server.enqueue(new MockResponse().setResponseCode(503));
    try (PartnerCenter partner = client(http -> {})) {
      CompletableFuture<CustomerUser> future = user(partner).getAsync();
      eventually("it pauses before another attempt", () -> timer.pending() == 1);

      ending.accept(future);

      eventually("the pause is ended", () -> timer.pending() == 0);
      timer.advance(Duration.ofMinutes(1));
      assertThat(server.getRequestCount()).isEqualTo(1);
    }
  }

  @Test
  void theFailureNamesTheLimitThatWasSetOnTheCall() {
    server.enqueue(SILENCE);
    try (PartnerCenter partner = client(http -> {})) {
      retrofit2.Call<ResponseBody> call = partner.api(OtherApi.class).small();
      call.timeout().timeout(200, TimeUnit.MILLISECONDS);

      assertThatThrownBy(call::execute)
          .hasCauseInstanceOf(PartnerException.class)
          .hasMessageContaining("200 ms")
          .extracting(failure -> failure.getCause().getClass().getSimpleName())
          .isEqualTo("PartnerTimeoutException");
    }
  }

  @Test
  void aTimeOutAnInterruptAndAClosedClientAreDistinguished() throws Exception {
    for (int i = 0; i < 3; i++) {
      server.enqueue(SILENCE);
    }
    RequestOptions limit = RequestOptions.builder().timeout(Duration.ofMillis(100)).build();
    PartnerCenter partner = client(http -> {});

    Throwable timeout = catchThrowable(() -> user(partner).getWithResponse(limit));
    int sent = server.getRequestCount(); // 0 if the limit ended the call before it was sent

    AtomicReference<Throwable> interrupted = new AtomicReference<>();
    Thread caller = new Thread(() -> interrupted.set(catchThrowable(() -> user(partner).get())));
    caller.start();
    eventually("it is sent", () -> server.getRequestCount() == sent + 1);
    caller.interrupt();
    // a read can't be interrupted: the thread wakes when its attempt times out
    CompletableFuture<CustomerUser> closed = user(partner).getAsync();
    eventually("it is sent", () -> server.getRequestCount() == sent + 2);
    partner.close();
    caller.join(10_000);

    assertThat(timeout.getClass().getSimpleName()).isEqualTo("PartnerTimeoutException");
    assertThat(closed)
        .failsWithin(10, TimeUnit.SECONDS)
        .withThrowableOfType(ExecutionException.class)
        .withMessageContaining("the client was closed");
    assertThat(interrupted.get())
        .isExactlyInstanceOf(PartnerConnectionException.class)
        .hasMessageMatching(".*(the client was closed|the thread was interrupted).*");
  }

  @Test
  void limitsAndPausesEndInTimeEvenIfTheSharedThreadsOfTheJvmAreBlocked() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    Runnable blocker =
        () -> {
          try {
            release.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    for (int i = 0; i < ForkJoinPool.getCommonPoolParallelism() + 2; i++) {
      ForkJoinPool.commonPool().execute(blocker);
    }
    CompletableFuture<Void> delayed = new CompletableFuture<>();
    CompletableFuture<Void> blocked =
        delayed.thenRun(blocker); // attached first, so it never runs on this thread
    delayed.completeOnTimeout(null, 1, TimeUnit.MILLISECONDS); // on the JDK's thread for delays
    server.enqueue(new MockResponse().setResponseCode(503));
    server.enqueue(OK);
    server.enqueue(SILENCE);
    try (PartnerCenter partner = builder().build()) {
      assertThat(user(partner).getAsync().get(10, TimeUnit.SECONDS).getId()).isEqualTo(ID);

      RequestOptions limit = RequestOptions.builder().timeout(Duration.ofMillis(200)).build();
      assertThat(user(partner).getWithResponseAsync(limit))
          .failsWithin(10, TimeUnit.SECONDS)
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(PartnerConnectionException.class);
    } finally {
      release.countDown();
    }
    blocked.get(10, TimeUnit.SECONDS);
  }
}
