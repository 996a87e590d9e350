package io.partnercenter.users;

import static io.partnercenter.users.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.partnercenter.users.model.CustomerUser;
import io.partnercenter.users.model.SortDirection;
import io.partnercenter.users.model.UserState;
import io.partnercenter.users.sandbox.Exchange;
import io.partnercenter.users.sandbox.LinkForm;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How the users of a customer are read, page by page. */
class ListPagesTest extends ListTestBase {
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
  void nothingIsSentBeforeTheListIsReadAndNoPageIsReadAhead() {
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
  void aStreamReadsNoMorePagesThanItNeedsEvenIfItIsParallel() {
    sandbox.get().addUsers(CUSTOMER, 10);
    Paged<CustomerUser> list = users().list(pageSize(2));

    assertThat(list.stream().limit(3).count()).isEqualTo(3);
    assertThat(requests()).isEqualTo(2);
    assertThat(list.stream().parallel().map(CustomerUser::getId).distinct().count()).isEqualTo(10);
    assertThat(requests()).isEqualTo(7);
  }

  @Test
  void aPageThatWasReadIsReleasedBeforeTheNextOneIsReceived() {
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
  void eachIterationBeginsWithTheFirstPage() {
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
  void aCustomerWithoutUsersHasOneEmptyPage() {
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
  void anIteratorAtItsEndThrows() {
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
  void deletedUsersAreListedOnlyOnRequest() {
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

  private static List<Page<CustomerUser>> pagesOf(Paged<CustomerUser> list) {
    return StreamSupport.stream(list.pages().spliterator(), false).collect(Collectors.toList());
  }
}
