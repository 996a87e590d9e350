package io.partnercenter.users.spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The spec of this project, as a tree of maps and lists. */
public final class Spec {
  public static final Path FILE = Path.of("openapi/partner-center-users.yaml");

  private static final Map<String, Object> ROOT = parse(text());

  private Spec() {}

  /** Returns the node at a path of keys, such as {@code "components", "schemas"}. */
  @SuppressWarnings("unchecked") // keys of the spec are strings
  public static Map<String, Object> node(String... path) {
    Map<String, Object> node = ROOT;
    for (String key : path) {
      node = (Map<String, Object>) node.get(key);
    }
    return node;
  }

  public static String text() {
    try {
      return Files.readString(FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns any spec as such a tree. */
  public static Map<String, Object> parse(String yaml) {
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
  }
}
