package io.partnercenter.users.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.partnercenter.users.SpecCheckedSandbox;
import io.partnercenter.users.spec.Break;
import io.partnercenter.users.spec.Spec;
import io.partnercenter.users.spec.SpecRequest;
import io.partnercenter.users.spec.SpecRequests;
import io.partnercenter.users.spec.SpecTree;
import io.partnercenter.users.spec.SpecValidator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jspecify.annotations.Nullable;

/**
 * The sandbox accepts requests that are valid by the spec, and refuses those that aren't. Random
 * requests are generated from the spec; an independent validator determines whether they are valid,
 * and the sandbox is compared with it. The rules of the service by which the two may differ are
 * listed here.
 *
 * <p>500 valid and 500 invalid requests; 10,000 of each with {@code -Djqwik.tries.default=10000},
 * which also prints counts.
 */
class SandboxAgreesWithSpecTest {
  private static final String CUSTOMER = PartnerCenterSandbox.CUSTOMER_ID.toString();
  private static final String USER = PartnerCenterSandbox.USER_ID.toString();
  private static final String ETAG = "\"v1\"";
  private static final String TOKEN = "given-by-the-sandbox";
  private static final SpecTree TREE = new SpecTree(Spec.node());
  private static final SpecRequests REQUESTS =
      new SpecRequests(TREE, Map.of("If-Match", ETAG, "MS-ContinuationToken", TOKEN));
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final PartnerCenterSandbox SANDBOX = new SpecCheckedSandbox().start(0);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Map<String, Integer> COUNTS = new TreeMap<>();

  /** Rules of the service that no schema expresses, in the order in which they are checked. */
  private enum Rule {
    /** Documented with code 60003. */
    UNKNOWN_CUSTOMER(404, "60003"),
    /** Documented with code 60002. */
    UNKNOWN_USER(404, "60002"),
    /**
     * The documentation names only one filter; it is unknown which users another one would find.
     */
    UNKNOWN_FILTER(400, "800002"),
    /**
     * A continuation token must be one that the service issued, and requires seekOperation, which
     * requires it in turn.
     */
    NO_NEXT_PAGE(400, "800002"),
    /** A usage location must be a code of ISO 3166-1; code 3000 is documented. */
    UNKNOWN_COUNTRY(400, "3000"),
    /** Documented with code 2055. */
    STALE_ETAG(400, "2055");

    private final int status;
    private final String code;

    Rule(int status, String code) {
      this.status = status;
      this.code = code;
    }

    static @Nullable Rule of(SpecRequest request) {
      if (!CUSTOMER.equalsIgnoreCase(request.pathParameters().get("customer-tenant-id"))) {
        return UNKNOWN_CUSTOMER;
      }
      if (!request.pathParameters().containsKey("user-id")) {
        return ofList(request);
      }
      if (!USER.equalsIgnoreCase(request.pathParameters().get("user-id"))) {
        return UNKNOWN_USER;
      }
      if (request.body() != null && !isCountry(usageLocation(json(request.body())))) {
        return UNKNOWN_COUNTRY;
      }
      return ETAG.equals(request.headers().getOrDefault("If-Match", ETAG)) ? null : STALE_ETAG;
    }

    private static @Nullable Rule ofList(SpecRequest request) {
      String deletedUsers =
          Spec.node("components", "parameters", "filter").get("x-deleted-users").toString();
      String filter = request.query().get("filter");
      String token = request.headers().get("MS-ContinuationToken");
      if (filter != null && !filter.equals(deletedUsers)) {
        return UNKNOWN_FILTER;
      }
      boolean next = request.query().containsKey("seekOperation");
      return next == (token != null) && (token == null || token.equals(TOKEN))
          ? null
          : NO_NEXT_PAGE;
    }

    private static @Nullable JsonNode usageLocation(JsonNode body) {
      return body.properties().stream()
          .filter(property -> property.getKey().equalsIgnoreCase("usageLocation"))
          .map(Map.Entry::getValue)
          .findFirst()
          .orElse(null);
    }

    private static boolean isCountry(@Nullable JsonNode usageLocation) {
      Map<?, ?> codes =
          (Map<?, ?>)
              Spec.node(
                      "components", "schemas", "CustomerUserUpdate", "properties", "usageLocation")
                  .get("x-codes");
      return usageLocation == null
          || List.of(codes.get("values").toString().split(" ")).contains(usageLocation.asText());
    }
  }

  /** The ways of breaking a request that the sandbox accepts. */
  private static final Set<Break> ACCEPTED_BREAKS =
      Set.of(
          // documented: names bind without regard to case
          Break.NAME_IN_ANOTHER_CASE,
          // therefore two names that differ only in case are one name
          Break.NAME_TWICE,
          // documented as required, but missing from all examples of the documentation
          Break.missing("MS-Contract-Version"),
          // no value is documented
          Break.VALUE_IN_ANOTHER_CASE.in("sortDirection"),
          // accepted in any case, as names are
          Break.VALUE_IN_ANOTHER_CASE.in("seekOperation"));

  /** Returns the status with which the sandbox responds to an invalid request. */
  private static int expectedStatus(SpecRequest request) {
    Break broken = request.broken();
    if (broken.equals(Break.TOKEN)) {
      return 401; // documented, with code 800001
    }
    if (broken.equals(Break.METHOD)) {
      return 405; // standard HTTP
    }
    if (broken.equals(Break.CONTENT_TYPE)) {
      return 415; // standard HTTP
    }
    if (broken.equals(Break.PATH) || broken.what().startsWith("user-id: ")) {
      return 404; // documented, with codes 1000 and 60002
    }
    return ACCEPTED_BREAKS.contains(broken) && Rule.of(request) == null ? 200 : 400;
  }

  @AfterContainer
  static void close() {
    SANDBOX.close();
    if (System.getProperty("jqwik.tries.default") != null) {
      System.out.println("Requests made by the spec, and how the sandbox responded:");
      COUNTS.forEach((what, count) -> System.out.printf("%7d %s%n", count, what));
    }
  }

  @Provide
  Arbitrary<SpecRequest> valid() {
    return REQUESTS.valid();
  }

  @Provide
  Arbitrary<SpecRequest> invalid() {
    return REQUESTS.broken(request -> Rule.of(request) == null);
  }

  @Property(seed = "20160624", edgeCases = EdgeCasesMode.NONE)
  void aValidRequestIsRefusedOnlyByADocumentedRule(@ForAll("valid") SpecRequest request)
      throws Exception {
    Rule rule = Rule.of(request);
    Exchange exchange = exchange(request);

    String said = said(request, exchange);
    assertThat(SpecValidator.requestProblems(exchange)).as(said).isEmpty();
    assertThat(exchange.status()).as(said).isEqualTo(rule == null ? 200 : rule.status);
    if (rule != null) {
      assertThat(exchange.responseBody()).as(said).contains("\"code\":\"" + rule.code + "\"");
    }
    count("valid, " + (rule == null ? "accepted" : rule.status + " " + rule));
  }

  @Property(seed = "20160624", edgeCases = EdgeCasesMode.NONE)
  void anInvalidRequestIsAcceptedOnlyByADocumentedRule(@ForAll("invalid") SpecRequest request)
      throws Exception {
    Exchange exchange = exchange(request);

    String said = said(request, exchange);
    assertThat(SpecValidator.requestProblems(exchange)).as(said).isNotEmpty();
    assertThat(exchange.status()).as(said).isEqualTo(expectedStatus(request));
    count("invalid, " + exchange.status() + " " + request.broken());
  }

  private static void count(String what) {
    COUNTS.merge(what, 1, Integer::sum);
  }

  private static String said(SpecRequest request, Exchange exchange) {
    return String.format(
        "%s%n  broken: %s%n  the validator: %s%n  the sandbox: %d %s%n ",
        request,
        request.broken(),
        SpecValidator.requestProblems(exchange),
        exchange.status(),
        exchange.responseBody().substring(0, Math.min(exchange.responseBody().length(), 300)));
  }

  private static Exchange exchange(SpecRequest made) throws IOException, InterruptedException {
    SANDBOX.reset();
    SpecRequest request =
        TOKEN.equals(made.headers().get("MS-ContinuationToken"))
            ? made.with("header", "MS-ContinuationToken", continuationToken())
            : made;
    HttpRequest.Builder http =
        HttpRequest.newBuilder(URI.create(SANDBOX.baseUrl() + request.target()))
            .method(
                request.method(),
                request.body() == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(request.body()));
    request.headers().forEach(http::header);
    send(http);
    List<Exchange> exchanges = SANDBOX.exchanges();
    Exchange exchange = exchanges.get(exchanges.size() - 1);
    assertThat(SpecValidator.responseProblems(exchange)).as(said(made, exchange)).isEmpty();
    return exchange;
  }

  private static String continuationToken() throws IOException, InterruptedException {
    SANDBOX.addUsers(PartnerCenterSandbox.CUSTOMER_ID, 2);
    String page =
        send(HttpRequest.newBuilder(
                    URI.create(SANDBOX.baseUrl() + "/v1/customers/" + CUSTOMER + "/users?size=1"))
                .header("Authorization", "Bearer token"))
            .body();
    Matcher token = Pattern.compile("\"value\":\"([^\"]+)\"").matcher(page);
    assertThat(token.find()).isTrue();
    return token.group(1);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
