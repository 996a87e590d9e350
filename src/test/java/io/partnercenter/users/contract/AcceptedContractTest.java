package io.partnercenter.users.contract;

import io.partnercenter.users.accepted.Accepted;
import io.partnercenter.users.spec.Spec;
import java.io.IOException;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The contract and the list of what the spec refuses are as they were accepted. */
@Tag("contract")
@Order(3)
class AcceptedContractTest {
  @Test
  void theContractIsWhatTheConsumerTestsWrote() throws IOException {
    Accepted.assertAccepted(ContractFiles.COMMITTED.resolve(ContractFiles.PACT));
  }

  /** A looser spec accepts every interaction, so what the spec must refuse is committed too. */
  @Test
  void theSpecRefusesWhatIsListed() throws IOException {
    SpecCheck spec = new SpecCheck(Spec.text());
    String refused = String.join("\n", Constraints.of(spec, PactInteraction.written())) + "\n";

    Accepted.assertAccepted(ContractFiles.CONSTRAINTS, refused);
  }
}
