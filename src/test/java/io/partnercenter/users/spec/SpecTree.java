package io.partnercenter.users.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A spec as a tree of maps and lists, which resolves references. */
public final class SpecTree {
  /** The keys of a path whose values are operations. */
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

    /** Returns whether a request with this path is for the operation. */
    public boolean isAt(String realPath) {
      return realPath.matches(path.replaceAll("\\{[^}]+}", "[^/]+"));
    }
  }

  /** The response of an operation with one status. */
  public record Response(Set<?> headers, Object schema) {}

  /** Returns all operations, in the order of the spec. */
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

  /** Returns the node, or the node that it refers to. */
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

  /** Returns the name of what a node refers to; empty if it is no reference. */
  public static String nameOf(Object node) {
    Object reference = map(node).get("$ref");
    return reference == null ? "" : reference.toString().replaceAll(".*/", "");
  }

  /** Returns the node as a map; empty if it isn't one. */
  public static Map<?, ?> map(Object node) {
    return node instanceof Map<?, ?> map ? map : Map.of();
  }

  /** Returns the node as a list; empty if it isn't one. */
  public static List<?> list(Object node) {
    return node instanceof List<?> list ? list : List.of();
  }
}
