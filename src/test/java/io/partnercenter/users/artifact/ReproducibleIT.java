package io.partnercenter.users.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.MavenProject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Anyone can build the published files again and compare them. */
class ReproducibleIT {
  private static final Path TARGET = Path.of(System.getProperty("artifact.base")).getParent();

  @TempDir Path elsewhere;

  @Test
  void aSecondBuildInAnotherFolderWithAnotherUmaskMakesTheSameBytes() throws Exception {
    MavenProject project = new MavenProject(elsewhere);
    Stream.of("pom.xml", "openapi", "pacts", "src", ".mvn").forEach(project::copy);
    hideFromOthers(elsewhere);

    project.runUnderUmask("077", "package", "-DskipTests").succeeded();

    Map<String, byte[]> published = published(TARGET);
    assertThat(published).hasSizeGreaterThanOrEqualTo(6);
    Map<String, byte[]> again = published(elsewhere.resolve("target"));
    assertThat(again.keySet()).isEqualTo(published.keySet());
    published.forEach((name, bytes) -> assertThat(again.get(name)).as(name).isEqualTo(bytes));
  }

  /** Sets the file modes that a checkout with the umask 077 has. */
  private static void hideFromOthers(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder).filter(Files::isRegularFile)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      }
    }
  }

  /** Returns the jars and the bills of materials, by file name. */
  private static Map<String, byte[]> published(Path target) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> paths = Files.list(target)) {
      paths
          .filter(
              path ->
                  path.toString().endsWith(".jar")
                      || path.getFileName().toString().startsWith("bom."))
          .forEach(path -> files.put(path.getFileName().toString(), bytes(path)));
    }
    return files;
  }

  private static byte[] bytes(Path path) {
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
