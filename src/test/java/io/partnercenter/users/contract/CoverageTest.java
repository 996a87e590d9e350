package io.partnercenter.users.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.spec.Spec;
import io.partnercenter.users.spec.SpecTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each promise of the spec is pinned by an interaction, or there is a reason why it isn't. */
@Tag("contract")
class CoverageTest {
  private static final Path REPORT = Path.of("target/contract-report/index.html");

  private final SpecTree spec = new SpecTree(Spec.node());
  private final List<PactInteraction> interactions = PactInteraction.written();
  private final Map<String, String> excused = ContractFiles.notPinned();

  @Test
  void everyPromiseOfTheSpecIsPinnedOrExcused() throws IOException {
    List<SpecPromise> promises = Coverage.of(spec, interactions);
    Files.createDirectories(REPORT.getParent());
    Files.writeString(REPORT, CoverageReport.html(promises, excused));

    assertThat(promises).as("promises").isNotEmpty();
    Collection<String> open = Coverage.open(promises);
    assertThat(open)
        .filteredOn(promise -> !excused.containsKey(promise))
        .as(
            "pinned by no interaction: add it to one, or give a reason in "
                + ContractFiles.NOT_PINNED)
        .isEmpty();
    assertThat(excused.keySet())
        .as("reasons in " + ContractFiles.NOT_PINNED + " for what is pinned, or is no promise")
        .isSubsetOf(open);
  }

  @Test
  void aPromiseIsOpenWithoutTheOnlyInteractionThatPinsIt() {
    List<String> needed = new ArrayList<>();
    for (PactInteraction interaction : interactions) {
      List<PactInteraction> others = new ArrayList<>(interactions);
      others.remove(interaction);
      if (Coverage.open(Coverage.of(spec, others)).size() > excused.size()) {
        needed.add(interaction.description());
      }
    }

    assertThat(needed)
        .contains(
            "a read",
            "a list",
            "a list from Z to A",
            "a list, refused with 404 60003",
            "a change of every writable property",
            "a change, throttled by the gateway",
            "a change to a name that another user has");
  }
}
