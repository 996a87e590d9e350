package spec;

import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads and writes specs as YAML. */
final class SpecFile {
  private final String file;
  private final Problems problems;

  private SpecFile(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /** The document; an empty one if it can't be read, which is a problem then. */
  static SpecObject read(String file, Problems problems) throws IOException {
    Location start = new Location(file, 1);
    try (Reader reader = Files.newBufferedReader(Path.of(file))) {
      Node root = new Yaml(new LoaderOptions()).compose(reader);
      if (root instanceof MappingNode mapping) {
        return new SpecFile(file, problems).object(mapping, "the document");
      }
      problems.add(
          start, "the document", "isn't an object; an OpenAPI document begins with openapi:");
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      problems.add(
          mark == null ? start : new Location(file, mark.getLine() + 1),
          "the document",
          "isn't YAML: " + e.getProblem() + "; look at the indentation and the quotes");
    }
    return new SpecObject(start);
  }

  static void write(SpecObject document, Path file) throws IOException {
    DumperOptions options = new DumperOptions();
    options.setDereferenceAliases(true);
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setSplitLines(false);
    Files.createDirectories(file.getParent());
    Files.writeString(file, new Yaml(options).dumpAs(document, Tag.MAP, null));
  }

  private SpecObject object(MappingNode node, String place) {
    SpecObject object = new SpecObject(location(node));
    for (NodeTuple tuple : node.getValue()) {
      Node keyNode = tuple.getKeyNode();
      String key = keyNode instanceof ScalarNode scalar ? scalar.getValue() : keyNode.toString();
      if (object.containsKey(key)) {
        problems.add(
            location(keyNode),
            place,
            "has " + key + " twice, first in line " + object.location(key).line() + "; remove one");
        continue;
      }
      String inside = place.equals("the document") ? key : place + "." + key;
      object.put(key, value(tuple.getValueNode(), inside), location(keyNode));
    }
    return object;
  }

  private Object value(Node node, String place) {
    if (node instanceof MappingNode mapping) {
      return object(mapping, place);
    }
    if (node instanceof SequenceNode sequence) {
      List<Object> list = new ArrayList<>();
      for (Node item : sequence.getValue()) {
        list.add(value(item, place + "[" + list.size() + "]"));
      }
      return list;
    }
    String text = ((ScalarNode) node).getValue();
    Tag tag = node.getTag();
    if (tag.equals(Tag.NULL)) {
      return null;
    }
    if (tag.equals(Tag.BOOL)) {
      return Map.of("true", true, "yes", true, "on", true)
          .getOrDefault(text.toLowerCase(java.util.Locale.ROOT), false);
    }
    if ((tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) && text.matches("[-+]?[0-9.]+([eE].+)?")) {
      return new BigDecimal(text);
    }
    return text;
  }

  private Location location(Node node) {
    return new Location(file, node.getStartMark().getLine() + 1);
  }
}
