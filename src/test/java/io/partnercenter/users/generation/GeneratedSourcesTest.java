package io.partnercenter.users.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.model.CustomerUserUpdate;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.DocumentationTool;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The generated sources as text, which people read when they debug. */
class GeneratedSourcesTest {
  private static final Path CLIENT = Path.of("target/generated-sources/openapi/java");
  private static final Path EVERYTHING = Path.of("target/generated-test-sources/openapi/java");
  private static final Pattern IMPORT = Pattern.compile("import (?:static )?[\\w.]+\\.(\\w+);");

  static List<Path> sources() {
    return Stream.of(CLIENT, EVERYTHING).flatMap(GeneratedSourcesTest::filesIn).toList();
  }

  private static Stream<Path> filesIn(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("sources")
  void noImportIsUnused(Path source) throws IOException {
    String text = Files.readString(source);
    String code = IMPORT.matcher(text).replaceAll("");

    assertThat(IMPORT.matcher(text).results().map(match -> match.group(1)))
        .allMatch(name -> Pattern.compile("\\b" + name + "\\b").matcher(code).find());
  }

  @ParameterizedTest
  @MethodSource("sources")
  void noSourceShowsTracesOfItsTemplate(Path source) throws IOException {
    assertThat(Files.readString(source))
        .doesNotContain("&#39;", "&quot;", "{{", "}}\n", "vendorExtensions")
        .doesNotContainPattern("\\n\\n\\n")
        .doesNotContainPattern("import [^\\n]+\\n/\\*\\*")
        .doesNotContainPattern("[ \\t]\\n");
  }

  /**
   * Makes the Javadoc as {@code mvn package} does, where a warning is a failure. The second spec
   * has hostile descriptions.
   */
  @Test
  void javadocAcceptsEveryDescription(@TempDir Path target) throws IOException {
    DocumentationTool javadoc = ToolProvider.getSystemDocumentationTool();
    StringWriter output = new StringWriter();
    List<String> options =
        List.of(
            "-quiet",
            "-package",
            "-Xwerror",
            "-Xdoclint:all,-missing",
            "-encoding",
            "UTF-8",
            "-d",
            target.toString(),
            "-cp",
            System.getProperty("java.class.path"));
    try (StandardJavaFileManager files = javadoc.getStandardFileManager(null, null, null)) {
      boolean passes =
          javadoc
              .getTask(
                  output,
                  files,
                  null,
                  null,
                  options,
                  files.getJavaFileObjectsFromPaths(filesIn(EVERYTHING).toList()))
              .call();

      assertThat(passes).as(output.toString()).isTrue();
    }
    String page =
        Files.readString(target.resolve("io/partnercenter/users/everything/model/Hostile.html"));
    assertThat(page)
        .contains(
            "&#64;odata.type at the start, \"quotes\", C:\\new, C:&#92;users, a &lt; b &amp; c &gt; d,")
        .contains("{&#64;code", "*&#47;");
  }

  @Test
  void classFilesHaveTheNamesOfParameters() throws Exception {
    assertThat(
            CustomerUserUpdate.Builder.class.getMethod("usageLocation", String.class)
                .getParameters()[0])
        .matches(parameter -> parameter.isNamePresent())
        .extracting(parameter -> parameter.getName())
        .isEqualTo("usageLocation");
  }
}
