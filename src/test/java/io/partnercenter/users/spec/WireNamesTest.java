package io.partnercenter.users.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The client's sources don't repeat the wire names of the spec. */
class WireNamesTest {
  private static final Pattern STRING_LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** Headers of standard HTTP, which the client may name. */
  private static final Set<String> EXEMPT =
      Set.of(
          "authorization",
          "accept",
          "user-agent",
          "retry-after",
          "date",
          "www-authenticate",
          "etag");

  /** Standard OAuth parameters of requests to Entra, named like two properties of the spec. */
  private static final Set<String> OAUTH = Set.of("code", "state");

  @Test
  void noWireNameIsInTheClientsSources() throws IOException {
    Set<String> headers = new TreeSet<>();
    Set<String> others = new TreeSet<>();
    collect(headers, others);
    headers.removeAll(EXEMPT);
    assertThat(headers).contains("ms-requestid", "ms-cv", "if-match");
    assertThat(others)
        .contains("usagelocation", "objecttype", "customeruser", "inactive", "v1", "2055");

    List<String> found = new ArrayList<>();
    for (Path file : clientSources()) {
      Matcher literals = STRING_LITERAL.matcher(withoutNamesOfArguments(Files.readString(file)));
      while (literals.find()) {
        String literal = literals.group(1).toLowerCase(Locale.ROOT);
        if (OAUTH.contains(literal) && file.toString().contains("/entra/")) {
          continue;
        }
        if (headers.stream().anyMatch(literal::contains)
            || others.contains(literal)
            || literal.contains("customers/")
            || literal.contains("/v1")
            || literal.replace("com.microsoft.azure:", "").contains("microsoft")) {
          found.add(file + ": " + literals.group());
        }
      }
    }
    assertThat(found).isEmpty();
  }

  /** Removes the names in null checks: an argument may have the name of a property. */
  private static String withoutNamesOfArguments(String source) {
    return source.replaceAll("requireNonNull\\((\\w+), \"\\1\"\\)", "");
  }

  private static List<Path> clientSources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.toString().matches(".*/(sandbox|console)/.*"))
          .toList();
    }
  }

  private static void collect(Set<String> headers, Set<String> others) {
    Spec.node("components", "headers").keySet().forEach(name -> headers.add(lower(name)));
    for (Object parameter : Spec.node("components", "parameters").values()) {
      Map<?, ?> node = SpecTree.map(parameter);
      ("header".equals(node.get("in")) ? headers : others).add(lower(node.get("name")));
      Stream.<Object>of(node.get("x-refused-with"), SpecTree.map(node.get("schema")).get("default"))
          .filter(Objects::nonNull)
          .forEach(value -> others.add(lower(value)));
    }
    for (Object schema : Spec.node("components", "schemas").values()) {
      Map<?, ?> node = SpecTree.map(schema);
      SpecTree.map(node.get("properties")).keySet().forEach(name -> others.add(lower(name)));
      SpecTree.list(node.get("enum")).forEach(value -> others.add(lower(value)));
    }
  }

  private static String lower(Object name) {
    return name.toString().toLowerCase(Locale.ROOT);
  }
}
