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

/** Every interaction of the contract, sent to a provider. */
@Tag("contract")
@Provider(ContractFiles.PROVIDER)
@PactFolder("${contract.pacts:pacts}")
abstract class ProviderVerification {
  private ProviderStates states;

  abstract ProviderStates states();

  @BeforeEach
  void aim(PactVerificationContext context) {
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
    // a provider carries each request id out once, also over several runs
    request.setHeader("MS-RequestId", UUID.randomUUID());
    request.setHeader("MS-CorrelationId", UUID.randomUUID());
    try {
      context.verifyInteraction();
    } catch (AssertionError e) {
      throw new AssertionError(needs(context.getInteraction()) + e.getMessage(), e);
    }
  }

  /**
   * A value that the state names must be that one. The rule of its shape, which Pact JVM would
   * prefer, is for verifiers that don't take values of a response from the state.
   */
  private static void compareWithState(IResponse answer) {
    answer
        .getMatchingRules()
        .rulesForCategory("body")
        .getMatchingRules()
        .keySet()
        .removeAll(
            answer.getGenerators().getCategories().getOrDefault(Category.BODY, Map.of()).keySet());
  }

  /** The state of an interaction, in the words of the contract: Pact names only the interaction. */
  private static String needs(Interaction interaction) {
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

  /** Pact's own would wait as long as a response asks to, and follow redirects. */
  static CloseableHttpClient httpClient() {
    return HttpClients.custom()
        .useSystemProperties()
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .build();
  }
}
