package io.partnercenter.users.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.partnercenter.users.SpecCheckedSandbox;
import io.partnercenter.users.documentation.Page.Passage;
import io.partnercenter.users.entra.EntraStub;
import io.partnercenter.users.sandbox.PartnerCenterSandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The code in the documentation works, and the files, links and profiles that it names exist. */
class DocumentationTest {
  private static final List<Page> PAGES = Page.all();

  /** The folders whose files the pages may name; files that a build creates may be absent. */
  private static final List<String> FOLDERS = List.of("openapi", "src", "docs", "pacts", ".github");

  private static final Pattern FILE =
      Pattern.compile(
          String.format(
              "(?<![\\w./…-])((%s)/[\\w./*…-]*|[\\w-]+\\.(md|txt|yaml))",
              FOLDERS.stream().map(Pattern::quote).collect(Collectors.joining("|"))));

  /** A profile in a Maven command line. */
  private static final Pattern PROFILE = Pattern.compile("(?<=(?<![\\w-])-P)[\\w-]+");

  /** The coordinates of a dependency in a Gradle build file. */
  private static final Pattern COORDINATES = Pattern.compile("(?<=\")[\\w.-]+(:[\\w.-]+)+(?=\")");

  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox();

  private final EntraStub entra = new EntraStub();

  @TempDir Path folder;

  @BeforeEach
  void grantTokens() {
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"));
  }

  @AfterEach
  void close() throws IOException {
    entra.close();
  }

  static Stream<JavaBlock> javaBlocks() {
    return PAGES.stream().flatMap(page -> page.blocks("java")).map(JavaBlock::new);
  }

  static Stream<Passage> xmlBlocks() {
    return PAGES.stream().flatMap(page -> page.blocks("xml"));
  }

  @ParameterizedTest
  @MethodSource("javaBlocks")
  void javaCompilesAndRuns(JavaBlock block) {
    assertThatCode(() -> block.run(sandbox.get(), entra, folder))
        .as("%s", block)
        .doesNotThrowAnyException();
  }

  @Test
  void theFirstPatchOfTheReadmeChangesTheUser() throws Exception {
    assertThat(user()).containsEntry("usageLocation", "US");

    new JavaBlock(Page.read(Path.of("README.md")).blocks("java").findFirst().orElseThrow())
        .run(sandbox.get(), entra, folder);

    assertThat(user()).containsEntry("usageLocation", "SE");
  }

  private Map<String, Object> user() {
    return sandbox.get().user(PartnerCenterSandbox.CUSTOMER_ID, PartnerCenterSandbox.USER_ID);
  }

  @Test
  void aCompilerErrorNamesTheLineOfThePage() {
    JavaBlock block =
        new JavaBlock(
            new Passage(Path.of("docs/page.md"), 7, "java", "user.get();\nuser.git();\n"));

    assertThatThrownBy(() -> block.run(sandbox.get(), entra, folder))
        .hasMessageContaining("docs/page.md:8: cannot find symbol")
        .hasMessageContaining("git()");
  }

  @Test
  void aTestClassOnAPageIsRun() {
    JavaBlock block =
        new JavaBlock(
            new Passage(
                Path.of("docs/page.md"),
                1,
                "java",
                "class ShownTest { @Test void fails() { throw new IllegalStateException(\"seen\"); } }"));

    assertThatThrownBy(() -> block.run(sandbox.get(), entra, folder))
        .hasMessageContaining("docs/page.md:1")
        .hasMessageContaining("seen");
  }

  @Test
  void theExampleOnTheTestingPageFailsAsShownAndPassesWhenCorrected() throws Exception {
    Page page = Page.read(Path.of("docs/testing.md"));
    Passage failing = page.blocks("java fails").findFirst().orElseThrow();
    String message = page.blocks("").findFirst().orElseThrow().text().strip();
    String corrected = page.blocks("java").findFirst().orElseThrow().text().strip();

    assertThatThrownBy(() -> new JavaBlock(failing).run(sandbox.get(), entra, folder))
        .hasMessageContaining(message);

    String code = failing.text().replaceFirst("user\\.patch\\(.*;", corrected);
    assertThat(code).isNotEqualTo(failing.text());
    new JavaBlock(new Passage(failing.file(), failing.line(), "java", code))
        .run(sandbox.get(), entra, folder);
  }

  @ParameterizedTest
  @MethodSource("xmlBlocks")
  void dependenciesHaveTheVersionsOfThePom(Passage block) throws Exception {
    Pom project = Pom.ofProject();

    assertThat(Pom.ofPart(block.text()).dependencies())
        .as("%s", block)
        .isNotEmpty()
        .filteredOn(dependency -> !project.dependencies().contains(dependency))
        .filteredOn(dependency -> !project.artifacts().contains(dependency))
        .isEmpty();
  }

  @Test
  void gradleDependenciesAreArtifactsOfTheBuild() throws Exception {
    List<String> artifacts = Pom.ofProject().artifacts();

    assertThat(PAGES.stream().flatMap(page -> page.blocks("kts")))
        .isNotEmpty()
        .flatExtracting(block -> block.parts(COORDINATES).collect(Collectors.toList()))
        .isNotEmpty()
        .filteredOn(coordinates -> !artifacts.contains(coordinates.text()))
        .isEmpty();
  }

  /** The consumer projects build these blocks with the installed jars. */
  @ParameterizedTest
  @CsvSource({
    "README.md, java, src/it/plain/src/test/java/contoso/FirstPatchTest.java",
    "README.md, xml, src/it/plain/pom.xml",
    "docs/authentication.md, xml, src/it/msal4j/pom.xml",
    "docs/contracts.md, xml, src/it/contract/pom.xml",
  })
  void aBlockIsPartOfAConsumerProject(Path page, String language, Path file) throws IOException {
    Passage shown = Page.read(page).blocks(language).findFirst().orElseThrow();

    assertThat(lines(Files.readString(file))).containsSubsequence(lines(shown.text()));
  }

  /** Blocks that need the dependencies of a consumer project: Spring's classes or Kotlin. */
  @ParameterizedTest
  @CsvSource({"java spring, src/it/spring-boot", "kotlin, src/it/kotlin"})
  void aSpringOrKotlinBlockIsPartOfAConsumerProject(String language, Path consumer)
      throws IOException {
    List<List<String>> sources;
    try (Stream<Path> files = Files.walk(consumer)) {
      sources =
          files
              .filter(file -> file.toString().matches(".*\\.(java|kt)"))
              .map(DocumentationTest::lines)
              .collect(Collectors.toList());
    }

    assertThat(PAGES.stream().flatMap(page -> page.blocks(language)))
        .isNotEmpty()
        .allSatisfy(
            shown ->
                assertThat(sources)
                    .as("%s", shown)
                    .anySatisfy(
                        source -> assertThat(source).containsSubsequence(lines(shown.text()))));
  }

  private static List<String> lines(Path file) {
    try {
      return lines(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the lines without indentation and without the text of a version. */
  private static List<String> lines(String text) {
    return text.lines()
        .map(line -> line.strip().replaceFirst("<version>.*", "<version>"))
        .collect(Collectors.toList());
  }

  @Test
  void profilesOnThePagesExist() throws Exception {
    List<String> profiles = Pom.ofProject().profiles();

    assertThat(found(PROFILE))
        .isNotEmpty()
        .filteredOn(name -> !profiles.contains(name.text()))
        .isEmpty();
  }

  @Test
  void eachProfileHasOneLineInTheTableOfCommands() throws Exception {
    String table =
        Files.readString(Path.of("CONTRIBUTING.md"))
            .lines()
            .filter(line -> line.startsWith("| `mvn "))
            .map(line -> line.split("\\|")[1])
            .collect(Collectors.joining("\n"));

    assertThat(PROFILE.matcher(table).results().map(MatchResult::group))
        .containsExactlyInAnyOrderElementsOf(Pom.ofProject().profiles());
  }

  @Test
  void filesOnThePagesExist() throws IOException {
    List<Path> files = files();

    assertThat(found(FILE)).isNotEmpty().filteredOn(name -> !exists(name.text(), files)).isEmpty();
  }

  @Test
  void linksHaveATarget() {
    assertThat(PAGES.stream().flatMap(Page::links).filter(link -> !link.text().contains(":")))
        .isNotEmpty()
        .filteredOn(link -> !hasTarget(link))
        .isEmpty();
  }

  private static List<Passage> found(Pattern pattern) {
    return PAGES.stream()
        .flatMap(Page::plainCode)
        .flatMap(code -> code.parts(pattern))
        .collect(Collectors.toList());
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> root = Files.list(Path.of(""))) {
      return Stream.concat(root, FOLDERS.stream().map(Path::of).flatMap(DocumentationTest::walk))
          .collect(Collectors.toList());
    }
  }

  private static Stream<Path> walk(Path folder) {
    try {
      return Files.walk(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns whether a file has this path or, without a slash, this name; … is any folders. */
  private static boolean exists(String name, List<Path> files) {
    String glob = name.replace("…", "**").replaceAll("/$", "");
    PathMatcher matcher =
        FileSystems.getDefault()
            .getPathMatcher("glob:" + (glob.contains("/") ? glob : "{,**/}" + glob));
    return files.stream().anyMatch(matcher::matches);
  }

  private static boolean hasTarget(Passage link) {
    String[] parts = link.text().split("#", 2);
    Path target =
        parts[0].isEmpty() ? link.file() : link.file().resolveSibling(parts[0]).normalize();
    return Files.exists(target) && (parts.length == 1 || Page.read(target).hasAnchor(parts[1]));
  }
}
