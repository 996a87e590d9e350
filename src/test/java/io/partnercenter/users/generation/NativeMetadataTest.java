package io.partnercenter.users.generation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The generated metadata for native images: Retrofit implements an interface by a proxy and reads
 * its methods by reflection.
 */
class NativeMetadataTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "io.partnercenter.users.api, target/classes/META-INF/native-image/io.partnercenter/partnercenter-users-client",
    "io.partnercenter.users.everything.api, target/generated-test-sources/openapi/resources",
  })
  void everyInterfaceOfTheSpecIsNamedWithItsProxy(String packageName, Path folder)
      throws IOException {
    JsonNode metadata =
        new ObjectMapper().readTree(folder.resolve("reachability-metadata.json").toFile());
    Set<String> interfaces =
        new ClassFileImporter()
            .importPackages(packageName).stream()
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .map(JavaClass::getName)
                .collect(Collectors.toSet());

    assertThat(interfaces).isNotEmpty();
    assertThat(types(metadata)).containsExactlyInAnyOrderElementsOf(interfaces);
    assertThat(metadata.findValues("proxy"))
        .allMatch(JsonNode::isArray)
        .extracting(proxy -> proxy.get(0).asText())
        .containsExactlyInAnyOrderElementsOf(interfaces);
  }

  private static List<String> types(JsonNode metadata) {
    return metadata.findValues("type").stream()
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .toList();
  }
}
