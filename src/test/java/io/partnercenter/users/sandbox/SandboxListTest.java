package io.partnercenter.users.sandbox;

import static io.partnercenter.users.sandbox.RawClient.CUSTOMER;
import static io.partnercenter.users.sandbox.RawClient.CUSTOMER_ID;
import static io.partnercenter.users.sandbox.RawClient.USER;
import static io.partnercenter.users.sandbox.RawClient.USER_ID;
import static io.partnercenter.users.sandbox.RawClient.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.partnercenter.users.SendsInvalidRequests;
import io.partnercenter.users.SpecCheckedSandbox;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of users with which the sandbox responds. */
class SandboxListTest {
  private static final String USERS = CUSTOMER + "/users";
  private static final String DELETED =
      "filter="
          + encoded("{\"Field\":\"UserState\",\"Value\":\"Inactive\",\"Operator\":\"equals\"}");
  private final TestClock clock = new TestClock();

  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox(clock);

  private final RawClient http = new RawClient(sandbox);

  @Test
  void aPageIsAnEnvelopeOfUsers() throws Exception {
    assertThat(http.accepted(http.get(USERS)))
        .startsWith("{\"totalCount\":1,\"items\":[{\"usageLocation\":\"US\",\"id\":\"" + USER_ID)
        .contains("\"links\":{\"self\":{\"uri\":\"/customers/" + CUSTOMER_ID + "/users\"")
        .doesNotContain("\"next\"")
        .endsWith("\"attributes\":{\"objectType\":\"Collection\"}}");
  }

  @ParameterizedTest
  @CsvSource({
    "WITHOUT_VERSION, /customers/",
    "WITH_VERSION, /v1/customers/",
    "ABSOLUTE, http://127.0.0.1:"
  })
  void aPageThatIsNotTheLastHasALinkInTheFormThatWasChosen(LinkForm form, String begin)
      throws Exception {
    sandbox.get().addUsers(CUSTOMER_ID, 1);
    sandbox.get().nextLinksHaveForm(form);

    String page = http.accepted(http.get(USERS + "?size=1"));

    assertThat(page)
        .contains("\"next\":{\"uri\":\"" + begin)
        .contains(CUSTOMER_ID + "/users?size=1&seekOperation=Next\",\"method\":\"GET\"");
    assertThat(http.accepted(next("?size=1&seekOperation=Next", token(page))))
        .contains("\"totalCount\":1,")
        .doesNotContain("\"next\"");
  }

  @Test
  void aDeletedUserIsListedOnlyByTheFilterUntilItIsGone() throws Exception {
    sandbox.get().deleteUser(CUSTOMER_ID, USER_ID);

    assertThat(http.accepted(http.get(USERS))).contains("\"items\":[]");
    assertThat(http.accepted(http.get(USERS + "?" + DELETED)))
        .contains("\"id\":\"" + USER_ID, "\"state\":\"inactive\"");
    clock.advance(Duration.ofDays(30));
    assertThat(http.accepted(http.get(USERS + "?" + DELETED))).contains("\"items\":[]");
  }

  @Test
  void usersAddedOrDeletedDuringTheReadMoveNoOtherUser() throws Exception {
    List<UUID> ids = sandbox.get().addUsers(CUSTOMER_ID, 2);
    String page = http.accepted(http.get(USERS + "?size=2"));
    sandbox.get().deleteUser(CUSTOMER_ID, USER_ID);
    UUID added = sandbox.get().addUsers(CUSTOMER_ID, 1).get(0);

    assertThat(http.accepted(next("?size=2&seekOperation=Next", token(page))))
        .contains("\"totalCount\":2,", "\"id\":\"" + ids.get(1), "\"id\":\"" + added);
  }

  @Test
  void aSortedListContinuesWhereThePageEnded() throws Exception {
    for (String name : List.of("d", "B", "b", "c/x", "a")) {
      sandbox.get().addUser(CUSTOMER_ID, UUID.randomUUID(), Map.of("firstName", name));
    }
    String query = "?size=2&sortField=firstName&sortDirection=Descending";
    StringBuilder names = new StringBuilder();

    String page = http.accepted(http.get(USERS + query));
    while (true) {
      Matcher name = Pattern.compile("\"firstName\":\"([^\"]+)\"").matcher(page);
      while (name.find()) {
        names.append(name.group(1)).append(' ');
      }
      if (!page.contains("\"next\"")) {
        break;
      }
      page = http.accepted(next(query + "&seekOperation=Next", token(page)));
    }

    assertThat(names).hasToString("FirstName d c/x B b a ");
  }

  @Test
  void aListIsNotSortedByAPropertyThatUsersDoNotHave() throws Exception {
    sandbox.get().addUser(CUSTOMER_ID, UUID.randomUUID(), Map.of("firstName", "A"));

    assertThat(http.accepted(http.get(USERS + "?sortField=shoeSize&sortDirection=Ascending")))
        .matches("(?s).*\"firstName\":\"FirstName\".*\"firstName\":\"A\".*");
  }

  @Test
  void aListCanBeSortedByAReadOnlyProperty() throws Exception {
    UUID last = UUID.fromString("ffffffff-ffff-4fff-bfff-ffffffffffff");
    sandbox.get().addUser(CUSTOMER_ID, last);

    assertThat(http.accepted(http.get(USERS + "?size=1&sortField=id&sortDirection=Descending")))
        .contains("\"id\":\"" + last + "\"");
  }

  @Test
  @SendsInvalidRequests
  void namesOfParametersBindWithoutRegardToCase() throws Exception {
    sandbox.get().addUsers(CUSTOMER_ID, 1);

    assertThat(
            http.accepted(
                http.get(USERS + "?SIZE=1&SortField=DisplayName&SortDirection=descending")))
        .contains("\"totalCount\":1,", "\"next\"");
  }

  @ParameterizedTest
  @SendsInvalidRequests
  @ValueSource(
      strings = {
        "size=0",
        "size=501",
        "size=x",
        "size=",
        "sortField=displayName&sortDirection=up",
        "seekOperation=Previous",
        "seekOperation=Next",
        "filter=x",
        "filter=%7B%7D",
        "filter=%7B%22Field%22%3A%22UserState%22%2C%22Value%22%3A%22Active%22%2C%22Operator%22%3A%22equals%22%7D",
        "filter=%7B%22Field%22%3A%22Name%22%2C%22Value%22%3A%22Inactive%22%2C%22Operator%22%3A%22equals%22%7D",
      })
  void anInvalidParameterValueIsRefused(String query) throws Exception {
    http.refused(400, "800002", http.get(USERS + "?" + query));
  }

  @Test
  void anInvalidOrExpiredTokenIsRefused() throws Exception {
    sandbox.get().addUsers(CUSTOMER_ID, 1);
    String token = token(http.accepted(http.get(USERS + "?size=1")));

    http.refused(400, "800002", next("?size=1&seekOperation=Next", "bm9uZQ=="));
    http.refused(400, "800002", next("?size=1&seekOperation=Next", "?"));
    http.refused(400, "800002", next("?size=1", token)); // without its seekOperation
    http.accepted(next("?size=1&seekOperation=Next", token));
    sandbox.get().expireContinuationTokens();
    http.refused(400, "800002", next("?size=1&seekOperation=Next", token));
  }

  @Test
  void aTokenIsRefusedAfterAReset() throws Exception {
    sandbox.get().addUsers(CUSTOMER_ID, 1);
    String token = token(http.accepted(http.get(USERS + "?size=1")));
    sandbox.checkExchanges();
    sandbox.get().reset();

    http.refused(400, "800002", next("?size=1&seekOperation=Next", token));
  }

  @Test
  void aThrottleCountsTheRequestsOfEveryOperation() throws Exception {
    sandbox.get().throttle(CUSTOMER_ID, 3, ErrorShape.SERVICE);

    http.accepted(http.get(USERS));
    http.accepted(http.get(USER));
    http.accepted(http.patch(USER, update("\"usageLocation\":\"SE\"")));
    http.refused(429, "429", http.get(USERS));
    http.refused(429, "429", http.get(USER));
    clock.advance(Duration.ofSeconds(1));
    http.accepted(http.get(USERS));
  }

  @Test
  @SendsInvalidRequests
  void aListCanOnlyBeRead() throws Exception {
    assertThat(
            http.refused(405, "405", http.request("POST", USERS, "{}"))
                .headers()
                .firstValue("Allow"))
        .contains("GET");
    http.refused(405, "405", http.patch(USERS, update("\"usageLocation\":\"SE\"")));
  }

  @Test
  @SendsInvalidRequests
  void aListOfACustomerOutOfReachIsRefused() throws Exception {
    http.refused(404, "60003", http.get("/v1/customers/" + UUID.randomUUID() + "/users"));
    http.refused(400, "900118", http.get("/v1/customers/contoso/users"));
    sandbox.get().endRelationship(CUSTOMER_ID);
    http.refused(403, "20002", http.get(USERS));
  }

  @Test
  void thousandsOfAddedUsersHaveTheirOwnIdsAndNames() {
    UUID customerId = UUID.randomUUID();

    List<UUID> ids = sandbox.get().addUsers(customerId, 20_000);

    assertThat(new HashSet<>(ids)).hasSize(20_000);
    assertThat(sandbox.get().user(customerId, ids.get(19_999)))
        .containsEntry("userPrincipalName", ids.get(19_999) + "@abcdefgh1234.ccsctp.net");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sandbox.get().addUsers(customerId, -1))
        .withMessageContaining("count");
    assertThatNullPointerException()
        .isThrownBy(() -> sandbox.get().nextLinksHaveForm(null))
        .withMessage("form");
  }

  private HttpRequest.Builder next(String query, String token) {
    return http.get(USERS + query).header("MS-ContinuationToken", token);
  }

  private static String token(String page) {
    Matcher token =
        Pattern.compile("\"value\":\"([^\"]+)\"").matcher(page.substring(page.indexOf("\"next\"")));
    assertThat(token.find()).isTrue();
    return token.group(1);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
