package io.partnercenter.users.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests what the client sends and how it reads the responses, and writes the contract. */
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
  void theClientSendsAndReadsWhatTheInteractionHas(ConsumerInteraction interaction) {
    ConsumerVerification.verify(interaction);
  }

  /** Of two interactions with the same description and state, Pact silently keeps the last. */
  @Test
  void noTwoInteractionsHaveTheSameDescription() {
    assertThat(interactions()).extracting(ConsumerInteraction::description).doesNotHaveDuplicates();
  }
}
