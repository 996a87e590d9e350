package io.partnercenter.users.contract;

import static au.com.dius.pact.consumer.ConsumerPactRunnerKt.runConsumerTest;
import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.consumer.ConsumerPactBuilder;
import au.com.dius.pact.consumer.PactVerificationResult;
import au.com.dius.pact.consumer.dsl.DslPart;
import au.com.dius.pact.consumer.dsl.PactDslRequestWithPath;
import au.com.dius.pact.consumer.dsl.PactDslResponse;
import au.com.dius.pact.consumer.model.MockProviderConfig;
import au.com.dius.pact.core.model.PactSpecVersion;
import au.com.dius.pact.core.model.V4Pact;
import io.partnercenter.users.AccessTokens;
import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.RetryPolicy;
import io.partnercenter.users.UserHandle;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * One interaction of the contract: what the client sends, what the provider answers, and what the
 * client makes of it. Pact compares what is sent with what is written down; what Pact doesn't look
 * at is checked beside it: the whole URL, the set of headers, the bytes of the body, the number of
 * requests.
 */
final class ConsumerInteraction {
  static final UUID CUSTOMER_ID = UUID.fromString("eebd1b55-5360-4438-a11d-5c06918c3014");
  static final UUID USER_ID = UUID.fromString("4b10bf41-ab11-40e3-8c53-cd67849b50de");
  static final String TOKEN = "contract-token";
  static final String UUID_REGEX = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

  private static final String APPLICATION = "contoso-onboarding";
  private static final String PATH = "/v1/customers/%s/users/%s";
  private static final Set<String> EVERY_REQUEST =
      Set.of(
          "accept",
          "accept-encoding",
          "authorization",
          "connection",
          "host",
          "ms-contract-version",
          "ms-correlationid",
          "ms-partnercenter-application",
          "ms-requestid",
          "user-agent",
          "x-locale");

  private static final Set<String> WRITTEN = ConcurrentHashMap.newKeySet();

  private final String description;
  private final Map<String, Object> stateParameters = new LinkedHashMap<>();
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final Map<String, Shape> answerHeaders = new LinkedHashMap<>();
  private String state = "a user";
  private String method = "GET";
  private @Nullable String ifMatchState;
  private @Nullable String body;
  private boolean validatesMfa;
  private int status;
  private @Nullable DslPart answer;

  private ConsumerInteraction(String description) {
    this.description = description;
    stateParameters.put("customerId", CUSTOMER_ID.toString());
    stateParameters.put("userId", USER_ID.toString());
    headers.put("MS-Contract-Version", "v1");
    headers.put("MS-PartnerCenter-Application", APPLICATION);
    headers.put("X-Locale", "en-US");
    headers.put("Accept", "application/json");
  }

  /** A read of the user. */
  static ConsumerInteraction get(String description) {
    return new ConsumerInteraction(description);
  }

  /** A change of the user, with a body to the letter. */
  static ConsumerInteraction patch(String description, String body) {
    ConsumerInteraction patch = new ConsumerInteraction(description);
    patch.method = "PATCH";
    patch.body = body;
    return patch;
  }

  /** The state of the provider; "a user" unless set. Its params always name customer and user. */
  ConsumerInteraction given(String providerState, Map<String, ?> parameters) {
    state = providerState;
    stateParameters.putAll(parameters);
    return this;
  }

  /** A further header, or another value of one that every request has. */
  ConsumerInteraction with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  /** Asks whether the token was got with MFA. */
  ConsumerInteraction validatingMfa() {
    validatesMfa = true;
    return with("ValidateMfa", "true");
  }

  /** If-Match with the value that the provider's state names by this expression. */
  ConsumerInteraction withIfMatch(String expression, String example) {
    ifMatchState = expression;
    return with("If-Match", example);
  }

  ConsumerInteraction isAnswered(int answerStatus, DslPart answerBody) {
    status = answerStatus;
    answer = answerBody;
    return this;
  }

  /** A header of the answer, as a regular expression with an example. */
  ConsumerInteraction andHeader(String name, String regex, String example) {
    answerHeaders.put(name, new Shape(regex, example));
    return this;
  }

  /** Makes the call, sees what was sent, and writes the interaction down if all is as it says. */
  void when(Consumer<UserHandle> call) {
    // of two with one description and state Pact keeps the last without a word
    assertThat(WRITTEN.add(description) || ClientMutant.isSet())
        .as("the only interaction called " + description)
        .isTrue();
    RecordedRequests sent = new RecordedRequests();
    PactVerificationResult result =
        runConsumerTest(
            pact(),
            MockProviderConfig.createDefault(PactSpecVersion.V4),
            (server, context) -> {
              run(server.getUrl(), sent, call);
              return null;
            });
    if (result instanceof PactVerificationResult.Error error) {
      throw new AssertionError(result.getDescription(), error.getError());
    }
    assertThat(result).as(result.getDescription()).isInstanceOf(PactVerificationResult.Ok.class);
  }

  private void run(String url, RecordedRequests sent, Consumer<UserHandle> call) {
    OkHttpClient.Builder http = new OkHttpClient.Builder().addNetworkInterceptor(sent);
    ClientMutant.install(http);
    PartnerCenter.Builder builder =
        PartnerCenter.builder()
            .baseUrl(url)
            .accessTokens(AccessTokens.of(TOKEN))
            .applicationName(APPLICATION)
            .retries(RetryPolicy.none())
            .httpClient(http.build());
    if (validatesMfa) {
      builder.validateMfa();
    }
    try (PartnerCenter partner = builder.build()) {
      call.accept(partner.customers().byId(CUSTOMER_ID).users().byId(USER_ID));
    }
    sent.wereOne(method, url + String.format(PATH, CUSTOMER_ID, USER_ID), headerNames(), body);
  }

  private Set<String> headerNames() {
    Set<String> names = new TreeSet<>(EVERY_REQUEST);
    headers.keySet().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
    if (body != null) {
      names.addAll(Set.of("content-type", "content-length"));
    }
    return names;
  }

  private V4Pact pact() {
    PactDslRequestWithPath request =
        ConsumerPactBuilder.consumer(ContractFiles.CONSUMER)
            .pactSpecVersion(PactSpecVersion.V4)
            .hasPactWith(ContractFiles.PROVIDER)
            .given(state, stateParameters)
            .uponReceiving(description)
            .method(method)
            .path(String.format(PATH, CUSTOMER_ID, USER_ID))
            .pathFromProviderState(
                String.format(PATH, "${customerId}", "${userId}"),
                String.format(PATH, CUSTOMER_ID, USER_ID))
            .headers(headers)
            .matchHeader("Authorization", "Bearer .+", "Bearer " + TOKEN)
            .matchHeader("MS-RequestId", UUID_REGEX, id("request"))
            .matchHeader("MS-CorrelationId", UUID_REGEX, id("correlation"));
    if (ifMatchState != null) {
      request.headerFromProviderState("If-Match", ifMatchState, headers.get("If-Match"));
    }
    if (body != null) {
      request
          .body(body)
          .matchHeader(
              "Content-Type",
              "application/json(; ?charset=[Uu][Tt][Ff]-8)?",
              "application/json; charset=UTF-8");
    }
    PactDslResponse response =
        request
            .willRespondWith()
            .status(status)
            .body(answer)
            .matchHeader(
                "Content-Type", "application/json(;.*)?", "application/json; charset=utf-8");
    answerHeaders.forEach((name, shape) -> response.matchHeader(name, shape.regex, shape.example));
    return response.toPact(V4Pact.class);
  }

  /** What a value may be, and one that it is. */
  private record Shape(String regex, String example) {}

  /** Of this interaction alone: a provider carries each request id out once. The same every run. */
  private String id(String kind) {
    byte[] name = (kind + " of " + description).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(name).toString();
  }
}
