package io.partnercenter.users.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the client sends, and what it makes of the responses. Writes the contract. */
@Tag("pact")
@Order(2)
class ConsumerPactTest {
  static List<ConsumerInteraction> interactions() {
    return Stream.of(
            ListInteractions.ALL.stream(),
            UserInteractions.READS.stream(),
            UserInteractions.CHANGES.stream(),
            RefusedInteractions.all())
        .flatMap(each -> each)
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("interactions")
  void theClientCallsAsTheContractHasIt(ConsumerInteraction interaction) {
    ConsumerVerification.verify(interaction);
  }

  /** Of two with one description and state Pact keeps the last without a word. */
  @Test
  void noTwoInteractionsHaveOneDescription() {
    assertThat(interactions()).extracting(ConsumerInteraction::description).doesNotHaveDuplicates();
  }
}
