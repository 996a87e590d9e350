package io.partnercenter.users.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The generation as a maintainer runs it: Maven, on a copy of the project. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class GenerationTest {
  private static final String SPEC = "openapi/partner-center-users.yaml";
  private static final String LICENSE = "openapi/templates/licenseInfo.mustache";

  @TempDir static Path project;
  private Map<String, String> original;

  @BeforeAll
  void generateOnce() throws Exception {
    copy(Path.of("pom.xml"));
    copy(Path.of("openapi"));
    copy(Path.of("src/build"));
    copy(Path.of("src/test/resources/everything"));
    generate();
    original = generated();
    assertThat(original).containsKey("io/partnercenter/users/model/LinkHeader.java");
  }

  @AfterEach
  void restore() {
    copy(Path.of("openapi"));
  }

  @Test
  void twiceGivesTheSameBytes() throws Exception {
    generate();

    assertThat(generated()).isEqualTo(original);
  }

  @Test
  void aChangedTemplateIsSeen() throws Exception {
    Files.writeString(project.resolve(LICENSE), "// changed\n");

    generate();

    assertThat(generated().get("io/partnercenter/users/model/LinkHeader.java"))
        .startsWith("// changed\n");
  }

  @Test
  void aChangedSpecIsSeenAndLeavesNothingStale() throws Exception {
    String spec = Files.readString(project.resolve(SPEC));
    Files.writeString(project.resolve(SPEC), spec.replace("LinkHeader", "LinkItem"));

    generate();

    assertThat(generated())
        .containsKey("io/partnercenter/users/model/LinkItem.java")
        .doesNotContainKey("io/partnercenter/users/model/LinkHeader.java")
        .doesNotContainKey("io/partnercenter/users/model/LinkHeaderJsonAdapter.java");
  }

  @Test
  void whatTheTemplatesDoNotSupportFailsTheBuildByItsName() throws Exception {
    String spec = Files.readString(project.resolve(SPEC));
    String union =
        "    Pet:\n      oneOf:\n"
            + "        - $ref: '#/components/schemas/Link'\n"
            + "        - $ref: '#/components/schemas/LinkHeader'\n";
    Files.writeString(project.resolve(SPEC), spec + union);

    Build build = runMaven();

    assertThat(build.exitCode).isNotZero();
    assertThat(build.output).contains("schema Pet: oneOf is not supported");
    assertThat(generated()).doesNotContainKey("io/partnercenter/users/model/Pet.java");
  }

  private void generate() throws Exception {
    Build build = runMaven();
    assertThat(build.exitCode).as(build.output).isZero();
  }

  private Build runMaven() throws Exception {
    ProcessBuilder maven =
        new ProcessBuilder(
                System.getProperty("maven.home") + "/bin/mvn",
                "--offline",
                "--batch-mode",
                "-Dmaven.repo.local=" + System.getProperty("maven.repo.local"),
                "generate-sources")
            .directory(project.toFile())
            .redirectErrorStream(true);
    maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = maven.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Build(process.waitFor(), output);
  }

  /** The text of each generated source, by its path. */
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

  private void copy(Path source) {
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        Path target = project.resolve(file.toString());
        Files.createDirectories(target.getParent());
        Files.write(target, Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Build {
    private final int exitCode;
    private final String output;

    Build(int exitCode, String output) {
      this.exitCode = exitCode;
      this.output = output;
    }
  }
}
