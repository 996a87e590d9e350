package io.partnercenter.users;

import static io.partnercenter.users.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.partnercenter.users.api.UsersApi;
import io.partnercenter.users.model.CustomerUser;
import io.partnercenter.users.sandbox.NextResponse;
import io.partnercenter.users.sandbox.PartnerCenterSandbox;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import retrofit2.Call;
import retrofit2.http.GET;
import retrofit2.http.Path;

/** How calls wait while the service throttles. LimiterTest tests the limiter itself. */
class ThrottleTest {
  private static final UUID CUSTOMER = PartnerCenterSandbox.CUSTOMER_ID;
  private static final UUID OTHER_CUSTOMER =
      UUID.fromString("0c3c2b5f-6a3f-4a3c-9d2e-0e6f2a9c4b11");
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ManualTimer timer = new ManualTimer();

  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox(timer);

  @Test
  void aCallWaitsForTheMomentThatTheServiceNamed() throws Exception {
    respondNext(429, "5");
    CompletableFuture<CustomerUser> call = user(CUSTOMER).getAsync();
    eventually("it waits", () -> timer.pending() == 1);

    timer.advance(Duration.ofMillis(4_999));
    assertThat(sandbox.get().exchanges()).hasSize(1);
    timer.advance(Duration.ofMillis(1));

    call.get(10, TimeUnit.SECONDS);
    assertThat(sandbox.get().exchanges()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sync", "async"})
  void a429ThatNamesAMomentCostsNoAttempt(String mode) throws Exception {
    for (int i = 0; i < 3; i++) {
      respondNext(429, "2");
    }
    RetryPolicy twice = RetryPolicy.builder().maxAttempts(2).build();
    PartnerCenter partner =
        sandbox.client(PartnerCenter.builder().retries(twice).timer(new VirtualTimer()));

    PartnerResponse<CustomerUser> response = get(user(partner, CUSTOMER), mode);

    assertThat(response.attempts()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sync", "async"})
  void a429ThatNamesNoMomentCostsAnAttempt(String mode) {
    for (int i = 0; i < 2; i++) {
      sandbox.get().respondNext(NextResponse.builder().status(429).build());
    }
    RetryPolicy twice = RetryPolicy.builder().maxAttempts(2).build();
    PartnerCenter partner =
        sandbox.client(PartnerCenter.builder().retries(twice).timer(new VirtualTimer()));

    assertThatExceptionOfType(PartnerServiceException.class)
        .isThrownBy(() -> get(user(partner, CUSTOMER), mode))
        .satisfies(e -> assertThat(e.attempts()).isEqualTo(2))
        .satisfies(e -> assertThat(e.retryAfter()).isNull());
  }

  @Test
  void theWaitIsThatOfTheServiceAndNotTheBackoffOfTheCall() {
    respondNext(429, "1");
    VirtualTimer virtual = new VirtualTimer();
    RetryPolicy slow =
        RetryPolicy.builder()
            .initialPause(Duration.ofSeconds(28))
            .maxPause(Duration.ofSeconds(28))
            .build();
    PartnerCenter partner =
        sandbox.client(PartnerCenter.builder().retries(slow).random(() -> 1).timer(virtual));

    user(partner, CUSTOMER).get();

    assertThat(virtual.pauses()).containsExactly(SECOND);
  }

  @Test
  void anotherCustomerIsNotDelayed() {
    sandbox.get().addUser(OTHER_CUSTOMER, PartnerCenterSandbox.USER_ID);
    respondNext(429, "5");
    PartnerCenter partner = client();
    user(partner, CUSTOMER).getAsync();
    eventually("it waits", () -> timer.pending() == 1);

    assertThat(user(partner, OTHER_CUSTOMER).getWithResponse(RequestOptions.none()).attempts())
        .isEqualTo(1);
  }

  @Test
  void aCallThatIsCancelledWhileItWaitsLeavesItsPlaceToTheNext() throws Exception {
    respondNext(429, "5");
    PartnerCenter partner = client();
    CompletableFuture<CustomerUser> first = user(partner, CUSTOMER).getAsync();
    eventually("it waits", () -> timer.pending() == 1);
    CompletableFuture<CustomerUser> second = user(partner, CUSTOMER).getAsync();
    eventually("both wait", () -> partner.throttle(CUSTOMER).waiting() == 2);

    first.cancel(true);
    eventually("one waits", () -> partner.throttle(CUSTOMER).waiting() == 1);
    timer.advance(Duration.ofSeconds(5));

    second.get(10, TimeUnit.SECONDS);
    assertThat(sandbox.get().exchanges()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sync", "async"})
  void theLimitThatIsReachedWhileACallWaitsEndsItAsThrottled(String mode) {
    respondNext(429, "5");
    PartnerCenter partner = client();
    CompletableFuture<CustomerUser> first = user(partner, CUSTOMER).getAsync();
    eventually("it waits", () -> timer.pending() == 1);
    // what is left of the pause is shorter than the limit, but doesn't end: the timer stands still
    timer.advance(Duration.ofMillis(4_900));
    RequestOptions limit = RequestOptions.builder().timeout(Duration.ofMillis(200)).build();

    assertThatExceptionOfType(PartnerServiceException.class)
        .isThrownBy(() -> get(user(partner, CUSTOMER), mode, limit))
        .satisfies(e -> assertThat(e.attempts()).isZero())
        .satisfies(e -> assertThat(e.retryAfter()).isPositive());
    assertThat(first).isNotDone();
  }

  @Test
  void aClientWithoutRetriesNeverWaits() {
    PartnerCenter partner =
        sandbox.client(PartnerCenter.builder().retries(RetryPolicy.none()).timer(timer));
    UserHandle user = sandbox.user(partner);
    respondNext(429, "1");
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
  void theThrottleCanBeReadAndForgotten() {
    PartnerCenter partner = client();
    assertThat(partner.throttle(CUSTOMER).remaining()).isZero();
    respondNext(429, "61");
    assertThatExceptionOfType(PartnerServiceException.class)
        .isThrownBy(() -> user(partner, CUSTOMER).get());

    assertThat(partner.throttle(CUSTOMER).remaining()).hasSeconds(61);
    assertThat(partner.throttle().remaining()).isZero();

    partner.forgetThrottles();

    assertThat(partner.throttle(CUSTOMER).remaining()).isZero();
    assertThat(user(partner, CUSTOMER).get().getId()).isEqualTo(PartnerCenterSandbox.USER_ID);
  }

  @ParameterizedTest
  @ValueSource(ints = {503, 0})
  void anEarlierFailureOfACallThatCannotWaitIsReportedToo(int status) throws Exception {
    sandbox
        .get()
        .respondNext(
            status == 0
                ? NextResponse.builder().noResponse().build()
                : NextResponse.builder().status(status).build());
    PartnerCenter partner = client();
    CompletableFuture<CustomerUser> first = user(partner, CUSTOMER).getAsync();
    eventually("it pauses", () -> timer.pending() == 1);
    respondNext(429, "61");
    assertThatExceptionOfType(PartnerServiceException.class)
        .isThrownBy(() -> user(partner, CUSTOMER).get());

    timer.advance(Duration.ofMillis(500));

    assertThat(first)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(PartnerServiceException.class)
        .withMessageStartingWith("429: not sent")
        .withMessageEndingWith("attempts: 1")
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
  }

  @Test
  void aWaitThatThePolicyDoesNotAllowEndsTheCallUnsent() {
    UserHandle user = user(CUSTOMER);
    respondNext(429, "61");
    assertThatExceptionOfType(PartnerServiceException.class).isThrownBy(user::get);
    timer.advance(Duration.ofMillis(500));

    assertThatExceptionOfType(PartnerServiceException.class)
        .isThrownBy(user::get)
        .withMessageStartingWith("429: not sent")
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
    UserHandle user = user(CUSTOMER);
    respondNext(429, "61");
    assertThatExceptionOfType(PartnerServiceException.class).isThrownBy(user::get);
    timer.advance(Duration.ofSeconds(30));

    RequestOptions limit = RequestOptions.builder().timeout(Duration.ofSeconds(30)).build();
    assertThatExceptionOfType(PartnerServiceException.class)
        .isThrownBy(() -> user.getWithResponse(limit))
        .satisfies(e -> assertThat(e.attempts()).isZero())
        .satisfies(e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(31)));
  }

  @Test
  void aThrottleThatBecomesLongerEndsCallsThatCannotWait() throws Exception {
    UserHandle user = user(CUSTOMER);
    respondNext(429, "5");
    CompletableFuture<CustomerUser> first = user.getAsync();
    eventually("it waits", () -> timer.pending() == 1);
    RequestOptions limit = RequestOptions.builder().timeout(Duration.ofSeconds(30)).build();
    CompletableFuture<?> other = user.getWithResponseAsync(limit);

    respondNext(429, "40");
    timer.advance(Duration.ofSeconds(5));

    assertThat(other)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withCauseInstanceOf(PartnerServiceException.class)
        .withMessageContaining("retry after 40 s");
    advanceUntil(first);
  }

  @Test
  void aCallersOwnInterfaceSharesTheThrottleOfACustomer() throws Exception {
    PartnerCenter partner = sandbox.client(PartnerCenter.builder().timer(timer));
    respondNext(429, "61");
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

  /** An interface of the caller. */
  interface OwnApi {
    @GET("v1/customers/{customer-tenant-id}/users/{user-id}")
    Call<CustomerUser> get(@Path("customer-tenant-id") String customer, @Path("user-id") UUID user);
  }

  /** Advances the timer until the call ends. The limiter decides how long that takes. */
  private void advanceUntil(CompletableFuture<?> call) {
    eventually(
        "the call has ended",
        () -> {
          timer.advance(SECOND);
          return call.isDone();
        });
  }

  private void respondNext(int status, String retryAfter) {
    sandbox
        .get()
        .respondNext(
            NextResponse.builder().status(status).header("Retry-After", retryAfter).build());
  }

  private static PartnerResponse<CustomerUser> get(UserHandle user, String mode) {
    return get(user, mode, RequestOptions.none());
  }

  private static PartnerResponse<CustomerUser> get(
      UserHandle user, String mode, RequestOptions options) {
    if (mode.equals("sync")) {
      return user.getWithResponse(options);
    }
    try {
      return user.getWithResponseAsync(options).join();
    } catch (CompletionException e) {
      throw (PartnerException) e.getCause();
    }
  }

  private UserHandle user(UUID customerId) {
    return user(client(), customerId);
  }

  private PartnerCenter client() {
    // the limit is not reached, although a test advances the timer fast
    return sandbox.client(PartnerCenter.builder().timeout(Duration.ofDays(300)).timer(timer));
  }

  private static UserHandle user(PartnerCenter partner, UUID customerId) {
    return partner.customers().byId(customerId).users().byId(PartnerCenterSandbox.USER_ID);
  }
}
