package io.partnercenter.users.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A spec as a tree of maps and lists, whose references are followed. */
public final class SpecTree {
  /** The keys of a path under which an operation stands. */
  public static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

  private final Map<?, ?> root;

  public SpecTree(Map<?, ?> root) {
    this.root = root;
  }

  /**
   * An operation.
   *
   * @param method in upper case
   * @param path with the names of its parameters in braces
   */
  public record Operation(
      String method,
      String path,
      String id,
      List<Map<?, ?>> parameters,
      Object requestSchema,
      Map<String, Response> responses) {
    @Override
    public String toString() {
      return method + " " + path;
    }

    /** Whether a real path is one of this operation's. */
    public boolean isAt(String realPath) {
      return realPath.matches(path.replaceAll("\\{[^}]+}", "[^/]+"));
    }
  }

  /** What an operation answers with one status. */
  public record Response(Set<?> headers, Object schema) {}

  /** All operations, in the order of the spec. */
  public List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    map(root.get("paths"))
        .forEach(
            (path, item) ->
                resolve(item)
                    .forEach(
                        (method, operation) -> {
                          if (METHODS.contains(method.toString())) {
                            operations.add(
                                operation(path, method, resolve(item), resolve(operation)));
                          }
                        }));
    return operations;
  }

  private Operation operation(Object path, Object method, Map<?, ?> item, Map<?, ?> operation) {
    List<Map<?, ?>> parameters = new ArrayList<>();
    list(item.get("parameters")).forEach(each -> parameters.add(resolve(each)));
    list(operation.get("parameters")).forEach(each -> parameters.add(resolve(each)));
    Map<String, Response> responses = new LinkedHashMap<>();
    map(operation.get("responses"))
        .forEach((status, each) -> responses.put(status.toString(), response(resolve(each))));
    return new Operation(
        method.toString().toUpperCase(Locale.ROOT),
        path.toString(),
        String.valueOf(operation.get("operationId")),
        parameters,
        jsonSchema(resolve(operation.get("requestBody"))),
        responses);
  }

  private static Response response(Map<?, ?> response) {
    return new Response(map(response.get("headers")).keySet(), jsonSchema(response));
  }

  private static Object jsonSchema(Map<?, ?> withContent) {
    return map(map(withContent.get("content")).get("application/json")).get("schema");
  }

  /** The node itself, or what it refers to. */
  public Map<?, ?> resolve(Object node) {
    Object reference = map(node).get("$ref");
    if (reference == null) {
      return map(node);
    }
    Object target = root;
    for (String key : reference.toString().substring("#/".length()).split("/")) {
      target = map(target).get(key);
    }
    return resolve(target);
  }

  /** The name of what a node refers to; empty if it is no reference. */
  public static String nameOf(Object node) {
    Object reference = map(node).get("$ref");
    return reference == null ? "" : reference.toString().replaceAll(".*/", "");
  }

  /** The node as a map; empty if it is none. */
  public static Map<?, ?> map(Object node) {
    return node instanceof Map<?, ?> map ? map : Map.of();
  }

  /** The node as a list; empty if it is none. */
  public static List<?> list(Object node) {
    return node instanceof List<?> list ? list : List.of();
  }
}
