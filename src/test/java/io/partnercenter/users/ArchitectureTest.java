package io.partnercenter.users;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.partnercenter.users.sandbox.PartnerCenterSandbox;
import io.partnercenter.users.sandbox.PartnerCenterSandboxExtension;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.partnercenter.users");

  private static final JavaClasses TESTS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
          .importPackages("io.partnercenter.users");

  @Test
  void theClientDependsOnNeitherSandboxNorConsole() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..sandbox..", "..console..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..sandbox..", "..console..")
        .check(MAIN);
  }

  @Test
  void theSandboxSharesNoCodeWithTheClientExceptInItsExtension() {
    noClasses()
        .that()
        .resideInAPackage("..sandbox..")
        .and()
        .areNotAssignableTo(PartnerCenterSandboxExtension.class)
        .should()
        .dependOnClassesThat()
        .areAssignableTo(PartnerCenterSandboxExtension.class)
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.partnercenter.users",
            "io.partnercenter.users.api",
            "io.partnercenter.users.model",
            "..console..")
        .check(MAIN);
  }

  @Test
  void noPublicSignatureNamesAnInternalType() {
    List<JavaClass> api =
        MAIN.stream().filter(type -> !isInternal(type) && isVisible(type)).toList();

    assertThat(api).hasSizeGreaterThan(30);
    assertThat(api)
        .flatExtracting(JavaClass::getMembers)
        .filteredOn(member -> isVisible(member))
        .allSatisfy(
            member ->
                assertThat(member.getAllInvolvedRawTypes())
                    .noneMatch(ArchitectureTest::isInternal));
    assertThat(api)
        .allSatisfy(
            type -> {
              assertThat(type.getAllRawSuperclasses()).noneMatch(ArchitectureTest::isInternal);
              assertThat(type.getAllRawInterfaces()).noneMatch(ArchitectureTest::isInternal);
            });
  }

  private static boolean isInternal(JavaClass type) {
    return type.getPackageName().startsWith("io.partnercenter.users.internal");
  }

  private static boolean isVisible(JavaClass type) {
    return isVisible(type.getModifiers())
        && type.getEnclosingClass().map(ArchitectureTest::isVisible).orElse(true);
  }

  private static boolean isVisible(JavaMember member) {
    return isVisible(member.getModifiers());
  }

  private static boolean isVisible(Set<JavaModifier> modifiers) {
    return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
  }

  @Test
  void modelsDependOnNothingOfHttp() {
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
  void onlyTheConsoleUsesTheCredentialsAndOnlyTheyUseMsal() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..entra..", "..console..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("..entra..")
        .check(MAIN);
    noClasses()
        .that()
        .resideOutsideOfPackage("..entra..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.microsoft..")
        .check(MAIN);
  }

  @Test
  void onlyTheConsoleUsesPicocliFastCsvAndTheProgressBar() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..console..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("picocli..", "de.siegmar..", "me.tongfei..")
        .check(MAIN);
  }

  @Test
  void onlyTheExtensionUsesJUnit() {
    noClasses()
        .that()
        .areNotAssignableTo(PartnerCenterSandboxExtension.class)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.junit..", "org.opentest4j..", "org.apiguardian..")
        .check(MAIN);
  }

  @Test
  void testsStartOnlySandboxesThatAreCheckedAgainstTheSpec() {
    noClasses()
        .that()
        .areNotAssignableTo(SpecCheckedSandbox.class)
        .should()
        .callMethodWhere(
            target(owner(assignableTo(PartnerCenterSandbox.class))).and(target(name("start"))))
        .check(TESTS);
  }

  @Test
  void testsWithTheExtensionCheckTheSpecToo() {
    fields()
        .that()
        .haveRawType(PartnerCenterSandboxExtension.class)
        .should()
        .beDeclaredInClassesThat()
        .areAnnotatedWith(SpecChecked.class)
        .check(TESTS);
  }
}
