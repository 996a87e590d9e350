package io.partnercenter.users.contract;

import au.com.dius.pact.consumer.ConsumerPactBuilder;
import au.com.dius.pact.consumer.dsl.DslPart;
import au.com.dius.pact.consumer.dsl.PactDslRequestWithPath;
import au.com.dius.pact.consumer.dsl.PactDslResponse;
import au.com.dius.pact.core.model.PactSpecVersion;
import au.com.dius.pact.core.model.V4Pact;
import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.UserHandle;
import io.partnercenter.users.UsersHandle;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One interaction of the contract: what the client sends, how the provider responds, and how the
 * client reads the response. By default it is the plain call of its operation, for a user that
 * exists.
 */
final class ConsumerInteraction {
  static final UUID CUSTOMER_ID = UUID.fromString("eebd1b55-5360-4438-a11d-5c06918c3014");
  static final UUID USER_ID = UUID.fromString("4b10bf41-ab11-40e3-8c53-cd67849b50de");
  static final UUID OTHER_USER_ID = UUID.fromString("a85c3a5e-fd7a-4b6e-9a3c-0c2f6d5b8e41");
  static final String TOKEN = "contract-token";
  static final String APPLICATION = "contoso-onboarding";

  // anchored, like all of the contract's: some verifiers accept a match anywhere in the value
  static final String UUID_REGEX = "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$";
  static final String DATE_TIME_REGEX =
      "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?Z$";
  static final String TIME = "2017-01-20T00:33:34Z";

  /** The names of the headers that every request has besides those in {@link #headers}. */
  private static final Set<String> EVERY_REQUEST =
      Set.of(
          "accept-encoding",
          "authorization",
          "connection",
          "host",
          "ms-correlationid",
          "ms-requestid",
          "user-agent");

  private final ConsumerOperation operation;
  private final String description;
  private final Map<String, Object> stateParameters = new LinkedHashMap<>();
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final Map<String, String> headersOfState = new LinkedHashMap<>();
  private final Map<String, HeaderValue> responseHeaders = new LinkedHashMap<>();
  private GivenState state = GivenState.USER;
  private @Nullable String query;
  private @Nullable String body;
  private boolean validatesMfa;
  private Consumer<PartnerCenter> call;
  private int status;
  private @Nullable DslPart responseBody;

  private ConsumerInteraction(ConsumerOperation operation, String description) {
    this.operation = operation;
    this.description = description;
    query = operation.query;
    body = operation.body;
    call = operation.call;
    stateParameters.put("customerId", CUSTOMER_ID.toString());
    stateParameters.put("userId", USER_ID.toString());
    headers.put("MS-Contract-Version", "v1");
    headers.put("MS-PartnerCenter-Application", APPLICATION);
    headers.put("X-Locale", "en-US");
    headers.put("Accept", "application/json");
  }

  static ConsumerInteraction of(ConsumerOperation operation, String description) {
    return new ConsumerInteraction(operation, description);
  }

  /** Returns the user of the contract's examples. */
  static UserHandle user(PartnerCenter partner) {
    return users(partner).byId(USER_ID);
  }

  /** Returns the users of the customer in the contract's examples. */
  static UsersHandle users(PartnerCenter partner) {
    return partner.customers().byId(CUSTOMER_ID).users();
  }

  ConsumerInteraction given(GivenState providerState) {
    return given(providerState, Map.of());
  }

  /**
   * Sets the state of the provider. The default is "a user". The ids of customer and user are
   * always among its parameters.
   */
  ConsumerInteraction given(GivenState providerState, Map<String, ?> parameters) {
    state = providerState;
    stateParameters.putAll(parameters);
    return this;
  }

  /** Adds a header, or replaces the value of one that every request has. */
  ConsumerInteraction withHeader(String header, String value) {
    headers.put(header, value);
    return this;
  }

  /** Adds a header whose value the provider's state returns; the expression names the value. */
  ConsumerInteraction withHeaderOfState(String header, String expression, String example) {
    headersOfState.put(header, expression);
    return withHeader(header, example);
  }

  /** Makes the client ask whether the token was obtained with MFA. */
  ConsumerInteraction validatingMfa() {
    validatesMfa = true;
    return withHeader("ValidateMfa", "true");
  }

  /** Sets the exact query. */
  ConsumerInteraction withQuery(String encodedQuery) {
    query = encodedQuery;
    return this;
  }

  /** Sets the exact body. */
  ConsumerInteraction withBody(String json) {
    body = json;
    return this;
  }

  ConsumerInteraction respondsWith(int responseStatus, DslPart bodyOfResponse) {
    status = responseStatus;
    responseBody = bodyOfResponse;
    return this;
  }

  /** Adds a header of the response: a regular expression and an example of its value. */
  ConsumerInteraction withResponseHeader(String name, String regex, String example) {
    responseHeaders.put(name, new HeaderValue(regex, example));
    return this;
  }

  /** Sets how the client is called, and what is asserted of its result. */
  ConsumerInteraction when(Consumer<PartnerCenter> clientCall) {
    call = clientCall;
    return this;
  }

  ConsumerOperation operation() {
    return operation;
  }

  String description() {
    return description;
  }

  /** Makes the call, with a client that has the options of this interaction. */
  void call(PartnerCenter.Builder client) {
    if (validatesMfa) {
      client.validateMfa();
    }
    try (PartnerCenter partner = client.build()) {
      call.accept(partner);
    }
  }

  /** Asserts that the client sent the request of this interaction, and nothing else. */
  void assertSent(RecordedRequests requests, String baseUrl) {
    String url = baseUrl + path() + (query == null ? "" : "?" + query);
    requests.assertOnlyRequest(operation.method, url, headerNames(), body);
  }

  private Set<String> headerNames() {
    Set<String> names = new TreeSet<>(EVERY_REQUEST);
    headers.keySet().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
    if (body != null) {
      names.addAll(Set.of("content-type", "content-length"));
    }
    return names;
  }

  private String path() {
    return operation
        .path
        .replace("${customerId}", CUSTOMER_ID.toString())
        .replace("${userId}", USER_ID.toString());
  }

  V4Pact pact() {
    PactDslRequestWithPath request =
        ConsumerPactBuilder.consumer(ContractFiles.CONSUMER)
            .pactSpecVersion(PactSpecVersion.V4)
            .hasPactWith(ContractFiles.PROVIDER)
            .given(state.title, stateParameters)
            .comment(state.title + ": " + state.meaning)
            .uponReceiving(description)
            .method(operation.method)
            .path(path())
            .pathFromProviderState(operation.path, path())
            .headers(headers)
            .matchHeader("Authorization", "^Bearer .+$", "Bearer " + TOKEN)
            .matchHeader("MS-RequestId", UUID_REGEX, id("request"))
            .matchHeader("MS-CorrelationId", UUID_REGEX, id("correlation"));
    headersOfState.forEach(
        (name, expression) -> request.headerFromProviderState(name, expression, headers.get(name)));
    if (query != null) {
      request.encodedQuery(query);
    }
    if (body != null) {
      request
          .body(body)
          .matchHeader(
              "Content-Type",
              "^application/json(; ?charset=[Uu][Tt][Ff]-8)?$",
              "application/json; charset=UTF-8");
    }
    PactDslResponse response =
        request
            .willRespondWith()
            .status(status)
            .body(responseBody)
            .matchHeader(
                "Content-Type", "^application/json(;.*)?$", "application/json; charset=utf-8");
    responseHeaders.forEach(
        (name, value) -> response.matchHeader(name, value.regex, value.example));
    return response.toPact(V4Pact.class);
  }

  /** Returns the name in the report of the tests. */
  @Override
  public String toString() {
    return description;
  }

  /** A regular expression for a value, and an example of the value. */
  private record HeaderValue(String regex, String example) {}

  /**
   * Returns an id of this interaction only, because a provider executes each request id once. It is
   * the same in every run, so that the contract stays the same.
   */
  private String id(String kind) {
    byte[] name = (kind + " of " + description).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(name).toString();
  }
}
