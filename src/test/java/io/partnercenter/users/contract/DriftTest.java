package io.partnercenter.users.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.partnercenter.users.MavenProject;
import io.partnercenter.users.MavenProject.Build;
import io.partnercenter.users.spec.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Whatever changes in spec or client alone is noticed: each change is made, one at a time. */
@Tag("drift")
@Timeout(900)
class DriftTest {
  private static final int SAMPLE = 8;
  private static final String SPEC = "openapi/partner-center-users.yaml";

  private final ContractCheck contract = new ContractCheck();

  @Test
  void everyChangeOfTheSpecIsNoticed(@TempDir Path folder) throws Exception {
    assertThat(contract.problems(Spec.text())).as("the spec as it is").isEmpty();
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

  @Test
  void everyWrongClientIsNoticed() {
    assertThat(failures()).as("failures of the client as it is").isZero();
    Map<String, Consumer<OkHttpClient.Builder>> mutants = ClientMutants.all();
    List<String> survivors = new ArrayList<>();
    mutants.forEach(
        (name, mutant) -> {
          ClientMutant.set(mutant);
          try {
            if (failures() == 0) {
              survivors.add(name);
            }
          } finally {
            ClientMutant.set(null);
          }
        });

    System.out.printf("Mutants of the client: %d, survivors %s%n", mutants.size(), survivors);
    assertThat(survivors).isEmpty();
  }

  /** Of the consumer tests. */
  private static long failures() {
    LauncherDiscoveryRequest consumerTests =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(
                selectClass(UpdateUserPactTest.class),
                selectClass(ReadUserPactTest.class),
                selectClass(ErrorsPactTest.class))
            .build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create().execute(consumerTests, listener);
    assertThat(listener.getSummary().getTestsStartedCount()).isGreaterThan(20);
    return listener.getSummary().getTestsFailedCount();
  }

  private static boolean gateNotices(Path folder, String name, String spec) {
    MavenProject project = new MavenProject(folder);
    List.of("pom.xml", ".mvn", "openapi", "pacts", "src", "README.md").forEach(project::copy);
    try {
      Files.writeString(folder.resolve(SPEC), spec);
      Build build = project.run("--offline", "verify", "-Pcontracts");
      String why =
          build.output().lines().filter(each -> each.startsWith("[ERROR]")).findFirst().orElse("");
      System.out.printf("Whole gate on %s: exit code %d %s%n", name, build.exitCode(), why);
      return build.exitCode() != 0;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
