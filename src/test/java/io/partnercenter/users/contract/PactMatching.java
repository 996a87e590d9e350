package io.partnercenter.users.contract;

import au.com.dius.pact.core.matchers.RequestMatching;
import au.com.dius.pact.core.matchers.ResponseMatching;
import au.com.dius.pact.core.model.DefaultPactReader;
import au.com.dius.pact.core.model.SynchronousRequestResponse;
import io.partnercenter.users.spec.SpecTree;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Compares requests and responses with an interaction, as Pact does. */
final class PactMatching {
  private final PactInteraction interaction;
  private final SynchronousRequestResponse expected;

  PactMatching(PactInteraction interaction) {
    this.interaction = interaction;
    this.expected = read(interaction);
  }

  /**
   * Returns the places with a matching rule, where more is accepted than the recorded value. They
   * are named as in {@link BrokenInteraction}.
   */
  Set<String> placesWithRules() {
    Set<String> places = new TreeSet<>();
    add(places, "request ", interaction.request());
    add(places, interaction.response().status() + " ", interaction.response());
    return places;
  }

  private static void add(Set<String> places, String prefix, PactInteraction.Message half) {
    SpecTree.map(half.json().get("matchingRules"))
        .forEach(
            (kind, rules) ->
                SpecTree.map(rules)
                    .keySet()
                    .forEach(
                        each ->
                            places.add(prefix + (kind.equals("body") ? each : kind + " " + each))));
  }

  boolean accepts(BrokenInteraction broken) {
    SynchronousRequestResponse actual = read(broken.interaction());
    return broken.ofRequest()
        ? RequestMatching.requestMismatches(expected.getRequest(), actual.getRequest()).matchedOk()
        : ResponseMatching.responseMismatches(expected.getResponse(), actual.getResponse())
            .isEmpty();
  }

  private static SynchronousRequestResponse read(PactInteraction interaction) {
    Map<String, ?> pact =
        Map.of(
            "consumer", Map.of("name", ContractFiles.CONSUMER),
            "provider", Map.of("name", ContractFiles.PROVIDER),
            "interactions", List.of(interaction.json()),
            "metadata", Map.of("pactSpecification", Map.of("version", "4.0")));
    return DefaultPactReader.INSTANCE
        .loadPact(PactInteraction.json(pact))
        .getInteractions()
        .get(0)
        .asSynchronousRequestResponse();
  }
}
