package io.partnercenter.users.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.MavenProject;
import io.partnercenter.users.MavenProject.Build;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Generates code as a maintainer does, with Maven, on a copy of the project. These tests run in
 * parallel with others, because they mostly wait for their own processes.
 */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("the copy of the project") // the tests of this class run one after the other
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GenerationTest {
  private static final String SPEC = "openapi/partner-center-users.yaml";
  private static final Predicate<String> SPEC_PROBLEM =
      line -> line.startsWith("[ERROR] " + SPEC + ":");
  private static final String LICENSE = "openapi/templates/licenseInfo.mustache";

  @TempDir static Path project;
  private MavenProject maven;
  private Map<String, String> original;
  private String firstOutput;

  @BeforeAll
  void generateOnce() throws Exception {
    maven = new MavenProject(project);
    maven.copy("pom.xml");
    maven.copy("openapi");
    maven.copy("src/build");
    maven.copy("src/test/resources/everything");
    Build build = runMaven();
    build.succeeded();
    firstOutput = build.output();
    original = generated();
    assertThat(original).containsKey("io/partnercenter/users/model/LinkHeader.java");
  }

  @AfterEach
  void restore() {
    maven.copy("openapi");
  }

  @Test
  void generatingTwiceGivesTheSameBytes() throws Exception {
    generate();

    assertThat(generated()).isEqualTo(original);
  }

  /** Otherwise {@code mvn -q compile exec:java} would print more than the program does. */
  @Test
  void theGeneratorPrintsNothingBesidesMavensLog() {
    assertThat(firstOutput).contains("openapi-generator").doesNotContain("Thanks for using");
  }

  @Test
  void aChangedTemplateIsUsed() throws Exception {
    Files.writeString(project.resolve(LICENSE), "// changed\n");

    generate();

    assertThat(generated().get("io/partnercenter/users/model/LinkHeader.java"))
        .startsWith("// changed\n");
  }

  @Test
  void aChangedSpecIsUsedAndNoStaleFileIsLeft() throws Exception {
    String spec = Files.readString(project.resolve(SPEC));
    Files.writeString(project.resolve(SPEC), spec.replace("LinkHeader", "LinkItem"));

    generate();

    assertThat(generated())
        .containsKey("io/partnercenter/users/model/LinkItem.java")
        .doesNotContainKey("io/partnercenter/users/model/LinkHeader.java")
        .doesNotContainKey("io/partnercenter/users/model/LinkHeaderJsonAdapter.java");
  }

  @Test
  void theProblemsOfTheSpecAreTheLastThingThatMavenPrints() throws Exception {
    String spec = Files.readString(project.resolve(SPEC));
    String union =
        "    Pet:\n      oneOf:\n"
            + "        - $ref: '#/components/schemas/Link'\n"
            + "        - $ref: '#/components/schemas/LinkHeader'\n";
    Files.writeString(project.resolve(SPEC), spec + union);

    Build build = runMaven();

    build.failed();
    int line = (int) spec.lines().count() + 2;
    assertThat(build.output().lines().filter(SPEC_PROBLEM))
        .containsExactly(
            "[ERROR] "
                + SPEC
                + ":"
                + line
                + ": schema Pet: oneOf isn't supported; describe one object with optional properties");
    assertThat(build.output().substring(build.output().indexOf("BUILD FAILURE")))
        .contains(SPEC + ":" + line)
        .doesNotContain("\tat ");
    assertThat(generated()).doesNotContainKey("io/partnercenter/users/model/Pet.java");
  }

  private void generate() throws Exception {
    runMaven().succeeded();
  }

  private Build runMaven() throws Exception {
    return maven.run("--offline", "generate-sources");
  }

  /** Returns the text of each generated source, by its path. */
  private Map<String, String> generated() throws IOException {
    Path sources = project.resolve("target/generated-sources/openapi/java");
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        texts.put(sources.relativize(file).toString(), Files.readString(file));
      }
    }
    return texts;
  }
}
