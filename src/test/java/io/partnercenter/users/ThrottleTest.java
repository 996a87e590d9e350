package io.partnercenter.users;

import static io.partnercenter.users.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.partnercenter.users.api.UsersApi;
import io.partnercenter.users.model.CustomerUser;
import io.partnercenter.users.model.CustomerUserUpdate;
import io.partnercenter.users.sandbox.ErrorShape;
import io.partnercenter.users.sandbox.Exchange;
import io.partnercenter.users.sandbox.NextAnswer;
import io.partnercenter.users.sandbox.PartnerCenterSandbox;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import okhttp3.Dispatcher;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import retrofit2.Call;
import retrofit2.http.GET;
import retrofit2.http.Path;

/** Calls for a customer that the service throttles hold back together. */
class ThrottleTest {
  private static final UUID CUSTOMER = PartnerCenterSandbox.CUSTOMER_ID;
  private static final UUID OTHER_CUSTOMER =
      UUID.fromString("0c3c2b5f-6a3f-4a3c-9d2e-0e6f2a9c4b11");
  private static final CustomerUserUpdate UPDATE =
      CustomerUserUpdate.builder().usageLocation("SE").build();
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ManualTimer timer = new ManualTimer();

  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox(timer);

  @Test
  void eightCallersShareTheThrottleOfOneCustomerAndDelayNoOther() throws Exception {
    int callers = 8;
    int updates = 25;
    int perSecond = 50;
    sandbox.get().throttle(CUSTOMER, perSecond, ErrorShape.GATEWAY);
    sandbox.get().addUser(OTHER_CUSTOMER, PartnerCenterSandbox.USER_ID);
    Traffic traffic = new Traffic();
    PartnerCenter partner = client(traffic);
    UserHandle user = user(partner, CUSTOMER);
    UserHandle other = user(partner, OTHER_CUSTOMER);
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    List<Future<Integer>> all = new ArrayList<>();
    Callable<Integer> caller =
        () -> {
          int attempts = 0;
          for (int i = 0; i < updates; i++) {
            attempts += user.patchWithResponse(UPDATE, RequestOptions.none()).attempts();
          }
          return attempts;
        };
    for (int i = 0; i < callers; i++) {
      all.add(threads.submit(caller));
    }

    int hits = 0;
    List<Exchange> before = List.of();
    while (!all.stream().allMatch(Future::isDone)) {
      if (timer.pending() == 1 && traffic.isJudged(sandbox.get())) {
        List<Exchange> exchanges = sandbox.get().exchanges();
        List<Exchange> sinceTheLastHit = exchanges.subList(before.size(), exchanges.size());
        assertThat(sinceTheLastHit).filteredOn(e -> e.status() == 200).hasSize(perSecond);
        assertThat(sinceTheLastHit).filteredOn(e -> e.status() == 429).hasSizeBetween(1, callers);
        assertThat(other.patchWithResponse(UPDATE, RequestOptions.none()).attempts()).isEqualTo(1);
        hits++;
        before = sandbox.get().exchanges();
        timer.advance(SECOND);
      }
      Thread.yield();
    }
    threads.shutdown();

    assertThat(hits).isEqualTo(3);
    int attempts = 0;
    for (Future<Integer> each : all) {
      attempts += each.get();
    }
    assertThat(attempts).isEqualTo(sandbox.get().exchanges().size() - hits);
    assertThat(sandbox.get().exchanges())
        .filteredOn(e -> e.status() == 200)
        .hasSize(callers * updates + hits);
  }

  @Test
  void oneProbeGoesFirstAndTheOthersFollowWhenItGotThrough() throws Exception {
    UserHandle user = user(CUSTOMER, new Traffic());
    answerNext(429, "5");
    CompletableFuture<CustomerUser> first = user.getAsync();
    eventually("it waits", () -> timer.pending() == 1);
    CompletableFuture<CustomerUser> second = user.getAsync();
    CompletableFuture<CustomerUser> third = user.getAsync();
    assertThat(sandbox.get().exchanges()).hasSize(1);

    answerNext(429, "1");
    timer.advance(Duration.ofSeconds(5));
    eventually("the probe is refused", () -> timer.pending() == 1);
    assertThat(sandbox.get().exchanges()).hasSize(2);

    timer.advance(SECOND);
    for (CompletableFuture<CustomerUser> each : List.of(first, second, third)) {
      each.get(10, TimeUnit.SECONDS);
    }
    assertThat(sandbox.get().exchanges()).hasSize(5);
    assertThat(timer.pending()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 404})
  void theOthersFollowAllAtOnce(int status) throws Exception {
    Traffic traffic = new Traffic();
    UserHandle user = user(CUSTOMER, traffic);
    answerNext(429, "5");
    user.getAsync();
    eventually("it waits", () -> timer.pending() == 1);
    List<CompletableFuture<CustomerUser>> others = List.of(user.getAsync(), user.getAsync());
    sandbox
        .get()
        .answerNext(
            NextAnswer.builder()
                .status(status)
                .body("{\"id\":\"" + PartnerCenterSandbox.USER_ID + "\",\"code\":\"1000\"}")
                .build());
    CountDownLatch answer = traffic.holdAnswer();
    timer.advance(Duration.ofSeconds(5));
    eventually("the probe is answered", () -> sandbox.get().exchanges().size() == 2);

    traffic.together.set(others.size());
    answer.countDown();

    for (CompletableFuture<CustomerUser> each : others) {
      each.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void aProbeThatGivesUpLeavesTheOthersTheirTurn() throws Exception {
    PartnerCenter partner =
        sandbox.client(
            PartnerCenter.builder()
                .retries(RetryPolicy.builder().maxAttempts(2).build())
                .timer(timer));
    answerNext(429, "5");
    CompletableFuture<CustomerUser> probe = user(partner, CUSTOMER).getAsync();
    eventually("it waits", () -> timer.pending() == 1);
    CompletableFuture<CustomerUser> other = user(partner, CUSTOMER).getAsync();
    answerNext(429, "1");

    timer.advance(Duration.ofSeconds(5));

    assertThat(probe).failsWithin(Duration.ofSeconds(10));
    eventually("the other waits", () -> timer.pending() == 1);
    timer.advance(SECOND);
    other.get(10, TimeUnit.SECONDS);
  }

  @Test
  void theLongestWaitCounts() throws Exception {
    Traffic traffic = new Traffic();
    UserHandle user = user(CUSTOMER, traffic);
    CountDownLatch answer = traffic.holdAnswer();
    answerNext(429, "1");
    CompletableFuture<CustomerUser> shorter = user.getAsync();
    eventually("its answer is on the way", () -> sandbox.get().exchanges().size() == 1);
    answerNext(429, "5");
    CompletableFuture<CustomerUser> longer = user.getAsync();
    eventually("it waits", () -> timer.pending() == 1);

    answer.countDown();
    eventually("both are told to wait", () -> traffic.isJudged(sandbox.get()));
    timer.advance(SECOND);

    assertThat(timer.pending()).isEqualTo(1);
    RequestOptions limit = RequestOptions.builder().timeout(Duration.ofSeconds(2)).build();
    assertThatExceptionOfType(PartnerServiceException.class)
        .isThrownBy(() -> user.getWithResponse(limit))
        .satisfies(e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(4)));
    assertThat(sandbox.get().exchanges()).hasSize(2);
    timer.advance(Duration.ofSeconds(4));
    shorter.get(10, TimeUnit.SECONDS);
    longer.get(10, TimeUnit.SECONDS);
  }

  @Test
  void aThrottleThatIsReadWhileTheProbeIsOutOutlivesIt() throws Exception {
    Traffic traffic = new Traffic();
    UserHandle user = user(CUSTOMER, traffic);
    CountDownLatch lateAnswer = traffic.holdAnswer();
    answerNext(429, "5");
    CompletableFuture<CustomerUser> late = user.getAsync();
    eventually("its answer is on the way", () -> sandbox.get().exchanges().size() == 1);
    answerNext(429, "1");
    CompletableFuture<CustomerUser> probe = user.getAsync();
    eventually("it waits", () -> timer.pending() == 1);
    CountDownLatch probesAnswer = traffic.holdAnswer();
    timer.advance(SECOND);
    eventually("the probe is answered", () -> sandbox.get().exchanges().size() == 3);
    lateAnswer.countDown();
    eventually("only the probe is under way", () -> traffic.inFlight.get() == 1);

    probesAnswer.countDown();
    probe.get(10, TimeUnit.SECONDS);

    eventually("the other waits", () -> timer.pending() == 1);
    assertThat(sandbox.get().exchanges()).hasSize(3);
    timer.advance(Duration.ofSeconds(5));
    late.get(10, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sync", "async"})
  void aRequestThatAnInterceptorOfTheCallerHoldsIsHeldBackTooAndDoesNotCount(String mode)
      throws Exception {
    Traffic traffic = new Traffic();
    OkHttpClient httpClient = new OkHttpClient.Builder().addInterceptor(traffic).build();
    PartnerCenter partner =
        sandbox.client(
            PartnerCenter.builder()
                .httpClient(httpClient)
                .retries(RetryPolicy.builder().maxAttempts(2).build())
                .random(() -> 1)
                .timer(timer));
    UserHandle user = user(partner, CUSTOMER);
    CountDownLatch request = traffic.holdRequest();
    CompletableFuture<CustomerUser> held =
        mode.equals("sync") ? CompletableFuture.supplyAsync(user::get) : user.getAsync();
    eventually("it is held", () -> traffic.inFlight.get() == 1);
    answerNext(429, "5");
    CompletableFuture<CustomerUser> throttled = user.getAsync();
    eventually("the other is throttled", () -> timer.pending() == 1);

    request.countDown();
    eventually("neither is under way", () -> traffic.inFlight.get() == 0);
    assertThat(sandbox.get().exchanges()).hasSize(1);
    throttled.cancel(true);
    answerNext(503, "1"); // of its two attempts the first

    timer.advance(Duration.ofSeconds(5));
    eventually("it pauses", () -> sandbox.get().exchanges().size() == 2 && timer.pending() == 1);
    timer.advance(SECOND);

    held.get(10, TimeUnit.SECONDS);
    assertThat(sandbox.get().exchanges()).hasSize(3);
  }

  @Test
  void aCustomerWithoutCallsIsForgotten() throws Exception {
    Traffic traffic = new Traffic();
    PartnerCenter partner = client(traffic);
    sandbox.get().addUser(OTHER_CUSTOMER, PartnerCenterSandbox.USER_ID);
    answerNext(429, "61");
    assertThatExceptionOfType(PartnerServiceException.class)
        .isThrownBy(() -> user(partner, CUSTOMER).get());

    timer.advance(Duration.ofSeconds(61 + 61));
    answerNext(429, "61");
    assertThatExceptionOfType(PartnerServiceException.class)
        .isThrownBy(() -> user(partner, OTHER_CUSTOMER).get());

    traffic.together.set(2); // so there is no probe
    CompletableFuture<CustomerUser> one = user(partner, CUSTOMER).getAsync();
    CompletableFuture<CustomerUser> two = user(partner, CUSTOMER).getAsync();
    one.get(10, TimeUnit.SECONDS);
    two.get(10, TimeUnit.SECONDS);
  }

  @Test
  void aCustomerWhoseProbeIsOutIsNotForgotten() throws Exception {
    Traffic traffic = new Traffic();
    PartnerCenter partner = client(traffic);
    sandbox.get().addUser(OTHER_CUSTOMER, PartnerCenterSandbox.USER_ID);
    answerNext(429, "5");
    CompletableFuture<CustomerUser> probe = user(partner, CUSTOMER).getAsync();
    eventually("it waits", () -> timer.pending() == 1);
    CountDownLatch answer = traffic.holdAnswer();
    timer.advance(Duration.ofSeconds(5));
    eventually("the probe is answered", () -> sandbox.get().exchanges().size() == 2);

    timer.advance(Duration.ofSeconds(61));
    answerNext(429, "61");
    assertThatExceptionOfType(PartnerServiceException.class)
        .isThrownBy(() -> user(partner, OTHER_CUSTOMER).get());
    CompletableFuture<CustomerUser> other = user(partner, CUSTOMER).getAsync();

    assertThat(traffic.inFlight).hasValue(1); // the probe
    answer.countDown();
    probe.get(10, TimeUnit.SECONDS);
    other.get(10, TimeUnit.SECONDS);
  }

  @Test
  void aProbeThatIsCancelledOnTheNetworkHandsItsTurnOn() throws Exception {
    UserHandle user = user(CUSTOMER, new Traffic());
    answerNext(429, "5");
    CompletableFuture<CustomerUser> probe = user.getAsync();
    eventually("it waits", () -> timer.pending() == 1);
    CompletableFuture<CustomerUser> next = user.getAsync();
    sandbox.get().answerNext(NextAnswer.builder().delay(Duration.ofMinutes(5)).build());
    timer.advance(Duration.ofSeconds(5));
    eventually("the probe is sent", () -> sandbox.get().exchanges().size() == 2);

    probe.cancel(true);

    next.get(10, TimeUnit.SECONDS);
  }

  @Test
  void whatWaitsInTheDispatchersQueueIsHeldBackToo() throws Exception {
    Dispatcher dispatcher = new Dispatcher();
    OkHttpClient httpClient = new OkHttpClient.Builder().dispatcher(dispatcher).build();
    UserHandle user =
        user(sandbox.client(PartnerCenter.builder().httpClient(httpClient).timer(timer)), CUSTOMER);
    sandbox.get().throttle(CUSTOMER, 0, ErrorShape.SERVICE);
    List<CompletableFuture<CustomerUser>> all = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      all.add(user.patchAsync(UPDATE));
    }
    eventually(
        "all that were in flight are refused",
        () -> dispatcher.runningCallsCount() == 0 && timer.pending() == 1);
    assertThat(sandbox.get().exchanges()).hasSizeBetween(1, dispatcher.getMaxRequestsPerHost());
    sandbox.get().endThrottle(CUSTOMER);

    timer.advance(SECOND);

    for (CompletableFuture<CustomerUser> each : all) {
      each.get(10, TimeUnit.SECONDS);
    }
    assertThat(sandbox.get().exchanges()).filteredOn(e -> e.status() == 200).hasSize(50);
    assertThat(sandbox.get().exchanges())
        .hasSizeBetween(51, 50 + dispatcher.getMaxRequestsPerHost());
  }

  static Stream<Arguments> earlierFailures() {
    return Stream.of(
        Arguments.of(NextAnswer.builder().noAnswer().build(), IOException.class),
        Arguments.of(NextAnswer.builder().status(503).build(), PartnerServiceException.class));
  }

  @ParameterizedTest
  @MethodSource("earlierFailures")
  void anEarlierFailureOfACallThatIsHeldBackIsToldToo(NextAnswer answer, Class<?> failure) {
    UserHandle user = user(CUSTOMER, new Traffic());
    sandbox.get().answerNext(answer);
    CompletableFuture<CustomerUser> cutOff = user.patchAsync(UPDATE);
    eventually("it pauses", () -> timer.pending() == 1);
    answerNext(429, "62");
    assertThatExceptionOfType(PartnerServiceException.class).isThrownBy(user::get);

    timer.advance(SECOND);

    assertThat(cutOff)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withMessageContaining("429: held back")
        .satisfies(
            e -> assertThat(e.getCause().getSuppressed()).singleElement().isInstanceOf(failure));
  }

  @Test
  void aProbeThatIsCancelledHandsItsTurnOn() throws Exception {
    Traffic traffic = new Traffic();
    UserHandle user = user(CUSTOMER, traffic);
    answerNext(429, "5");
    CompletableFuture<CustomerUser> probe = user.getAsync();
    eventually("it waits", () -> timer.pending() == 1);
    CompletableFuture<CustomerUser> next = user.getAsync();
    traffic.holdNext.set(true);
    timer.advance(Duration.ofSeconds(5));
    eventually("the probe is sent", () -> traffic.inFlight.get() == 1);
    assertThat(next).isNotDone();

    probe.cancel(true);

    next.get(10, TimeUnit.SECONDS);
  }

  @Test
  void aProbeWithoutAnAnswerHandsItsTurnOn() throws Exception {
    UserHandle user = user(CUSTOMER, new Traffic());
    answerNext(429, "5");
    CompletableFuture<CustomerUser> probe = user.getAsync();
    eventually("it waits", () -> timer.pending() == 1);
    CompletableFuture<CustomerUser> next = user.getAsync();
    sandbox.get().answerNext(NextAnswer.builder().noAnswer().build());
    timer.advance(Duration.ofSeconds(5));

    next.get(10, TimeUnit.SECONDS);
    probe.get(10, TimeUnit.SECONDS); // its connection was stale: it may repeat at once
  }

  @Test
  void aWaitThatThePolicyDoesNotAllowEndsTheCallUnsent() {
    UserHandle user = user(CUSTOMER, new Traffic());
    answerNext(429, "61");
    assertThatExceptionOfType(PartnerServiceException.class).isThrownBy(user::get);
    timer.advance(Duration.ofMillis(500));

    assertThatExceptionOfType(PartnerServiceException.class)
        .isThrownBy(user::get)
        .withMessageStartingWith("429: held back")
        .withMessageEndingWith(", attempts: 0")
        .satisfies(e -> assertThat(e.attempts()).isZero())
        .satisfies(e -> assertThat(e.category()).isEqualTo(ErrorCategory.THROTTLED))
        .satisfies(e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofMillis(60_500)))
        .satisfies(e -> assertThat(e.errorCode()).isNull());
    assertThat(user.getAsync())
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withCauseInstanceOf(PartnerServiceException.class);
    assertThat(sandbox.get().exchanges()).hasSize(1);
  }

  @Test
  void aWaitThatTheLimitDoesNotAllowEndsTheCallUnsent() {
    UserHandle user = user(CUSTOMER, new Traffic());
    answerNext(429, "61");
    assertThatExceptionOfType(PartnerServiceException.class).isThrownBy(user::get);
    timer.advance(Duration.ofSeconds(30));

    RequestOptions limit = RequestOptions.builder().timeout(Duration.ofSeconds(30)).build();
    assertThatExceptionOfType(PartnerServiceException.class)
        .isThrownBy(() -> user.getWithResponse(limit))
        .satisfies(e -> assertThat(e.attempts()).isZero())
        .satisfies(e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(31)));
  }

  @Test
  void aThrottleThatBecomesLongerEndsThoseThatCannotWait() throws Exception {
    UserHandle user = user(CUSTOMER, new Traffic());
    answerNext(429, "5");
    CompletableFuture<CustomerUser> probe = user.getAsync();
    eventually("it waits", () -> timer.pending() == 1);
    RequestOptions limit = RequestOptions.builder().timeout(Duration.ofSeconds(30)).build();
    CompletableFuture<?> other = user.getWithResponseAsync(limit);

    answerNext(429, "40");
    timer.advance(Duration.ofSeconds(5));

    assertThat(other)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withCauseInstanceOf(PartnerServiceException.class)
        .withMessageContaining("retry after PT40S");
    timer.advance(Duration.ofSeconds(40));
    probe.get(10, TimeUnit.SECONDS);
  }

  @Test
  void theLimitThatStrikesWhileAProbeIsOutEndsTheCallAsThrottled() throws Exception {
    Traffic traffic = new Traffic();
    UserHandle user = user(CUSTOMER, traffic);
    answerNext(429, "5");
    CompletableFuture<CustomerUser> probe = user.getAsync();
    eventually("it waits", () -> timer.pending() == 1);
    traffic.holdNext.set(true);
    timer.advance(Duration.ofSeconds(5));
    eventually("the probe is sent", () -> traffic.inFlight.get() == 1);

    RequestOptions limit = RequestOptions.builder().timeout(Duration.ofMillis(50)).build();
    assertThatExceptionOfType(PartnerServiceException.class)
        .isThrownBy(() -> user.getWithResponse(limit))
        .satisfies(e -> assertThat(e.attempts()).isZero())
        .satisfies(e -> assertThat(e.retryAfter()).isZero());
    assertThat(user.getWithResponseAsync(limit))
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withCauseInstanceOf(PartnerServiceException.class);
    assertThat(probe).isNotDone();
  }

  @Test
  void aClientWithoutRetriesNeverWaitsButMayProbe() {
    PartnerCenter partner =
        sandbox.client(PartnerCenter.builder().retries(RetryPolicy.none()).timer(timer));
    UserHandle user = sandbox.user(partner);
    answerNext(429, "1");
    assertThatExceptionOfType(PartnerServiceException.class)
        .isThrownBy(user::get)
        .satisfies(e -> assertThat(e.attempts()).isEqualTo(1));
    assertThatExceptionOfType(PartnerServiceException.class)
        .isThrownBy(user::get)
        .satisfies(e -> assertThat(e.attempts()).isZero());

    timer.advance(SECOND);

    assertThat(user.get().getId()).isEqualTo(PartnerCenterSandbox.USER_ID);
  }

  @Test
  void aCallersOwnInterfaceSharesTheThrottleOfACustomer() throws Exception {
    PartnerCenter partner = sandbox.client(PartnerCenter.builder().timer(timer));
    answerNext(429, "61");
    String customer = CUSTOMER.toString().toUpperCase(Locale.ROOT);
    assertThat(
            partner.api(OwnApi.class).get(customer, PartnerCenterSandbox.USER_ID).execute().code())
        .isEqualTo(429);

    assertThatExceptionOfType(PartnerServiceException.class)
        .isThrownBy(
            () ->
                partner
                    .api(UsersApi.class)
                    .getCustomerUser(CUSTOMER, PartnerCenterSandbox.USER_ID)
                    .execute());
  }

  /** An interface that somebody else wrote. */
  interface OwnApi {
    @GET("v1/customers/{customer-tenant-id}/users/{user-id}")
    Call<CustomerUser> get(@Path("customer-tenant-id") String customer, @Path("user-id") UUID user);
  }

  private void answerNext(int status, String retryAfter) {
    sandbox
        .get()
        .answerNext(NextAnswer.builder().status(status).header("Retry-After", retryAfter).build());
  }

  private UserHandle user(UUID customerId, Traffic traffic) {
    return user(client(traffic), customerId);
  }

  private PartnerCenter client(Traffic traffic) {
    OkHttpClient httpClient = new OkHttpClient.Builder().addInterceptor(traffic).build();
    return sandbox.client(
        PartnerCenter.builder()
            .httpClient(httpClient)
            .logTo(traffic.log, LogDetail.OUTCOME)
            .timer(timer));
  }

  private static UserHandle user(PartnerCenter partner, UUID customerId) {
    return partner.customers().byId(customerId).users().byId(PartnerCenterSandbox.USER_ID);
  }

  /** Counts the requests that are under way, and can hold some of them back. */
  private static final class Traffic implements Interceptor {
    private final MemoryLogger log = new MemoryLogger();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicBoolean holdNext = new AtomicBoolean();
    private final AtomicReference<CountDownLatch> nextRequest = new AtomicReference<>();
    private final AtomicReference<CountDownLatch> nextAnswer = new AtomicReference<>();
    private final AtomicInteger together = new AtomicInteger();

    /** Whether the client has drawn its conclusions from every answer, which it logs last. */
    boolean isJudged(PartnerCenterSandbox sandbox) {
      return inFlight.get() == 0 && log.lines.size() == sandbox.exchanges().size();
    }

    /** Holds the next request back until the latch opens. */
    CountDownLatch holdRequest() {
      nextRequest.set(new CountDownLatch(1));
      return nextRequest.get();
    }

    /** Holds the next answer back until the latch opens. */
    CountDownLatch holdAnswer() {
      nextAnswer.set(new CountDownLatch(1));
      return nextAnswer.get();
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
      inFlight.incrementAndGet();
      try {
        if (holdNext.compareAndSet(true, false)) {
          eventually("the held request is cancelled", chain.call()::isCanceled);
        }
        await(nextRequest.getAndSet(null));
        if (together.get() > 0) {
          eventually("as many are under way", () -> inFlight.get() >= together.get());
          together.set(0);
        }
        CountDownLatch answer = nextAnswer.getAndSet(null);
        Response response = chain.proceed(chain.request());
        await(answer);
        return response;
      } finally {
        inFlight.decrementAndGet();
      }
    }

    private static void await(CountDownLatch latch) {
      if (latch != null) {
        eventually("what is held is let go", () -> latch.getCount() == 0);
      }
    }
  }
}
