package spec;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;

/** Reads and writes specs in YAML. */
final class SpecFile {
  private final String file;
  private final Problems problems;

  /** The nodes that are being read. An alias of one of them would lead to endless recursion. */
  private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());

  private SpecFile(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /** Returns the document; an empty one, and a problem, if it can't be read. */
  static SpecObject read(String file, Problems problems) throws IOException {
    Location start = new Location(file, 1);
    String text = "";
    try {
      text = Files.readString(Path.of(file));
      Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
      if (root instanceof MappingNode mapping) {
        return (SpecObject) new SpecFile(file, problems).value(mapping, "the document");
      }
      problems.add(
          start, "the document", "isn't an object; an OpenAPI document begins with openapi:");
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      problems.add(
          mark == null ? start : new Location(file, mark.getLine() + 1),
          "the document",
          "isn't YAML: " + e.getProblem() + "; check the indentation and the quotes");
    } catch (ReaderException e) {
      int line = (int) text.codePoints().limit(e.getPosition()).filter(c -> c == '\n').count() + 1;
      problems.add(
          new Location(file, line),
          "the document",
          String.format("has the control character U+%04X; remove it", e.getCodePoint()));
    } catch (YAMLException e) {
      problems.add(start, "the document", "isn't YAML: " + e.getMessage());
    } catch (CharacterCodingException e) {
      problems.add(start, "the document", "isn't in UTF-8; save it in UTF-8");
    } catch (NoSuchFileException e) {
      problems.add(start, "the document", "doesn't exist; correct its path in the build");
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
    List<Node> merged = new ArrayList<>();
    for (NodeTuple tuple : node.getValue()) {
      Node keyNode = tuple.getKeyNode();
      if (keyNode.getTag().equals(Tag.MERGE)) {
        merged.add(tuple.getValueNode());
        continue;
      }
      if (!(keyNode instanceof ScalarNode scalar)) {
        problems.add(location(keyNode), place, "has a key that isn't a text; quote it");
        continue;
      }
      String key = scalar.getValue();
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
    merged.forEach(each -> merge(each, place, object));
    return object;
  }

  /**
   * Adds YAML's {@code <<}: the keys of an object, or of each object in a list, that the target
   * doesn't have.
   */
  private void merge(Node node, String place, SpecObject target) {
    Object source = value(node, place);
    for (Object each : source instanceof List<?> list ? list : Collections.singletonList(source)) {
      if (each instanceof SpecObject object) {
        object
            .without(target.keySet())
            .forEach((key, value) -> target.put(key, value, object.location(key)));
      } else {
        problems.add(location(node), place, "<< must name an object, or a list of objects");
      }
    }
  }

  private Object value(Node node, String place) {
    if (!open.add(node)) {
      problems.add(location(node), place, "has an alias of an object that contains it; use a $ref");
      return null;
    }
    Object value = closedValue(node, place);
    open.remove(node);
    return value;
  }

  private Object closedValue(Node node, String place) {
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
          .getOrDefault(text.toLowerCase(Locale.ROOT), false);
    }
    if ((tag.equals(Tag.INT) || tag.equals(Tag.FLOAT))
        && text.matches("[-+]?[0-9.]+([eE][-+]?[0-9]{1,5})?")) {
      return new BigDecimal(text);
    }
    return text;
  }

  private Location location(Node node) {
    return new Location(file, node.getStartMark().getLine() + 1);
  }
}
