package io.partnercenter.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.partnercenter.users.model.CustomerUser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.QueueDispatcher;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which links of a page the client follows: only those to the list that the page belongs to. A
 * request carries the access token, so nothing is sent to any other address.
 */
class NextLinkTest {
  private static final UUID CUSTOMER = UUID.fromString("eebd1b55-5360-4438-a11d-5c06918c3014");
  private static final String USERS = "/customers/" + CUSTOMER + "/users";
  private static final String TOKEN = "{'key':'MS-ContinuationToken','value':'t'}";
  private static final String LAST = "{'items':[]}";

  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    QueueDispatcher responses = new QueueDispatcher();
    responses.setFailFast(true); // an unexpected request gets a 404 at once
    server.setDispatcher(responses);
    server.start();
  }

  @AfterEach
  void stop() throws IOException {
    server.shutdown();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{users}?size=500&seekOperation=Next           | ?size=500&seekOperation=Next",
        "/v1{users}?size=500&seekOperation=Next        | ?size=500&seekOperation=Next",
        "{origin}/v1{users}?size=500&seekOperation=Next| ?size=500&seekOperation=Next",
        "{origin}{users}?seekOperation=Next            | ?seekOperation=Next",
        "/V1{upper}?seekOperation=Next                 | ?seekOperation=Next",
        // seen in the documentation of another list: a second ? in place of &
        "{users}?size=2?seekOperation=Next             | ?size=2?seekOperation=Next",
        "{users}?size=2&size=3                         | ?size=2&size=3",
        "{users}?filter={\\\"Field\\\":\\\"a b\\\"}    | ?filter={%22Field%22:%22a%20b%22}",
        "{users}                                       | ``",
      })
  void aLinkToTheListIsFollowedWithItsQueryUnchanged(String uri, String query) throws Exception {
    enqueuePage(link(uri, "GET", TOKEN));
    enqueue(LAST);

    assertThat(list()).isEmpty();

    server.takeRequest();
    RecordedRequest next = server.takeRequest();
    assertThat(next.getPath()).isEqualTo("/v1" + USERS + query);
    assertThat(next.getHeader("MS-ContinuationToken")).isEqualTo("t");
    assertThat(next.getHeader("Authorization")).isEqualTo("Bearer token");
  }

  @Test
  void aClientWithAPathInItsBaseUrlKeepsItWhateverTheLinkSays() throws Exception {
    for (String uri : List.of("{users}?a=1", "/v1{users}?a=2", "{origin}/gate/v1{users}?a=3")) {
      enqueuePage(link(uri, "GET", TOKEN));
    }
    enqueue(LAST);

    assertThat(list(server.url("/gate").toString())).isEmpty();

    server.takeRequest();
    for (int i = 1; i <= 3; i++) {
      assertThat(server.takeRequest().getPath()).isEqualTo("/gate/v1" + USERS + "?a=" + i);
    }
  }

  @Test
  void aLinkWithALongQueryLeavesTheIdsInTheMessageOfAFailure() {
    enqueuePage(link("{users}?position=" + "x".repeat(3_000), "GET", TOKEN));
    server.enqueue(
        new MockResponse()
            .setResponseCode(403)
            .setBody("{\"code\":\"600\",\"description\":\"" + "y".repeat(300) + "\"}"));

    PartnerServiceException failure =
        catchThrowableOfType(PartnerServiceException.class, this::list);

    assertThat(failure)
        .hasMessageContaining("page 2 of GET " + server.url("/v1" + USERS + "?position=xxx"))
        .hasMessageContaining(failure.requestId().toString())
        .hasMessageContaining(failure.correlationId().toString())
        .hasMessageContaining("attempts: 1");
  }

  @Test
  void aLinkWithoutATokenIsFollowed() throws Exception {
    enqueuePage("{'uri':'" + USERS + "?page=2'}");
    enqueue(LAST);

    assertThat(list()).isEmpty();

    server.takeRequest();
    assertThat(server.takeRequest().getHeader("MS-ContinuationToken")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example/v1{users}?seekOperation=Next",
        "http://evil.example:{port}/v1{users}?seekOperation=Next",
        "https://{host}/v1{users}?seekOperation=Next",
        "http://{hostname}:1/v1{users}?seekOperation=Next",
        "http://{host}.evil.example/v1{users}?seekOperation=Next",
        "http://{host}@evil.example/v1{users}?seekOperation=Next",
        "http://user:secret@{host}/v1{users}?seekOperation=Next",
        "http://evil.example\\\\@{host}/v1{users}",
        "http://{host}\\\\evil.example/v1{users}",
        "//evil.example/v1{users}?seekOperation=Next",
        "///evil.example/v1{users}",
        "/\\\\evil.example/v1{users}",
        "\\\\\\\\evil.example{users}",
        "http:{users}",
        "http:/evil.example{users}",
        "ftp://{host}/v1{users}",
        "javascript:alert(1)",
        "customers/{customer}/users?seekOperation=Next",
        "?seekOperation=Next",
        "",
        " {users}",
        "{users}/",
        "/{users}",
        "/v1/{users}",
        "/v1/v1{users}",
        "/v2{users}",
        "/users",
        "/v1/customers/00000000-0000-0000-0000-000000000000/users?seekOperation=Next",
        "{users}/4b10bf41-ab11-40e3-8c53-cd67849b50de",
        "/v1{users}/../users",
        "/v1/./customers/{customer}/users",
        "/v1/x/..{users}",
        "/v1/customers/{customer}%2Fusers",
        "/v1%2Fcustomers/{customer}/users",
        "/v1/customers/{customer}/%75sers",
        "/v1\\\\customers\\\\{customer}\\\\users",
        "{users};a=b",
        "{users}#evil",
        "{users}?a=1#evil",
        "{users}?a=\\r\\nX-Evil: 1",
        "{users}\\t?a=1",
        "{users}?a=\\u0000",
      })
  void aLinkToAnythingElseIsNotFollowed(String uri) {
    enqueuePage(link(uri, "GET", TOKEN));

    assertRefused("is not followed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST | {'key':'MS-ContinuationToken','value':'t'} | its method is not GET but POST",
        "GET | {'key':'Authorization','value':'t'} | it has other headers than MS-Continuation",
        "GET | {'key':'MS-ContinuationToken','value':'t'},{'key':'X-Evil','value':'t'} | other",
        "GET | {'key':'MS-ContinuationToken','value':'t'},{'key':'ms-continuationtoken','value':'u'}"
            + " | it has other headers than MS-ContinuationToken",
        "GET | {'value':'t'} | it has other headers than MS-ContinuationToken",
        "GET | {'key':'MS-ContinuationToken'} | its MS-ContinuationToken has no value",
        "GET | {'key':'MS-ContinuationToken','value':' '} | must not be blank",
        "GET | {'key':'MS-ContinuationToken','value':'a\\r\\nX-Evil: 1'} | contains U+000D",
        "GET | {'key':'MS-ContinuationToken','value':'ä'} | contains U+00E4",
      })
  void aLinkThatRequestsMoreThanAPageIsNotFollowed(String method, String headers, String problem) {
    enqueuePage(link("{users}?seekOperation=Next", method, headers));

    assertRefused(problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'method':'GET'}", "{'method':'GET','headers':[]}"})
  void aLinkWithoutAnAddressIsNotFollowed(String link) {
    enqueuePage(link);

    assertRefused("it has no address");
  }

  @Test
  void theMessageEscapesControlCharactersOfTheLink() {
    enqueuePage(link("http://evil.example/\\u001b[2J\\u202e", "GET", TOKEN));

    assertThat(assertRefused("not followed").getMessage())
        .contains("\\u001b[2J\\u202e")
        .doesNotContain("\u001b", "\u202e");
  }

  @Test
  void theMessageMasksAnAccessTokenThatTheLinkRepeats() {
    enqueuePage(link("http://evil.example/?t=a-long-token", "GET", TOKEN));

    Throwable failure = catchThrowable(() -> list(server.url("/").toString(), "a-long-token"));

    assertThat(failure).isInstanceOf(PartnerResponseException.class);
    assertThat(failure).hasMessageContaining("***").hasMessageNotContaining("a-long-token");
  }

  @Test
  void aLinkThatIsNotFollowedFailsTheFutureToo() {
    enqueuePage(link("http://evil.example/", "GET", TOKEN));

    try (PartnerCenter partner = client(server.url("/").toString(), "token")) {
      CompletionException failure =
          catchThrowableOfType(
              CompletionException.class, () -> users(partner).list().firstPageAsync().join());

      assertThat(failure).hasCauseInstanceOf(PartnerResponseException.class);
    }
  }

  @Test
  void theLinkOfAnEmptyPageIsFollowed() {
    enqueuePage(link("{users}?page=2", "GET", TOKEN));
    enqueuePage(link("{users}?page=3", "GET", TOKEN));
    enqueue("{'items':[{'id':'" + CUSTOMER + "'}]}");

    assertThat(list()).containsExactly(CUSTOMER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "{'next':null}", "{'self':{'uri':'/x'}}"})
  void aPageWithoutANextLinkIsTheLast(String links) {
    enqueue("{'items':[],'totalCount':7,'links':" + links + "}");

    assertThat(list()).isEmpty();
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void aPageWithoutItemsBreaksTheContract() {
    enqueue("{'totalCount':0}");

    assertThat(catchThrowable(this::list)).isInstanceOf(PartnerResponseException.class);
  }

  @Test
  void aFirstPageThatLinksToItselfIsRefused() {
    enqueuePage(link("{users}?size=500", "GET", ""));

    assertRefused("it leads to the page that it is on");
  }

  @Test
  void aLaterPageThatLinksToItselfIsRefused() {
    for (int i = 2; i <= 5; i++) {
      enqueuePage(link("{users}?page=" + i, "GET", TOKEN));
    }
    enqueuePage(link("{users}?page=5", "GET", TOKEN));

    Throwable failure = catchThrowable(this::list);

    assertThat(failure).hasMessageContaining("it leads to the page that it is on");
    assertThat(failure).hasMessageContaining("page 5 of GET");
    assertThat(server.getRequestCount()).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource({"0, 2", "0, 3", "1, 2", "3, 4", "7, 5", "20, 1", "10, 30"})
  void aCircleOfLinksEndsWithAnErrorAfterAFewRounds(int before, int length) {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            if (request.getSequenceNumber() > 4 * (before + length) + 4) {
              return new MockResponse().setResponseCode(404); // otherwise this test would never end
            }
            String page = request.getRequestUrl().queryParameter("page");
            int number = page == null ? 0 : Integer.parseInt(page);
            int next = number + 1 < before + length ? number + 1 : before;
            return new MockResponse().setBody(body(link("{users}?page=" + next, "GET", TOKEN)));
          }
        });

    Throwable failure = catchThrowable(this::list);

    assertThat(failure)
        .isInstanceOf(PartnerResponseException.class)
        .hasMessageContaining("it leads ");
    assertThat(server.getRequestCount()).isLessThanOrEqualTo(4 * (before + length) + 4);
  }

  private PartnerResponseException assertRefused(String problem) {
    PartnerResponseException failure =
        catchThrowableOfType(PartnerResponseException.class, this::list);

    assertThat(failure).hasMessageContaining(problem).hasMessageContaining("page 1 of GET");
    assertThat(server.getRequestCount()).isEqualTo(1);
    return failure;
  }

  private void enqueuePage(String nextLink) {
    server.enqueue(new MockResponse().setBody(body(nextLink)));
  }

  private void enqueue(String body) {
    server.enqueue(new MockResponse().setBody(body.replace('\'', '"')));
  }

  private String body(String nextLink) {
    return ("{'items':[],'links':{'next':" + nextLink + "}}").replace('\'', '"');
  }

  private String link(String uri, String method, String headers) {
    String written =
        uri.replace("{users}", USERS)
            .replace("{upper}", USERS.toUpperCase(Locale.ROOT))
            .replace("{customer}", CUSTOMER.toString())
            .replace("{origin}", "http://" + server.getHostName() + ":" + server.getPort())
            .replace("{hostname}", server.getHostName())
            .replace("{port}", String.valueOf(server.getPort()))
            .replace("{host}", server.getHostName() + ":" + server.getPort());
    return "{'uri':'" + written + "','method':'" + method + "','headers':[" + headers + "]}";
  }

  private List<UUID> list() {
    return list(server.url("/").toString());
  }

  private List<UUID> list(String baseUrl) {
    return list(baseUrl, "token");
  }

  private static List<UUID> list(String baseUrl, String token) {
    List<UUID> ids = new ArrayList<>();
    try (PartnerCenter partner = client(baseUrl, token)) {
      for (CustomerUser user : users(partner).list()) {
        ids.add(user.getId());
      }
    }
    return ids;
  }

  private static PartnerCenter client(String baseUrl, String token) {
    return PartnerCenter.builder()
        .baseUrl(baseUrl)
        .accessTokens(AccessTokens.of(token))
        .retries(RetryPolicy.none())
        .build();
  }

  private static UsersHandle users(PartnerCenter partner) {
    return partner.customers().byId(CUSTOMER).users();
  }
}
