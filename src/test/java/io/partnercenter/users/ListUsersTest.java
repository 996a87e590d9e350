package io.partnercenter.users;

import static io.partnercenter.users.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.partnercenter.users.model.CustomerUser;
import io.partnercenter.users.model.SortDirection;
import io.partnercenter.users.model.UserState;
import io.partnercenter.users.sandbox.ErrorShape;
import io.partnercenter.users.sandbox.Exchange;
import io.partnercenter.users.sandbox.LinkForm;
import io.partnercenter.users.sandbox.NextResponse;
import io.partnercenter.users.sandbox.PartnerCenterSandbox;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The users of a customer, page by page. */
class ListUsersTest {
  private static final UUID CUSTOMER = UUID.fromString("5e6ae4a6-9c6b-4a8b-8f0a-5b0d0e0c7f11");

  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox();

  @Test
  void allUsersAreListedInOrderByPagesOf500() {
    List<UUID> ids = sandbox.get().addUsers(CUSTOMER, 1201);

    assertThat(idsOf(users().list())).isEqualTo(ids);

    assertThat(sandbox.get().exchanges()).hasSize(3);
    assertThat(sandbox.get().exchanges().get(0).path()).endsWith("/users?size=500");
  }

  @ParameterizedTest
  @EnumSource
  void theNextPageIsFoundByEachFormOfTheLink(LinkForm form) {
    sandbox.get().nextLinksHaveForm(form);
    List<UUID> ids = sandbox.get().addUsers(CUSTOMER, 7);

    assertThat(idsOf(users().list(pageSize(3)))).isEqualTo(ids);

    assertThat(sandbox.get().exchanges())
        .extracting(Exchange::path)
        .containsExactly(
            "/v1/customers/" + CUSTOMER + "/users?size=3",
            "/v1/customers/" + CUSTOMER + "/users?size=3&seekOperation=Next",
            "/v1/customers/" + CUSTOMER + "/users?size=3&seekOperation=Next");
  }

  @Test
  void nothingIsSentBeforeTheListIsReadAndNoPageAhead() {
    sandbox.get().addUsers(CUSTOMER, 5);
    Paged<CustomerUser> list = users().list(pageSize(2));
    assertThat(requests()).isZero();

    Iterator<CustomerUser> items = list.iterator();
    assertThat(requests()).isZero();
    items.next();
    items.next();
    assertThat(requests()).isEqualTo(1);
    items.next();
    assertThat(requests()).isEqualTo(2);
  }

  @Test
  void aStreamReadsNoFurtherThanItMustEvenIfItIsParallel() {
    sandbox.get().addUsers(CUSTOMER, 10);
    Paged<CustomerUser> list = users().list(pageSize(2));

    assertThat(list.stream().limit(3).count()).isEqualTo(3);
    assertThat(requests()).isEqualTo(2);
    assertThat(list.stream().parallel().map(CustomerUser::getId).distinct().count()).isEqualTo(10);
    assertThat(requests()).isEqualTo(7);
  }

  @Test
  void aPageThatWasReadIsFreeBeforeTheNextOneIsThere() {
    sandbox.get().addUsers(CUSTOMER, 2);
    AtomicReference<WeakReference<CustomerUser>> first = new AtomicReference<>();
    OkHttpClient http =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  if (first.get() != null) {
                    eventually("the first page is collected", () -> isCollected(first.get()));
                  }
                  return chain.proceed(chain.request());
                })
            .build();
    PartnerCenter partner = sandbox.client(PartnerCenter.builder().httpClient(http));
    Iterator<CustomerUser> items =
        partner.customers().byId(CUSTOMER).users().list(pageSize(1)).iterator();

    first.set(new WeakReference<>(items.next()));
    items.next();

    assertThat(requests()).isEqualTo(2);
  }

  private static boolean isCollected(WeakReference<?> reference) {
    System.gc();
    return reference.get() == null;
  }

  @Test
  void eachReadingBeginsAnew() {
    List<UUID> ids = sandbox.get().addUsers(CUSTOMER, 3);
    Paged<CustomerUser> list = users().list(pageSize(2));

    assertThat(idsOf(list)).isEqualTo(ids);
    assertThat(idsOf(list)).isEqualTo(ids);
  }

  @Test
  void eachPageIsACallWithIdsOfItsOwn() {
    sandbox.get().addUsers(CUSTOMER, 4);

    idsOf(users().list(pageSize(2)));

    assertThat(headers("Ms-requestid")).doesNotHaveDuplicates().hasSize(2);
    assertThat(headers("Ms-correlationid")).doesNotHaveDuplicates().hasSize(2);
  }

  @Test
  void aCustomerWithoutUsersHasOnePageWithNothingOnIt() {
    UUID userId = sandbox.get().addUsers(CUSTOMER, 1).get(0);
    sandbox.get().deleteUser(CUSTOMER, userId);

    assertThat(users().list()).isEmpty();
    List<Page<CustomerUser>> pages = pagesOf(users().list());
    assertThat(pages).hasSize(1);
    assertThat(pages.get(0).items()).isEmpty();
    assertThat(pages.get(0).continuation()).isNull();
    assertThat(pages.get(0).next()).isNull();
    assertThat(pages.get(0).nextAsync()).isCompletedWithValue(null);
    assertThat(pages.get(0)).hasToString("Page{items=0, last=true}");
  }

  @Test
  void anIteratorAtItsEndSaysSo() {
    sandbox.get().addUsers(CUSTOMER, 1);
    Iterator<CustomerUser> items = users().list().iterator();
    Iterator<Page<CustomerUser>> pages = users().list().pages().iterator();
    items.next();
    pages.next();

    assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(items::next);
    assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(pages::next);
  }

  @Test
  void pagesAreReadWithoutBlockingAThread() {
    List<UUID> ids = sandbox.get().addUsers(CUSTOMER, 5);
    List<UUID> read = new ArrayList<>();

    CompletableFuture<Page<CustomerUser>> page = users().list(pageSize(2)).firstPageAsync();
    for (Page<CustomerUser> each = page.join(); each != null; each = each.nextAsync().join()) {
      each.items().forEach(user -> read.add(user.getId()));
    }

    assertThat(read).isEqualTo(ids);
    assertThat(requests()).isEqualTo(3);
  }

  @Test
  void deletedUsersAreListedOnlyIfTheyAreAskedFor() {
    List<UUID> ids = sandbox.get().addUsers(CUSTOMER, 5);
    sandbox.get().deleteUser(CUSTOMER, ids.get(1));
    sandbox.get().deleteUser(CUSTOMER, ids.get(3));

    assertThat(idsOf(users().list())).containsExactly(ids.get(0), ids.get(2), ids.get(4));
    assertThat(users().list(ListUsers.builder().deleted().pageSize(1).build()))
        .allMatch(user -> UserState.INACTIVE.equals(user.getState()))
        .extracting(CustomerUser::getId)
        .containsExactly(ids.get(1), ids.get(3));
  }

  @ParameterizedTest
  @CsvSource({"Ascending, a;B;c", "Descending, c;B;a"})
  void aListIsSorted(String direction, String names) {
    for (String name : List.of("B", "a", "c")) {
      sandbox.get().addUser(CUSTOMER, UUID.randomUUID(), Map.of("displayName", name));
    }
    ListUsers sorted =
        ListUsers.builder().sortBy("displayName", SortDirection.of(direction)).pageSize(1).build();

    assertThat(users().list(sorted))
        .extracting(CustomerUser::getDisplayName)
        .containsExactly(names.split(";"));
  }

  @Test
  void aListThatIsInterruptedAndContinuedYieldsEachUserOnce() {
    List<UUID> ids = sandbox.get().addUsers(CUSTOMER, 25);
    List<UUID> read = new ArrayList<>();
    String continuation = null;
    int runs = 0;
    do { // each time as after a restart: by another client, from the text alone
      ListUsers.Builder from = ListUsers.builder().pageSize(4);
      if (continuation != null) {
        from.continueFrom(continuation);
      }
      Iterator<Page<CustomerUser>> pages = users().list(from.build()).pages().iterator();
      for (int i = 0; i < 2 && pages.hasNext(); i++) {
        Page<CustomerUser> page = pages.next();
        page.items().forEach(user -> read.add(user.getId()));
        continuation = page.continuation();
      }
      runs++;
    } while (continuation != null);

    assertThat(read).isEqualTo(ids);
    assertThat(runs).isEqualTo(4);
  }

  @Test
  void aListOfDeletedUsersGoesOnAsOne() {
    List<UUID> ids = sandbox.get().addUsers(CUSTOMER, 4);
    ids.forEach(id -> sandbox.get().deleteUser(CUSTOMER, id));
    String continuation =
        users()
            .list(ListUsers.builder().deleted().pageSize(3).build())
            .firstPageAsync()
            .join()
            .continuation();

    assertThat(idsOf(users().list(ListUsers.builder().continueFrom(continuation).build())))
        .containsExactly(ids.get(3));
  }

  @Test
  void aPageThatFailsTellsWhichItWasAndWhereToGoOn() {
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
    assertThat(items.next().getId()).isEqualTo(ids.get(2)); // the iterator goes on as well
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
  void aCallThatIsNoPageHasNoContinuation() {
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
  void aContinuationThatExpiredIsRefusedByTheService() {
    sandbox.get().addUsers(CUSTOMER, 3);
    String continuation = users().list(pageSize(2)).pages().iterator().next().continuation();
    sandbox.get().expireContinuationTokens();

    PartnerServiceException failure =
        catchThrowableOfType(
            PartnerServiceException.class,
            () -> idsOf(users().list(ListUsers.builder().continueFrom(continuation).build())));

    assertThat(failure.statusCode()).isEqualTo(400);
    assertThat(failure.continuation()).isEqualTo(continuation);
  }

  @Test
  void aListIsCompleteInSpiteOfAThrottleAnOutageAndAPageThatIsCutOff() {
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
    assertThat(headers("Ms-requestid").stream().distinct()).hasSize(4); // a retry keeps its id
  }

  @Test
  void aThrottleHoldsForListsAsForOtherCalls() {
    sandbox.get().addUsers(CUSTOMER, 1);
    sandbox.get().throttle(CUSTOMER, 0, ErrorShape.SERVICE);

    assertThat(
            catchThrowableOfType(PartnerServiceException.class, () -> idsOf(users().list()))
                .statusCode())
        .isEqualTo(429);
  }

  @Test
  void aUserIsFoundByItsNameInAnyCase() {
    sandbox.get().addUsers(CUSTOMER, 2);
    UUID daniel = UUID.randomUUID();
    sandbox.get().addUser(CUSTOMER, daniel, Map.of("userPrincipalName", "Daniel@contoso.example"));

    assertThat(users().find("dANIEL@CONTOSO.example").getId()).isEqualTo(daniel);
    assertThat(users().find("nobody@contoso.example")).isNull();
    assertThat(users().findDeleted("daniel@contoso.example")).isNull();
  }

  @Test
  void aDeletedUserIsFoundAmongTheDeletedAlone() {
    UUID daniel = UUID.randomUUID();
    sandbox.get().addUser(CUSTOMER, daniel, Map.of("userPrincipalName", "daniel@contoso.example"));
    sandbox.get().deleteUser(CUSTOMER, daniel);

    assertThat(users().find("daniel@contoso.example")).isNull();
    CustomerUser deleted = users().findDeleted("Daniel@contoso.example");
    assertThat(deleted.getId()).isEqualTo(daniel);

    users().byId(deleted.getId()).restore();
    assertThat(users().find("daniel@contoso.example").getId()).isEqualTo(daniel);
  }

  @Test
  void aUserIsFoundWithoutBlockingAThread() {
    sandbox.get().addUsers(CUSTOMER, 501);
    UUID daniel = UUID.randomUUID();
    sandbox.get().addUser(CUSTOMER, daniel, Map.of("userPrincipalName", "daniel@contoso.example"));

    assertThat(users().findAsync("Daniel@contoso.example").join().getId()).isEqualTo(daniel);
    assertThat(requests()).isEqualTo(2);
    assertThat(users().findAsync("nobody@contoso.example").join()).isNull();
    assertThat(users().findDeletedAsync("daniel@contoso.example").join()).isNull();
    sandbox.get().deleteUser(CUSTOMER, daniel);
    assertThat(users().findDeletedAsync("daniel@contoso.example").join().getId()).isEqualTo(daniel);
  }

  @Test
  void aSearchFailsAsItsPageDoes() {
    sandbox.get().addUsers(CUSTOMER, 501);
    sandbox.get().respondNext(NextResponse.builder().status(503).build());

    CompletionException failure =
        catchThrowableOfType(
            CompletionException.class, () -> users().findAsync("nobody@contoso.example").join());

    assertThat(failure).hasCauseInstanceOf(PartnerServiceException.class);
    assertThat(failure.getCause()).hasMessageContaining("page 1 of GET");
  }

  @Test
  void aSearchThatIsCancelledCancelsTheCallUnderWay() {
    sandbox.get().addUsers(CUSTOMER, 1);
    sandbox.get().respondNext(NextResponse.builder().delay(Duration.ofMinutes(1)).build());
    OkHttpClient http = new OkHttpClient();
    PartnerCenter partner =
        sandbox.client(PartnerCenter.builder().retries(RetryPolicy.none()).httpClient(http));
    CompletableFuture<CustomerUser> search =
        partner.customers().byId(CUSTOMER).users().findAsync("nobody@contoso.example");
    eventually("the request is there", () -> requests() == 1);

    search.cancel(true);

    eventually("the call is cancelled", () -> http.dispatcher().runningCallsCount() == 0);
    assertThat(requests()).isEqualTo(1);
  }

  @Test
  void usersWithoutANameAreNoMatter() {
    sandbox
        .get()
        .addUser(CUSTOMER, UUID.randomUUID(), Collections.singletonMap("userPrincipalName", null));

    assertThat(users().find("daniel@contoso.example")).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 501})
  void aPageSizeThatTheServiceDoesNotTakeIsRefused(int size) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ListUsers.builder().pageSize(size))
        .withMessage("pageSize must be from 1 to 500, not " + size);
  }

  @Test
  void badArgumentsAreRefusedBeforeAnythingIsSent() {
    UsersHandle users = users();
    assertThatNullPointerException().isThrownBy(() -> users.list(null)).withMessage("users");
    assertThatNullPointerException()
        .isThrownBy(() -> users.find(null))
        .withMessage("userPrincipalName");
    assertThatNullPointerException()
        .isThrownBy(() -> users.findAsync(null))
        .withMessage("userPrincipalName");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> users.findDeleted(" "))
        .withMessageContaining("userPrincipalName");
    assertThatNullPointerException()
        .isThrownBy(() -> ListUsers.builder().continueFrom(null))
        .withMessage("continuation");
    assertThatNullPointerException()
        .isThrownBy(() -> ListUsers.builder().sortBy(null, SortDirection.ASCENDING))
        .withMessage("property");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ListUsers.builder().sortBy(" ", SortDirection.ASCENDING))
        .withMessageContaining("property");
    assertThatNullPointerException()
        .isThrownBy(() -> ListUsers.builder().sortBy("displayName", null))
        .withMessage("direction");
    assertThat(requests()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "nonsense", "L3YxL2N1c3RvbWVycw", "aHR0cDovL2V2aWwuZXhhbXBsZS91c2Vycw"})
  void aContinuationThatIsNoneIsRefusedBeforeAnythingIsSent(String continuation) {
    ListUsers from = ListUsers.builder().continueFrom(continuation).build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> users().list(from))
        .withMessage("continueFrom is no continuation of this list");
    assertThat(requests()).isZero();
  }

  @Test
  void aContinuationOfAnotherCustomerIsRefused() {
    sandbox.get().addUsers(CUSTOMER, 3);
    String continuation = users().list(pageSize(2)).pages().iterator().next().continuation();
    UsersHandle others =
        sandbox.client().customers().byId(PartnerCenterSandbox.CUSTOMER_ID).users();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> others.list(ListUsers.builder().continueFrom(continuation).build()))
        .withMessageContaining("continueFrom");
  }

  @Test
  void optionsSayWhatIsSet() {
    ListUsers options =
        ListUsers.builder()
            .deleted()
            .pageSize(200)
            .sortBy("displayName", SortDirection.ASCENDING)
            .continueFrom("c")
            .build();

    assertThat(options)
        .hasToString(
            "ListUsers{deleted=true, pageSize=200, sortField=displayName,"
                + " sortDirection=Ascending, continuation=c}")
        .isEqualTo(options.toBuilder().build())
        .hasSameHashCodeAs(options.toBuilder().build())
        .isNotEqualTo(options.toBuilder().pageSize(201).build())
        .isNotEqualTo("c");
    assertThat(options.isDeleted()).isTrue();
    assertThat(options.pageSize()).isEqualTo(200);
    assertThat(ListUsers.all()).hasToString("ListUsers{deleted=false, pageSize=500}");
  }

  private UsersHandle users() {
    return sandbox.client().customers().byId(CUSTOMER).users();
  }

  private static ListUsers pageSize(int size) {
    return ListUsers.builder().pageSize(size).build();
  }

  private static List<UUID> idsOf(Paged<CustomerUser> list) {
    return list.stream().map(CustomerUser::getId).collect(Collectors.toList());
  }

  private static List<Page<CustomerUser>> pagesOf(Paged<CustomerUser> list) {
    return StreamSupport.stream(list.pages().spliterator(), false).collect(Collectors.toList());
  }

  private int requests() {
    return sandbox.get().exchanges().size();
  }

  private List<String> headers(String name) {
    return sandbox.get().exchanges().stream()
        .map(exchange -> exchange.requestHeaders().get(name).get(0))
        .collect(Collectors.toList());
  }
}
