package io.partnercenter.users.contract;

import static io.partnercenter.users.contract.ConsumerInteraction.users;
import static io.partnercenter.users.contract.ConsumerOperation.LIST;
import static io.partnercenter.users.contract.RefusedInteractions.refused;
import static io.partnercenter.users.contract.ResponseBodies.page;
import static io.partnercenter.users.contract.ResponseBodies.serviceError;
import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.consumer.dsl.LambdaDslObject;
import io.partnercenter.users.AccessTokens;
import io.partnercenter.users.ErrorCategory;
import io.partnercenter.users.ListUsers;
import io.partnercenter.users.Page;
import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.contract.ResponseBodies.ListedUser;
import io.partnercenter.users.model.CustomerUser;
import io.partnercenter.users.model.SortDirection;
import io.partnercenter.users.model.UserState;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** How a provider must respond to requests for a customer's users, page by page. */
final class ListInteractions {
  private static final String CONTINUATION = "MS-ContinuationToken";
  private static final String CONTINUATION_EXAMPLE = "AAAAAQ==";
  private static final String NEXT_QUERY = "size=1&seekOperation=Next";
  private static final String LIST_URI =
      "/customers/" + ConsumerInteraction.CUSTOMER_ID + "/users?";

  /** A link, relative with the version or without it, or absolute; the client accepts each. */
  private static final String LINK_REGEX =
      "^(https?://[^/?]+)?(/v1)?/customers/[^/?]+/users\\?[^#]+$";

  private static final Consumer<LambdaDslObject> NOTHING = body -> {};
  private static final Map<String, ?> ANNA_AND_BERIT =
      Map.of(
          "otherUserId",
          ConsumerInteraction.OTHER_USER_ID.toString(),
          "displayName",
          "Anna",
          "otherDisplayName",
          "Berit");
  private static final ListedUser ANNA =
      ListedUser.requested(user -> user.stringValue("displayName", "Anna"));
  private static final ListedUser BERIT =
      ListedUser.other(user -> user.stringValue("displayName", "Berit"));

  static final List<ConsumerInteraction> ALL =
      List.of(
          ConsumerInteraction.of(LIST, "a list")
              .given(GivenState.TWO_USERS, ANNA_AND_BERIT)
              .withQuery("size=1")
              .respondsWith(
                  200,
                  page(
                      body ->
                          body.integerType("totalCount", 1)
                              .object(
                                  "links",
                                  links ->
                                      links
                                          .object("self", self -> link(self, "size=1"))
                                          .object("next", ListInteractions::nextLink)),
                      ANNA))
              .when(
                  partner -> {
                    Page<CustomerUser> page = firstPage(partner, bySize(1).build());
                    assertThat(displayNames(page)).containsExactly("Anna");
                    assertThat(page.continuation()).isEqualTo(continuation());
                  }),
          ConsumerInteraction.of(LIST, "a list, its second page")
              .given(GivenState.TWO_USERS, ANNA_AND_BERIT)
              .withQuery(NEXT_QUERY)
              .withHeaderOfState(CONTINUATION, "${continuationToken}", CONTINUATION_EXAMPLE)
              .respondsWith(200, page(NOTHING, BERIT))
              .when(
                  partner -> {
                    Page<CustomerUser> page =
                        firstPage(partner, bySize(1).continueFrom(continuation()).build());
                    assertThat(displayNames(page)).containsExactly("Berit");
                    assertThat(page.continuation()).isNull();
                  }),
          ConsumerInteraction.of(LIST, "a list, its second page asked for too late")
              .given(GivenState.EXPIRED_CONTINUATION_TOKEN)
              .withQuery(NEXT_QUERY)
              .withHeaderOfState(CONTINUATION, "${continuationToken}", CONTINUATION_EXAMPLE)
              .respondsWith(400, serviceError("800002", "The continuation token has expired."))
              .when(
                  partner ->
                      refused(
                          400,
                          "800002",
                          ErrorCategory.BAD_REQUEST,
                          () ->
                              firstPage(partner, bySize(1).continueFrom(continuation()).build()))),
          sorted("a list from A to Z", SortDirection.ASCENDING, ANNA, BERIT),
          sorted("a list from Z to A", SortDirection.DESCENDING, BERIT, ANNA),
          ConsumerInteraction.of(LIST, "a list of the deleted users")
              .given(GivenState.DELETED_USER)
              .withQuery(
                  "size=500&filter=%7B%22Field%22%3A%22UserState%22%2C%22Value%22%3A%22Inactive%22"
                      + "%2C%22Operator%22%3A%22equals%22%7D")
              .respondsWith(
                  200,
                  page(
                      NOTHING,
                      ListedUser.requested(
                          user ->
                              user.stringValue("state", "inactive")
                                  .stringMatcher(
                                      "softDeletionTime",
                                      ConsumerInteraction.DATE_TIME_REGEX,
                                      ConsumerInteraction.TIME))))
              .when(
                  partner -> {
                    CustomerUser deleted =
                        firstPage(partner, ListUsers.builder().deleted().build()).items().get(0);
                    assertThat(deleted.getId()).isEqualTo(ConsumerInteraction.USER_ID);
                    assertThat(deleted.getState()).isEqualTo(UserState.INACTIVE);
                    assertThat(deleted.getSoftDeletionTime())
                        .isEqualTo(OffsetDateTime.parse(ConsumerInteraction.TIME));
                  }),
          ConsumerInteraction.of(LIST, "a list without users, for the only one is deleted")
              .given(GivenState.DELETED_USER)
              .respondsWith(200, page(NOTHING))
              .when(partner -> assertThat(users(partner).list()).isEmpty()));

  private ListInteractions() {}

  private static ConsumerInteraction sorted(
      String description, SortDirection direction, ListedUser... users) {
    return ConsumerInteraction.of(LIST, description)
        .given(GivenState.TWO_USERS, ANNA_AND_BERIT)
        .withQuery("size=200&sortField=displayName&sortDirection=" + direction.value())
        .respondsWith(200, page(NOTHING, users))
        .when(
            partner ->
                assertThat(
                        users(partner)
                            .list(bySize(200).sortBy("displayName", direction).build())
                            .stream()
                            .map(CustomerUser::getId))
                    .containsExactlyElementsOf(
                        List.of(users).stream().map(ListedUser::id).toList()));
  }

  private static ListUsers.Builder bySize(int size) {
    return ListUsers.builder().pageSize(size);
  }

  private static Page<CustomerUser> firstPage(PartnerCenter partner, ListUsers list) {
    return users(partner).list(list).pages().iterator().next();
  }

  private static List<String> displayNames(Page<CustomerUser> page) {
    return page.items().stream().map(CustomerUser::getDisplayName).toList();
  }

  private static LambdaDslObject link(LambdaDslObject link, String query) {
    return link.stringMatcher("uri", LINK_REGEX, LIST_URI + query).stringValue("method", "GET");
  }

  private static void nextLink(LambdaDslObject next) {
    link(next, NEXT_QUERY)
        .array(
            "headers",
            headers ->
                headers.object(
                    header ->
                        header
                            .stringValue("key", CONTINUATION)
                            .stringType("value", CONTINUATION_EXAMPLE)));
  }

  /** Returns the continuation that a client stored after an earlier read of the first page. */
  private static String continuation() {
    String firstPage =
        "{\"items\":[],\"links\":{\"next\":{\"uri\":\""
            + LIST_URI
            + NEXT_QUERY
            + "\",\"headers\":[{\"key\":\""
            + CONTINUATION
            + "\",\"value\":\""
            + CONTINUATION_EXAMPLE
            + "\"}]}}}";
    OkHttpClient http =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain ->
                    new Response.Builder()
                        .request(chain.request())
                        .protocol(Protocol.HTTP_1_1)
                        .code(200)
                        .message("OK")
                        .body(ResponseBody.create(firstPage, MediaType.get("application/json")))
                        .build())
            .build();
    try (PartnerCenter partner =
        PartnerCenter.builder()
            .baseUrl("http://localhost")
            .accessTokens(AccessTokens.of(ConsumerInteraction.TOKEN))
            .httpClient(http)
            .build()) {
      return firstPage(partner, ListUsers.all()).continuation();
    }
  }
}
