package io.partnercenter.users.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.spec.SpecTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The file that the consumer tests write. */
@Tag("contract")
class PactFileTest {
  @Test
  void thereIsOneFile() {
    assertThat(ContractFiles.WRITTEN.toFile().list()).containsExactly(ContractFiles.PACT);
    assertThat(ContractFiles.COMMITTED.toFile().list()).containsExactly(ContractFiles.PACT);
  }

  @Test
  void theFileHasNoSecretsExceptTheExamplesOfTheDocumentation() throws IOException {
    String pact = Files.readString(ContractFiles.WRITTEN.resolve(ContractFiles.PACT));

    assertThat(matches(pact, "\"Bearer ([^\"]*)\"")).containsExactly(ConsumerInteraction.TOKEN);
    assertThat(matches(pact, "\"password\": \"([^\"]*)\"")).containsExactly("Renew456*");
  }

  /** The Rust core accepts a match anywhere in a value; Pact JVM matches the whole value. */
  @Test
  void everyRegularExpressionIsAnchored() throws IOException {
    String pact = Files.readString(ContractFiles.WRITTEN.resolve(ContractFiles.PACT));

    assertThat(matches(pact, "\"regex\": \"(.*)\""))
        .isNotEmpty()
        .allSatisfy(regex -> assertThat(regex).startsWith("^").endsWith("$"));
  }

  /** Without a rule, the Rust core compares the value in the response with the example. */
  @Test
  void aValueOfTheStateInAResponseHasAMatchingRule() {
    List<PactInteraction> withValuesOfState =
        PactInteraction.written().stream()
            .filter(interaction -> !inBody(interaction, "generators").isEmpty())
            .toList();

    assertThat(withValuesOfState).hasSizeGreaterThan(10);
    assertThat(withValuesOfState)
        .allSatisfy(
            interaction ->
                assertThat(inBody(interaction, "matchingRules"))
                    .as(interaction.description())
                    .containsAll(inBody(interaction, "generators")));
  }

  @Test
  void theDocumentationListsEachStateWithItsParametersAndResponses() throws IOException {
    List<String> rows =
        Files.readAllLines(Path.of("docs/contracts.md")).stream()
            .filter(
                line ->
                    line.startsWith("| `a")
                        || line.startsWith("| `no ")
                        || line.startsWith("| `two "))
            .toList();
    Set<String> used = new TreeSet<>();
    for (PactInteraction interaction : PactInteraction.written()) {
      Map<?, ?> state = interaction.state();
      String start = "| `" + state.get("name") + "` |";
      used.add(start);
      assertThat(rows)
          .filteredOn(row -> row.startsWith(start))
          .as(interaction.description() + ", given " + state)
          .singleElement()
          .asString()
          .contains(expectedInRow(interaction, state));
    }

    assertThat(rows).hasSameSizeAs(used);
  }

  private static List<String> expectedInRow(PactInteraction interaction, Map<?, ?> state) {
    List<String> words = new ArrayList<>();
    words.add(String.valueOf(interaction.response().status()));
    Object code = SpecTree.map(interaction.response().body()).get("code");
    if (code != null) {
      words.add("code " + code);
    }
    SpecTree.map(state.get("params")).keySet().stream()
        .filter(name -> !name.equals("customerId") && !name.equals("userId"))
        .filter(name -> !state.get("name").equals(GivenState.USER.title))
        .forEach(name -> words.add("`" + name + "`"));
    return words;
  }

  private static Set<Object> inBody(PactInteraction interaction, String kind) {
    Map<?, ?> all = SpecTree.map(interaction.response().json().get(kind));
    return Set.copyOf(SpecTree.map(all.get("body")).keySet());
  }

  private static Set<String> matches(String text, String regex) {
    return Pattern.compile(regex)
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toSet());
  }
}
