package contoso;

import static org.junit.jupiter.api.Assertions.assertEquals;

import au.com.dius.pact.core.model.DefaultPactReader;
import au.com.dius.pact.core.model.IResponse;
import au.com.dius.pact.core.model.generators.Category;
import au.com.dius.pact.provider.junit5.HttpTestTarget;
import au.com.dius.pact.provider.junit5.PactVerificationContext;
import au.com.dius.pact.provider.junit5.PactVerificationInvocationContextProvider;
import au.com.dius.pact.provider.junitsupport.Provider;
import au.com.dius.pact.provider.junitsupport.State;
import au.com.dius.pact.provider.junitsupport.loader.PactFolder;
import io.partnercenter.users.sandbox.ErrorShape;
import io.partnercenter.users.sandbox.PartnerCenterSandbox;
import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.HttpRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/** Verifies the sandbox in place of a provider. Its states are those in docs/contracts.md. */
@Provider("partner-center-users")
@PactFolder("target/contract/pacts")
class ContractTest {
  private static final File PACTS = new File("target/contract/pacts");
  private static final String TOKEN = "token-of-the-provider";
  private static int verified;

  private final PartnerCenterSandbox sandbox = PartnerCenterSandbox.start();
  private final UUID customerId = UUID.randomUUID();
  private final UUID userId = UUID.randomUUID();

  @BeforeEach
  void setTarget(PactVerificationContext context) {
    URI url = URI.create(sandbox.baseUrl());
    // Pact's own HTTP client would sleep as long as Retry-After says
    context.setTarget(
        new HttpTestTarget(
            url.getHost(),
            url.getPort(),
            "/",
            () -> provider -> HttpClients.custom().disableAutomaticRetries().build()));
    // an id must be the one that the state returned, and not just any UUID
    IResponse expected = context.getInteraction().asSynchronousRequestResponse().getResponse();
    Map<String, ?> valuesOfState =
        expected.getGenerators().getCategories().getOrDefault(Category.BODY, Map.of());
    expected
        .getMatchingRules()
        .rulesForCategory("body")
        .getMatchingRules()
        .keySet()
        .removeAll(valuesOfState.keySet());
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @TestTemplate
  @ExtendWith(PactVerificationInvocationContextProvider.class)
  void isMet(PactVerificationContext context, HttpRequest request) {
    request.setHeader("Authorization", "Bearer " + TOKEN);
    context.verifyInteraction();
    verified++;
  }

  @AfterAll
  static void everyInteractionWasVerified() {
    int interactions = 0;
    for (File pact : PACTS.listFiles()) {
      interactions += DefaultPactReader.INSTANCE.loadPact(pact).getInteractions().size();
    }
    assertEquals(interactions, verified);
  }

  @State("a user")
  public Map<String, ?> user(Map<String, ?> parameters) {
    Map<String, Object> properties = new HashMap<>(parameters);
    properties.keySet().removeAll(ids().keySet());
    sandbox.addUser(customerId, userId, properties);
    return ids();
  }

  @State("a user with an ETag")
  public Map<String, ?> userWithETag() {
    anyUser();
    Map<?, ?> attributes = (Map<?, ?>) sandbox.user(customerId, userId).get("attributes");
    Map<String, Object> values = new HashMap<>(ids());
    values.put("etag", "\"" + attributes.get("etag") + "\"");
    return values;
  }

  @State("a user whose names may change")
  public Map<String, ?> anyUser() {
    sandbox.addUser(customerId, userId);
    return ids();
  }

  @State("a deleted user")
  public Map<String, ?> deletedUser() {
    anyUser();
    sandbox.deleteUser(customerId, userId);
    return ids();
  }

  @State("two users")
  public Map<String, ?> twoUsers(Map<String, ?> parameters) throws Exception {
    UUID otherUserId = UUID.randomUUID();
    String name = "displayName";
    sandbox.addUser(customerId, userId, Map.of(name, parameters.get(name)));
    sandbox.addUser(customerId, otherUserId, Map.of(name, parameters.get("otherDisplayName")));
    Map<String, Object> values = new HashMap<>(ids());
    values.put("otherUserId", otherUserId.toString());
    values.put("continuationToken", continuationToken());
    return values;
  }

  @State("an expired continuation token")
  public Map<String, ?> expiredContinuationToken() throws Exception {
    sandbox.addUsers(customerId, 2);
    Map<String, Object> values = new HashMap<>(ids());
    values.put("continuationToken", continuationToken());
    sandbox.expireContinuationTokens();
    return values;
  }

  /** Returns the token of the second page, with one user per page. */
  private String continuationToken() throws Exception {
    URI firstPage = URI.create(sandbox.baseUrl() + "/v1/customers/" + customerId + "/users?size=1");
    java.net.http.HttpRequest request =
        java.net.http.HttpRequest.newBuilder(firstPage)
            .header("Authorization", "Bearer any")
            .build();
    String body =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
    return body.replaceAll(".*\"value\":\"([^\"]+)\".*", "$1");
  }

  @State("a user that has changed")
  public Map<String, ?> changedUser(Map<String, ?> parameters) {
    if (((Number) parameters.get("status")).intValue() == 412) {
      sandbox.respond412ToStaleEtags();
    }
    return anyUser();
  }

  @State("a user and another with the name")
  public Map<String, ?> takenName(Map<String, ?> parameters) {
    String name = "userPrincipalName";
    sandbox.addUser(customerId, UUID.randomUUID(), Map.of(name, parameters.get(name)));
    return anyUser();
  }

  @State("no such user")
  public Map<String, ?> noUser() {
    sandbox.addUser(customerId, UUID.randomUUID());
    return ids();
  }

  @State("no such customer")
  public Map<String, ?> noCustomer() {
    return ids();
  }

  @State("an expired token")
  public Map<String, ?> expiredToken() {
    sandbox.expireToken(TOKEN);
    return anyUser();
  }

  @State("a token without MFA")
  public Map<String, ?> tokenWithoutMfa() {
    sandbox.takeMfaFromToken(TOKEN);
    return anyUser();
  }

  @State("no relationship with the customer")
  public Map<String, ?> noRelationship() {
    sandbox.endRelationship(customerId);
    return anyUser();
  }

  @State("a withdrawn role")
  public Map<String, ?> withdrawnRole() {
    sandbox.withdrawRole();
    return anyUser();
  }

  @State("a throttle")
  public Map<String, ?> throttle(Map<String, ?> parameters) {
    sandbox.throttle(customerId, 0, ErrorShape.valueOf(parameters.get("shape").toString()));
    return anyUser();
  }

  @State("an outage")
  public Map<String, ?> outage(Map<String, ?> parameters) {
    sandbox.outage(((Number) parameters.get("status")).intValue());
    return anyUser();
  }

  private Map<String, ?> ids() {
    return Map.of("customerId", customerId.toString(), "userId", userId.toString());
  }
}
