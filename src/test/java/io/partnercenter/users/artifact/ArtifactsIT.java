package io.partnercenter.users.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks the artifacts of {@code mvn package}. */
class ArtifactsIT {
  private static final String BASE = System.getProperty("artifact.base");
  private static final Path CLIENT = Path.of(BASE + ".jar");
  private static final Path SANDBOX = Path.of(BASE + "-sandbox.jar");

  @Test
  void theJarsAreModulesWithPackagesOfTheirOwn() {
    Set<ModuleDescriptor> modules =
        ModuleFinder.of(CLIENT, SANDBOX).findAll().stream()
            .map(ModuleReference::descriptor)
            .collect(Collectors.toSet());

    assertThat(modules)
        .extracting(ModuleDescriptor::name)
        .containsExactlyInAnyOrder("io.partnercenter.users", "io.partnercenter.users.sandbox");
    assertThat(modules).flatExtracting(ModuleDescriptor::packages).doesNotHaveDuplicates();
  }

  @Test
  void theContractJarContainsOnlySpecAndPacts() throws IOException {
    assertThat(entries(Path.of(BASE + "-contract.jar"), ""))
        .filteredOn(entry -> !entry.startsWith("META-INF/") && !entry.endsWith("/"))
        .containsExactlyInAnyOrder(
            "openapi/partner-center-users.yaml",
            "pacts/partnercenter-users-client-partner-center-users.json");
  }

  @Test
  void everyClassHasItsSourceAlsoIfItIsGenerated() throws IOException {
    Set<String> sources = entries(Path.of(BASE + "-sources.jar"), ".java");

    Set<String> classes = topLevelClasses(name -> true);
    assertThat(sources)
        .isEqualTo(classes)
        .contains("io/partnercenter/users/api/UsersApi", "io/partnercenter/users/PartnerCenter");
  }

  @Test
  void noFolderOfTheSourcesIsEmpty() throws IOException {
    Path jar = Path.of(BASE + "-sources.jar");
    Set<String> entries = entries(jar, "");

    assertThat(entries(jar, "/")).allMatch(folder -> entries.stream().anyMatch(isBelow(folder)));
  }

  @Test
  void noClassOfTheClientNeedsAClassThatIsNotInItsJar() throws IOException {
    try (JarFile client = new JarFile(CLIENT.toFile())) {
      JavaClasses classes = new ClassFileImporter().importJar(client);

      assertThat(classes)
          .flatExtracting(JavaClass::getDirectDependenciesFromSelf)
          .extracting(dependency -> dependency.getTargetClass().getBaseComponentType().getName())
          .filteredOn(name -> name.startsWith("io.partnercenter"))
          .isNotEmpty()
          .allMatch(classes::contain);
    }
  }

  @Test
  void everyPackageExceptTheConsoleHasJavadoc() throws IOException {
    Set<String> pages = entries(Path.of(BASE + "-javadoc.jar"), ".html");

    assertThat(pages)
        .contains(
            "io/partnercenter/users/UserHandle",
            "io/partnercenter/users/api/UsersApi",
            "io/partnercenter/users/model/CustomerUser",
            "io/partnercenter/users/sandbox/PartnerCenterSandbox")
        .noneMatch(page -> page.contains("/console/"));
  }

  private static JsonNode billOfMaterials() throws IOException {
    Path file = Path.of(BASE).resolveSibling("bom.json");
    assertThat(file).as("made by the build, but not if Maven runs offline (-o)").exists();
    return new ObjectMapper().readTree(file.toFile());
  }

  @Test
  void theBillOfMaterialsNamesTheDependenciesWithoutThoseOfTheTests() throws IOException {
    JsonNode bill = billOfMaterials();
    List<String> names = bill.get("components").findValuesAsText("name");

    assertThat(names)
        .contains("retrofit", "okhttp", "okio-jvm", "moshi", "converter-moshi", "kotlin-stdlib")
        .doesNotContain("junit-jupiter", "consumer", "mockwebserver");
  }

  @Test
  void theBillOfMaterialsRequiresNoOptionalDependency() throws IOException {
    JsonNode bill = billOfMaterials();

    assertThat(bill.get("components"))
        .filteredOn(component -> component.get("scope").asText().equals("required"))
        .extracting(component -> component.get("group").asText())
        .containsOnly(
            "com.squareup.retrofit2",
            "com.squareup.okhttp3",
            "com.squareup.okio",
            "com.squareup.moshi",
            "org.jetbrains.kotlin",
            "org.jetbrains",
            "org.jspecify");
  }

  private static Set<String> topLevelClasses(Predicate<String> which) throws IOException {
    Set<String> classes = entries(CLIENT, ".class");
    classes.addAll(entries(SANDBOX, ".class"));
    return classes.stream()
        .filter(name -> !name.contains("$"))
        .filter(which)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Predicate<String> isBelow(String folder) {
    return entry -> entry.startsWith(folder + "/") && entry.length() > folder.length() + 1;
  }

  /** Returns the names of the entries with this ending, without the ending. */
  private static Set<String> entries(Path jar, String end) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      Stream<String> names = file.stream().map(entry -> entry.getName());
      return names
          .filter(name -> name.endsWith(end))
          .map(name -> name.substring(0, name.length() - end.length()))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
