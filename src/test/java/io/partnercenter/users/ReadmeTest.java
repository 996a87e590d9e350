package io.partnercenter.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the README and the pages show is built and run by the consumers, on the installed jars. */
class ReadmeTest {
  @ParameterizedTest
  @CsvSource({
    "README.md, java, src/it/plain/src/test/java/contoso/FirstPatchTest.java",
    "README.md, xml, src/it/plain/pom.xml",
    "docs/authentication.md, xml, src/it/msal4j/pom.xml",
    "docs/contracts.md, xml, src/it/contract/pom.xml"
  })
  void whatIsShownIsWhatAConsumerHas(String page, String language, String file) throws IOException {
    Matcher block =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of(page)));
    assertThat(block.find()).isTrue();

    assertThat(lines(Files.readString(Path.of(file)))).containsSubsequence(lines(block.group(1)));
  }

  /** Without indentation, and whatever the version is. */
  private static List<String> lines(String text) {
    return text.lines()
        .map(line -> line.strip().replaceFirst("<version>.*", "<version>"))
        .collect(Collectors.toList());
  }
}
