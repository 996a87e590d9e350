package io.partnercenter.users.contract;

import io.partnercenter.users.accepted.Accepted;
import io.partnercenter.users.spec.Spec;
import java.io.IOException;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The contract is the one that was accepted, and so is what the spec refuses. */
@Tag("contract")
@Order(3)
class AcceptedContractTest {
  @Test
  void isWhatTheConsumerTestsWrote() throws IOException {
    Accepted.assertAccepted(ContractFiles.COMMITTED.resolve(ContractFiles.PACT));
  }

  /** A looser spec takes every interaction; what it must refuse is written down as well. */
  @Test
  void refusesWhatItRefused() throws IOException {
    SpecCheck spec = new SpecCheck(Spec.text());
    String refused = String.join("\n", Constraints.of(spec, PactInteraction.written())) + "\n";

    Accepted.assertAccepted(ContractFiles.CONSTRAINTS, refused);
  }
}
