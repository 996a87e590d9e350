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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Dispatcher;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
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
            attempts += user.patchWithResponse(UPDATE, RequestOptions.NONE).attempts();
          }
          return attempts;
        };
    for (int i = 0; i < callers; i++) {
      all.add(threads.submit(caller));
    }

    int hits = 0;
    List<Exchange> before = List.of();
    while (!all.stream().allMatch(Future::isDone)) {
      if (timer.pending() == 1 && traffic.inFlight.get() == 0) {
        List<Exchange> exchanges = sandbox.get().exchanges();
        List<Exchange> sinceTheLastHit = exchanges.subList(before.size(), exchanges.size());
        assertThat(sinceTheLastHit).filteredOn(e -> e.status() == 200).hasSize(perSecond);
        assertThat(sinceTheLastHit).filteredOn(e -> e.status() == 429).hasSizeBetween(1, callers);
        assertThat(other.patchWithResponse(UPDATE, RequestOptions.NONE).attempts()).isEqualTo(1);
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

  @Test
  void anEarlierFailureOfACallThatIsHeldBackIsToldToo() throws Exception {
    UserHandle user = user(CUSTOMER, new Traffic());
    sandbox.get().answerNext(NextAnswer.builder().noAnswer().build());
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
            e ->
                assertThat(e.getCause().getSuppressed())
                    .singleElement()
                    .isInstanceOf(IOException.class));
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

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () ->
                partner
                    .api(UsersApi.class)
                    .getCustomerUser(CUSTOMER, PartnerCenterSandbox.USER_ID)
                    .execute())
        .withCauseInstanceOf(PartnerServiceException.class);
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
    return sandbox.client(PartnerCenter.builder().httpClient(httpClient).timer(timer));
  }

  private static UserHandle user(PartnerCenter partner, UUID customerId) {
    return partner.customers().byId(customerId).users().byId(PartnerCenterSandbox.USER_ID);
  }

  /** Counts the requests that are under way, and can hold one back for ever. */
  private static final class Traffic implements Interceptor {
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicBoolean holdNext = new AtomicBoolean();

    @Override
    public Response intercept(Chain chain) throws IOException {
      inFlight.incrementAndGet();
      try {
        if (holdNext.compareAndSet(true, false)) {
          eventually("the held request is cancelled", chain.call()::isCanceled);
        }
        return chain.proceed(chain.request());
      } finally {
        inFlight.decrementAndGet();
      }
    }
  }
}
