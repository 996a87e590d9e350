package io.partnercenter.users.contract;

import io.partnercenter.users.spec.Spec;
import io.partnercenter.users.spec.SpecTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Copies of a spec with one change each. Rules make the changes, for every part of the spec. */
final class SpecMutants {
  private static final String NEW = "mutant";
  private static final List<String> LIMITS =
      List.of("minimum", "maximum", "minLength", "maxLength", "pattern", "enum");

  private final String original;
  private final Map<String, String> mutants = new LinkedHashMap<>();

  private SpecMutants(String original) {
    this.original = original;
  }

  /** Returns the changed specs as text, by what was changed. */
  static Map<String, String> of(String spec) {
    SpecMutants mutants = new SpecMutants(spec);
    Map<String, Object> root = Spec.parse(spec);
    map(root, "components", "schemas").forEach(mutants::schema);
    map(root, "components", "parameters").keySet().forEach(mutants::parameter);
    map(root, "components", "headers").keySet().forEach(mutants::header);
    map(root, "components", "responses")
        .keySet()
        .forEach(
            name ->
                mutants.add(
                    "the content type of the response " + name,
                    tree -> rename(map(tree, "components", "responses", name, "content"))));
    map(root, "paths").forEach(mutants::path);
    mutants.add(
        "the scheme of security",
        tree -> map(tree, "components", "securitySchemes", "bearer").put("scheme", "basic"));
    return mutants.mutants;
  }

  private void schema(String schema, Object node) {
    for (Object each : SpecTree.map(SpecTree.map(node).get("properties")).keySet()) {
      property(schema, each.toString());
    }
    List<?> values = SpecTree.list(SpecTree.map(node).get("enum"));
    for (Object value : values) {
      if (values.size() > 1) {
        add(
            "enum " + schema + " without " + value,
            tree -> list(map(tree, "components", "schemas", schema), "enum").remove(value));
      }
    }
    if (!values.isEmpty()) {
      add(
          "enum " + schema + " with one more",
          tree -> list(map(tree, "components", "schemas", schema), "enum").add(NEW));
    }
  }

  private void property(String schema, String property) {
    String name = schema + "." + property;
    add(
        "property " + name + " renamed",
        tree -> {
          Map<String, Object> node = map(tree, "components", "schemas", schema);
          rename(map(node, "properties"), property, NEW);
          if (list(node, "required").remove(property)) {
            list(node, "required").add(NEW);
          }
        });
    add(
        "property " + name + " removed",
        tree -> {
          Map<String, Object> node = map(tree, "components", "schemas", schema);
          map(node, "properties").remove(property);
          list(node, "required").remove(property);
        });
    add(
        "property " + name + " of another type",
        tree -> {
          Map<String, Object> properties = map(tree, "components", "schemas", schema, "properties");
          boolean text = "string".equals(SpecTree.map(properties.get(property)).get("type"));
          properties.put(property, text ? ofType("boolean", true) : ofType("string", NEW));
        });
    limits("property " + name, "components", "schemas", schema, "properties", property);
    add(
        "property " + name + " required or not",
        tree -> {
          List<Object> required = list(map(tree, "components", "schemas", schema), "required");
          if (!required.remove(property)) {
            required.add(property);
          }
        });
  }

  /** Returns a schema with everything that the linter requires. */
  private static Map<String, Object> ofType(String type, Object example) {
    return new LinkedHashMap<>(
        Map.of("type", type, "description", "Of another type.", "example", example));
  }

  private void parameter(String name) {
    add(
        "parameter " + name + " renamed",
        tree -> map(tree, "components", "parameters", name).put("name", NEW));
    add(
        "parameter " + name + " required or not",
        tree -> {
          Map<String, Object> parameter = map(tree, "components", "parameters", name);
          parameter.put("required", !Boolean.TRUE.equals(parameter.get("required")));
        });
    retype("parameters", name);
    limits("parameter " + name, "components", "parameters", name, "schema");
  }

  /** Removes each rule of a schema that limits its values. */
  private void limits(String name, String... place) {
    Map<String, Object> schema = map(Spec.parse(original), place);
    for (String limit : LIMITS) {
      if (schema.containsKey(limit)) {
        add(name + " without " + limit, tree -> map(tree, place).remove(limit));
      }
    }
  }

  private void header(String name) {
    retype("headers", name);
  }

  private void retype(String section, String name) {
    add(
        section + " " + name + " of another type",
        tree -> map(tree, "components", section, name).put("schema", ofType("integer", 1)));
  }

  private void path(String path, Object item) {
    add("the path " + path, tree -> rename(map(tree, "paths"), path, path.replace("/v1", "/v2")));
    parameters(path, item, "paths", path);
    for (Object method : SpecTree.map(item).keySet()) {
      if (SpecTree.METHODS.contains(method)) {
        operation(path, method.toString(), SpecTree.map(SpecTree.map(item).get(method)));
      }
    }
  }

  private void operation(String path, String method, Map<?, ?> operation) {
    String id = operation.get("operationId").toString();
    add("the method of " + id, tree -> rename(map(tree, "paths", path), method, "put"));
    add("the security of " + id, tree -> map(tree, "paths", path, method).remove("security"));
    parameters(id, operation, "paths", path, method);
    for (Object status : SpecTree.map(operation.get("responses")).keySet()) {
      add(
          "the status " + status + " of " + id,
          tree -> map(tree, "paths", path, method, "responses").remove(status));
    }
    if (operation.containsKey("requestBody")) {
      add(
          "the content type of " + id,
          tree -> rename(map(tree, "paths", path, method, "requestBody", "content")));
    }
  }

  private void parameters(String of, Object node, String... place) {
    for (Object each : SpecTree.list(SpecTree.map(node).get("parameters"))) {
      add(
          "parameter " + SpecTree.nameOf(each) + " of " + of + " dropped",
          tree -> list(map(tree, place), "parameters").remove(each));
    }
  }

  private void add(String name, Consumer<Map<String, Object>> change) {
    Map<String, Object> tree = Spec.parse(original);
    change.accept(tree);
    mutants.put(name, PactInteraction.json(tree));
  }

  private static void rename(Map<String, Object> content) {
    rename(content, "application/json", "application/xml");
  }

  private static void rename(Map<String, Object> map, String from, String to) {
    map.put(to, map.remove(from));
  }

  @SuppressWarnings("unchecked") // keys of the spec are strings
  private static Map<String, Object> map(Map<String, Object> node, String... keys) {
    Map<String, Object> inner = node;
    for (String key : keys) {
      inner = (Map<String, Object>) inner.get(key);
    }
    return inner;
  }

  /** Returns the list; adds an empty one if there is none. */
  @SuppressWarnings("unchecked") // lists of the spec may have any elements
  private static List<Object> list(Map<String, Object> node, String key) {
    return (List<Object>) node.computeIfAbsent(key, k -> new ArrayList<>());
  }
}
