package io.partnercenter.users.contract;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import au.com.dius.pact.core.model.IResponse;
import au.com.dius.pact.core.model.Interaction;
import au.com.dius.pact.core.model.ProviderState;
import au.com.dius.pact.core.model.generators.Category;
import au.com.dius.pact.core.support.json.JsonValue;
import au.com.dius.pact.provider.junit5.HttpTestTarget;
import au.com.dius.pact.provider.junit5.HttpsTestTarget;
import au.com.dius.pact.provider.junit5.PactVerificationContext;
import au.com.dius.pact.provider.junit5.PactVerificationInvocationContextProvider;
import au.com.dius.pact.provider.junit5.TestTarget;
import au.com.dius.pact.provider.junitsupport.Provider;
import au.com.dius.pact.provider.junitsupport.loader.PactFolder;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.HttpRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sends each request of the contract to a provider and compares the response. */
@Tag("contract")
@Provider(ContractFiles.PROVIDER)
@PactFolder("${contract.pacts:pacts}")
abstract class ProviderVerification {
  private ProviderStates states;

  abstract ProviderStates states();

  @BeforeEach
  void prepare(PactVerificationContext context) {
    states = states();
    compareWithState(context.getInteraction().asSynchronousRequestResponse().getResponse());
    String method =
        context.getInteraction().asSynchronousRequestResponse().getRequest().getMethod();
    for (ProviderState each : context.getInteraction().getProviderStates()) {
      String obstacle = states.obstacle(method, each.getName(), each.getParams());
      assumeTrue(
          obstacle == null,
          () -> "skipped: " + context.getInteraction().getDescription() + ": " + obstacle);
    }
    context.addStateChangeHandlers(states);
    context.setTarget(target(URI.create(states.url())));
  }

  @TestTemplate
  @ExtendWith(PactVerificationInvocationContextProvider.class)
  void isMet(PactVerificationContext context, HttpRequest request) {
    request.setHeader("Authorization", "Bearer " + states.token());
    // new in each run, because a provider executes each request id once
    request.setHeader("MS-RequestId", UUID.randomUUID());
    request.setHeader("MS-CorrelationId", UUID.randomUUID());
    try {
      context.verifyInteraction();
    } catch (AssertionError e) {
      throw new AssertionError(describe(context.getInteraction()) + e.getMessage(), e);
    }
  }

  /**
   * Makes Pact JVM compare a value in the response with the value that the state returned. For that
   * it removes the value's matching rule, which Pact JVM would apply instead. The rule is for
   * verifiers that can't compare a response with the state.
   */
  private static void compareWithState(IResponse response) {
    response
        .getMatchingRules()
        .rulesForCategory("body")
        .getMatchingRules()
        .keySet()
        .removeAll(
            response
                .getGenerators()
                .getCategories()
                .getOrDefault(Category.BODY, Map.of())
                .keySet());
  }

  /**
   * Returns the interaction, the contract's text about its state, and the parameters. Pact's own
   * message names only the interaction.
   */
  private static String describe(Interaction interaction) {
    return interaction.getDescription()
        + ", given\n"
        + interaction.asV4Interaction().getComments().get("text").asArray().getValues().stream()
            .map(JsonValue::asString)
            .collect(Collectors.joining("\n"))
        + "\n"
        + interaction.getProviderStates().stream()
            .map(state -> "with the parameters " + state.getParams())
            .collect(Collectors.joining("\n"))
        + "\n";
  }

  private static TestTarget target(URI url) {
    boolean https = url.getScheme().equals("https");
    int port = url.getPort() >= 0 ? url.getPort() : https ? 443 : 80;
    String path = url.getPath().isEmpty() ? "/" : url.getPath();
    return https
        ? new HttpsTestTarget(url.getHost(), port, path, false, () -> info -> httpClient())
        : new HttpTestTarget(url.getHost(), port, path, () -> info -> httpClient());
  }

  /**
   * Returns a client without retries and redirects. Pact's own waits as long as a response's {@code
   * Retry-After} says, and follows redirects.
   */
  static CloseableHttpClient httpClient() {
    return HttpClients.custom()
        .useSystemProperties()
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .build();
  }
}
