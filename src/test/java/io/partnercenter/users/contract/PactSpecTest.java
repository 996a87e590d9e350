package io.partnercenter.users.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.spec.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The contract agrees with the spec. */
@Tag("contract")
class PactSpecTest {
  private final SpecCheck spec = new SpecCheck(Spec.text());
  private final List<PactInteraction> interactions = PactInteraction.written();

  @Test
  void everyInteractionIsValidAccordingToTheSpec() {
    assertThat(interactions).as("interactions").isNotEmpty();
    assertThat(interactions)
        .allSatisfy(
            interaction ->
                assertThat(spec.problems(interaction))
                    .as(interaction.description() + ", according to the spec")
                    .isEmpty());
  }

  @Test
  void noMatchingRuleIsWiderThanTheSpec() {
    Set<String> rules = new TreeSet<>();
    Set<String> tried = new TreeSet<>();
    List<String> wider = new ArrayList<>();
    for (PactInteraction interaction : interactions) {
      PactMatching pact = new PactMatching(interaction);
      Set<String> places = pact.placesWithRules();
      places.forEach(place -> rules.add(interaction.description() + ": " + place));
      for (BrokenInteraction broken : BrokenInteraction.allOf(interaction)) {
        if (places.contains(broken.place())) {
          tried.add(interaction.description() + ": " + broken.place());
          if (pact.accepts(broken) && Constraints.isRefused(spec, broken)) {
            wider.add(interaction.description() + ": " + broken.place() + ", " + broken.how());
          }
        }
      }
    }

    assertThat(rules)
        .contains(
            "a restoration: request header MS-RequestId",
            "a read of a deleted user: 200 $.softDeletionTime");
    assertThat(tried).as("places with a rule that were broken").isEqualTo(rules);
    assertThat(wider).as("admitted by the contract, refused by the spec").isEmpty();
  }
}
