package io.partnercenter.users;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.partnercenter.users");

  @Test
  void theClientNamesNeitherSandboxNorConsole() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..sandbox..", "..console..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..sandbox..", "..console..")
        .check(MAIN);
  }

  @Test
  void theSandboxSharesNoCodeWithTheClient() {
    noClasses()
        .that()
        .resideInAPackage("..sandbox..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.partnercenter.users",
            "io.partnercenter.users.api",
            "io.partnercenter.users.model",
            "..console..")
        .check(MAIN);
  }

  @Test
  void modelsKnowNothingOfHttp() {
    classes()
        .that()
        .resideInAPackage("io.partnercenter.users.model")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.partnercenter.users.model", "java..", "com.squareup.moshi", "org.jspecify..")
        .check(MAIN);
  }

  @Test
  void testsReachTheSandboxOnlyThroughTheOneThatChecksTheSpec() throws IOException {
    List<Path> others;
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      others =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !file.endsWith("SpecCheckedSandbox.java"))
              .filter(file -> !file.endsWith("ArchitectureTest.java"))
              .filter(file -> read(file).contains("PartnerCenterSandbox.start()"))
              .collect(Collectors.toList());
    }

    assertThat(others).isEmpty();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
