package io.partnercenter.users.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.MavenProject;
import io.partnercenter.users.MavenProject.Build;
import io.partnercenter.users.spec.Spec;
import io.partnercenter.users.spec.SpecTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A change of the spec or the client alone is noticed: each change is made, one at a time. */
@Timeout(3600) // a dozen whole builds, even on a busy machine
class DriftIT {
  private static final int SAMPLE = 8;
  private static final String SPEC = "openapi/partner-center-users.yaml";

  @Test
  void everyChangeOfTheSpecIsNoticed(@TempDir Path folder) throws Exception {
    ContractCheck contract = new ContractCheck();
    assertThat(contract.problems(Spec.text())).as("the spec as it is").isEmpty();
    assertThat(gateNotices(folder, "nothing", Spec.text())).as("the spec as it is").isFalse();
    Map<String, String> mutants = SpecMutants.of(Spec.text());
    Map<String, String> caught = new LinkedHashMap<>();
    Map<String, String> survivors = new LinkedHashMap<>();
    mutants.forEach(
        (name, spec) -> {
          List<String> problems = contract.problems(spec);
          if (problems.isEmpty()) {
            survivors.put(name, spec);
          } else {
            caught.put(name, problems.get(0));
          }
        });

    System.out.printf(
        "Mutants of the spec: %d, noticed by the checks %d%n", mutants.size(), caught.size());
    survivors
        .entrySet()
        .removeIf(mutant -> gateNotices(folder, mutant.getKey(), mutant.getValue()));
    System.out.printf("Survivors of the whole gate: %s%n", survivors.keySet());
    List<String> names = new ArrayList<>(caught.keySet());
    for (int i = 0; i < SAMPLE; i++) {
      String name = names.get((2 * i + 1) * names.size() / (2 * SAMPLE));
      assertThat(gateNotices(folder, name, mutants.get(name))).as("the gate on: " + name).isTrue();
    }
    assertThat(survivors.keySet())
        .as("unnoticed; pin them, or give a reason in " + ContractFiles.SURVIVORS)
        .containsExactlyInAnyOrderElementsOf(ContractFiles.survivors().keySet());
  }

  /** Tests each operation by itself, because another one could hide what isn't pinned of it. */
  @ParameterizedTest
  @EnumSource
  void everyWrongClientIsNoticed(ConsumerOperation operation) {
    assertThat(isNoticed(operation, (client, changed) -> {}, () -> {}))
        .as("the client as it is")
        .isFalse();
    Map<String, ClientMutant> mutants = ClientMutants.of(new SpecTree(Spec.node()));
    List<String> survivors = new ArrayList<>();
    AtomicInteger made = new AtomicInteger();
    mutants.forEach(
        (name, mutant) -> {
          AtomicBoolean changes = new AtomicBoolean();
          boolean noticed = isNoticed(operation, mutant, () -> changes.set(true));
          if (changes.get()) {
            made.incrementAndGet();
            if (!noticed) {
              survivors.add(name);
            }
          }
        });

    System.out.printf(
        "Mutants of the client, %s: %d, survivors %s%n", operation, made.get(), survivors);
    assertThat(made).hasPositiveValue();
    assertThat(survivors).isEmpty();
  }

  /** Returns whether an interaction of the operation fails. */
  private static boolean isNoticed(
      ConsumerOperation operation, ClientMutant mutant, Runnable changed) {
    return ConsumerPactTest.interactions().stream()
        .filter(interaction -> interaction.operation() == operation)
        .anyMatch(
            interaction -> {
              try {
                ConsumerVerification.verify(interaction, c -> mutant.install(c, changed));
                return false;
              } catch (AssertionError e) {
                return true;
              }
            });
  }

  private static boolean gateNotices(Path folder, String name, String spec) {
    MavenProject project = new MavenProject(folder);
    List.of("pom.xml", ".mvn", "openapi", "pacts", "src", "docs", "README.md")
        .forEach(project::copy);
    try {
      Files.writeString(folder.resolve(SPEC), spec);
      Build build = project.run("--offline", "-Pcontracts");
      String why =
          build.output().lines().filter(each -> each.startsWith("[ERROR]")).findFirst().orElse("");
      System.out.printf("Whole gate on %s: exit code %d %s%n", name, build.exitCode(), why);
      return build.exitCode() != 0;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
