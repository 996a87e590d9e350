import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Refuses a spec that openapi/templates can't turn into code, before any code is generated from it.
 *
 * <p>The generator turns what the templates don't know into something else without a word: a oneOf
 * becomes one class with merged properties. So this is a list of what is supported, everything else
 * is a problem, and each problem names its schema or operation. Run by the build as a source file:
 * {@code java SupportedSpec.java SPEC...}; exit 1 if there is a problem.
 */
public final class SupportedSpec {
  private static final String ERROR_BODY = "ErrorBody";
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
  private static final Set<String> STRING_FORMATS = Set.of("uuid", "date", "date-time", "password");

  /** Names that the generated code needs for something else. */
  private static final Set<String> TAKEN_NAMES =
      Set.of(
          // java.lang, and what the templates import
          "Boolean",
          "Double",
          "Integer",
          "Long",
          "Object",
          "Override",
          "String",
          "StringBuilder",
          "Void",
          "LocalDate",
          "OffsetDateTime",
          "List",
          "Map",
          "UUID",
          "Objects",
          "StringJoiner",
          "Nullable",
          "IOException",
          "IllegalArgumentException",
          "RequestOptions",
          // Retrofit and Moshi
          "Call",
          "Body",
          "DELETE",
          "GET",
          "Header",
          "Headers",
          "PATCH",
          "POST",
          "PUT",
          "Path",
          "Query",
          "Tag",
          "JsonAdapter",
          "JsonReader",
          "JsonWriter",
          "Moshi",
          // generated beside the models, or inside them
          "Json",
          "ModelJsonAdapters",
          "Builder");

  private final Map<?, ?> spec;
  private final List<String> problems = new ArrayList<>();

  private SupportedSpec(Map<?, ?> spec) {
    this.spec = spec;
  }

  public static void main(String[] files) throws IOException {
    boolean supported = true;
    for (String file : files) {
      for (String problem : problems(Path.of(file))) {
        System.err.println(file + ": " + problem);
        supported = false;
      }
    }
    if (!supported) {
      System.err.println(
          "Not supported by openapi/templates; what is supported, src/build/java/SupportedSpec.java says.");
      System.exit(1);
    }
  }

  private static Collection<String> problems(Path file) throws IOException {
    Object root;
    try (Reader reader = Files.newBufferedReader(file)) {
      root = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
    }
    if (!(root instanceof Map)) {
      return List.of("not an OpenAPI document");
    }
    SupportedSpec check = new SupportedSpec((Map<?, ?>) root);
    check.document();
    // a shared parameter or response is looked at once for each operation
    return new LinkedHashSet<>(check.problems);
  }

  private void document() {
    only(
        "the document",
        spec,
        Set.of(
            "openapi",
            "info",
            "servers",
            "tags",
            "paths",
            "components",
            "security",
            "externalDocs"));
    if (!String.valueOf(spec.get("openapi")).startsWith("3.0.")) {
      problem("the document", "openapi " + spec.get("openapi") + " (3.0.x is)");
    }
    Map<?, ?> components = map(spec.get("components"));
    only(
        "components",
        components,
        Set.of(
            "schemas",
            "parameters",
            "headers",
            "responses",
            "requestBodies",
            "examples",
            "securitySchemes"));
    map(components.get("schemas")).forEach((name, schema) -> component((String) name, map(schema)));
    map(spec.get("paths")).forEach((path, item) -> pathItem((String) path, map(item)));
  }

  private void component(String name, Map<?, ?> schema) {
    String where = "schema " + name;
    if (!name.matches("[A-Z][A-Za-z0-9]*")) {
      problem(where, "its name (an upper-case letter, then letters and digits are)");
    }
    if (TAKEN_NAMES.contains(name)) {
      problem(where, "its name, which the generated code needs itself");
    }
    if (name.equals(ERROR_BODY)) {
      // not generated (schemaMappings in the pom), so it may choose between the error models
      only(where, schema, Set.of("description", "oneOf"));
      return;
    }
    if (Boolean.TRUE.equals(schema.get("nullable"))) {
      problem(where, "nullable on a component (on the property it is)");
    }
    schema(where, schema);
  }

  private void pathItem(String path, Map<?, ?> item) {
    for (Object key : item.keySet()) {
      if (METHODS.contains(key)) {
        String method = key.toString().toUpperCase(Locale.ROOT);
        operation("operation " + method + " " + path, key.toString(), item, map(item.get(key)));
      } else if (!Set.of("parameters", "summary", "description").contains(key) && !extension(key)) {
        problem("path " + path, key);
      }
    }
  }

  private void operation(String where, String method, Map<?, ?> item, Map<?, ?> operation) {
    only(
        where,
        operation,
        Set.of(
            "tags",
            "summary",
            "description",
            "operationId",
            "parameters",
            "requestBody",
            "responses",
            "security",
            "deprecated",
            "externalDocs"));
    if (!(operation.get("operationId") instanceof String)) {
      problem(where, "an operation without operationId");
    }
    if (list(operation.get("tags")).size() != 1) {
      problem(where, "an operation with other than one tag");
    }
    for (Object parameter : list(item.get("parameters"))) {
      parameter(where, resolve(map(parameter)));
    }
    for (Object parameter : list(operation.get("parameters"))) {
      parameter(where, resolve(map(parameter)));
    }
    if (operation.containsKey("requestBody")) {
      requestBody(where, method, resolve(map(operation.get("requestBody"))));
    }
    responses(where, map(operation.get("responses")));
  }

  private void parameter(String operation, Map<?, ?> parameter) {
    String where = operation + ": parameter " + parameter.get("name");
    only(
        where,
        parameter,
        Set.of(
            "name",
            "in",
            "required",
            "description",
            "schema",
            "example",
            "examples",
            "deprecated",
            "style",
            "explode"));
    literal(where, "name", String.valueOf(parameter.get("name")));
    Object in = parameter.get("in");
    if (!Set.of("path", "query", "header").contains(in)) {
      problem(where, "in: " + in);
    }
    String defaultStyle = "query".equals(in) ? "form" : "simple";
    if (parameter.containsKey("style") && !defaultStyle.equals(parameter.get("style"))) {
      problem(where, "style: " + parameter.get("style"));
    }
    boolean defaultExplode = "query".equals(in);
    if (parameter.containsKey("explode") && !parameter.get("explode").equals(defaultExplode)) {
      problem(where, "explode: " + parameter.get("explode"));
    }
    if (parameter.containsKey("x-set-by-client") && !"header".equals(in)) {
      problem(where, "x-set-by-client elsewhere than on a header");
    }
    Map<?, ?> schema = map(parameter.get("schema"));
    Map<?, ?> target = resolve(schema);
    if ("object".equals(target.get("type"))) {
      problem(where, "an object as parameter");
    }
    if ("array".equals(target.get("type")) && !"query".equals(in)) {
      problem(where, "an array elsewhere than in the query");
    }
    if (Boolean.TRUE.equals(target.get("nullable"))) {
      problem(where, "nullable on a parameter");
    }
    schema(where, schema);
  }

  private void requestBody(String where, String method, Map<?, ?> body) {
    where = where + ": request body";
    only(where, body, Set.of("description", "required", "content"));
    if (method.equals("get") || method.equals("delete")) {
      problem(where, "a body of " + method.toUpperCase(Locale.ROOT));
    }
    if (!Boolean.TRUE.equals(body.get("required"))) {
      problem(where, "a body that isn't required");
    }
    content(where, map(body.get("content")));
  }

  private void responses(String where, Map<?, ?> responses) {
    List<Object> successes = new ArrayList<>();
    responses.forEach(
        (key, value) -> {
          String status = String.valueOf(key);
          Map<?, ?> response = resolve(map(value));
          String here = where + ": response " + status;
          only(here, response, Set.of("description", "headers", "content"));
          if (!status.matches("[1-5][0-9][0-9]|default")) {
            problem(here, "a range of statuses");
          }
          Map<?, ?> content = map(response.get("content"));
          boolean success = status.startsWith("2");
          if (success) {
            successes.add(schemaOf(content));
          }
          if (!content.isEmpty()) {
            content(here, content);
            if (success && refersTo(schemaOf(content), ERROR_BODY)) {
              problem(here, "the schema " + ERROR_BODY + " in a success");
            }
          }
        });
    if (successes.isEmpty()) {
      problem(where, "an operation without a 2xx response");
    } else if (successes.stream().distinct().count() > 1) {
      problem(where, "success responses with different bodies");
    }
  }

  private void content(String where, Map<?, ?> content) {
    if (!content.keySet().equals(Set.of("application/json"))) {
      problem(where, "content other than application/json: " + content.keySet());
      return;
    }
    Map<?, ?> mediaType = map(content.get("application/json"));
    only(where, mediaType, Set.of("schema", "example", "examples"));
    schema(where, map(mediaType.get("schema")));
  }

  private void schema(String where, Map<?, ?> schema) {
    if (schema.containsKey("$ref")) {
      return;
    }
    if (schema.containsKey("allOf")) {
      allOf(where, schema);
      return;
    }
    boolean known =
        only(
            where,
            schema,
            Set.of(
                "type",
                "format",
                "title",
                "description",
                "example",
                "default",
                "deprecated",
                "nullable",
                "enum",
                "properties",
                "required",
                "additionalProperties",
                "items",
                "externalDocs",
                // the service checks these; the client sends what it was given
                "minLength",
                "maxLength",
                "pattern",
                "minimum",
                "maximum",
                "exclusiveMinimum",
                "exclusiveMaximum",
                "multipleOf",
                "minItems",
                "maxItems",
                "minProperties",
                "maxProperties"));
    if (!known) {
      return; // what is missing may be inside of it
    }
    Object type = schema.get("type");
    Object format = schema.get("format");
    if (schema.containsKey("enum")) {
      enumeration(where, schema);
    }
    switch (String.valueOf(type)) {
      case "string":
        if (format != null && !STRING_FORMATS.contains(format)) {
          problem(where, "a string with format " + format);
        }
        break;
      case "integer":
        if (!"int32".equals(format) && !"int64".equals(format)) {
          problem(where, "an integer with format " + format + " (int32 and int64 are)");
        }
        break;
      case "number":
        if (!"double".equals(format)) {
          problem(where, "a number with format " + format + " (double is)");
        }
        break;
      case "boolean":
        if (format != null) {
          problem(where, "a boolean with format " + format);
        }
        break;
      case "array":
        items(where, "items", schema.get("items"));
        break;
      case "object":
        object(where, schema);
        break;
      default:
        problem(where, "a schema with type " + type);
    }
  }

  /** The one use of allOf: to put nullable or a description beside a $ref. */
  private void allOf(String where, Map<?, ?> schema) {
    only(
        where,
        schema,
        Set.of("allOf", "description", "nullable", "title", "deprecated", "example"));
    List<?> parts = list(schema.get("allOf"));
    if (parts.size() != 1 || !map(parts.get(0)).containsKey("$ref")) {
      problem(where, "allOf of other than one $ref");
    }
  }

  private void enumeration(String where, Map<?, ?> schema) {
    if (!"string".equals(schema.get("type")) || schema.containsKey("format")) {
      problem(where, "enum on other than plain strings");
      return;
    }
    for (Object value : list(schema.get("enum"))) {
      if (!(value instanceof String)) {
        problem(where, "the enum value " + value + ", which isn't a string");
      } else {
        literal(where, "enum value", (String) value);
      }
    }
  }

  private void object(String where, Map<?, ?> schema) {
    Map<?, ?> properties = map(schema.get("properties"));
    Object additional = schema.get("additionalProperties");
    if (additional instanceof Map) {
      if (!properties.isEmpty()) {
        problem(where, "additionalProperties with a schema beside properties");
      }
      items(where, "additionalProperties", additional);
    } else if (properties.isEmpty()) {
      problem(where, "an object without properties");
    }
    for (Object required : list(schema.get("required"))) {
      if (!properties.containsKey(required)) {
        problem(where, "the required " + required + ", which is no property");
      }
    }
    properties.forEach(
        (name, property) -> {
          literal(where, "property", String.valueOf(name));
          schema(where + ", property " + name, map(property));
        });
  }

  private void items(String where, String keyword, Object items) {
    if (!(items instanceof Map)) {
      problem(where, keyword + " without a schema");
      return;
    }
    Map<?, ?> schema = map(items);
    if (schema.isEmpty()) {
      return; // anything
    }
    Map<?, ?> target = resolve(schema);
    boolean list = "array".equals(target.get("type"));
    boolean map = target.get("additionalProperties") instanceof Map;
    if (list || map) {
      problem(where, "an array or map inside an array or map");
    }
    if (Boolean.TRUE.equals(schema.get("nullable"))) {
      problem(where, "nullable " + keyword);
    }
    schema(where + ", " + keyword, schema);
  }

  /** The generator rewrites what could end a comment, and a quote would end the literal. */
  private void literal(String where, String kind, String text) {
    if (text.contains("*/") || text.contains("/*") || !text.matches("[^\"\\\\\\p{Cntrl}]*")) {
      problem(where, "the " + kind + " " + text + ", which no literal can hold");
    }
  }

  private Map<?, ?> resolve(Map<?, ?> node) {
    Object ref = node.get("$ref");
    if (ref == null) {
      return node;
    }
    if (!ref.toString().startsWith("#/components/")) {
      problem("$ref " + ref, "a reference out of the document");
      return Map.of();
    }
    Object target = spec;
    for (String step : ref.toString().substring(2).split("/")) {
      target = map(target).get(step);
    }
    if (target == null) {
      problem("$ref " + ref, "a reference to nothing");
    }
    return map(target);
  }

  private static Object schemaOf(Map<?, ?> content) {
    return map(map(content.get("application/json")).get("schema"));
  }

  private static boolean refersTo(Object schema, String name) {
    return ("#/components/schemas/" + name).equals(map(schema).get("$ref"));
  }

  private boolean only(String where, Map<?, ?> node, Set<String> supported) {
    boolean all = true;
    for (Object key : node.keySet()) {
      if (!supported.contains(key) && !extension(key)) {
        problem(where, key);
        all = false;
      }
    }
    return all;
  }

  private static boolean extension(Object key) {
    return key.toString().startsWith("x-");
  }

  private void problem(String where, Object what) {
    problems.add(where + ": " + what + " is not supported");
  }

  private static Map<?, ?> map(Object node) {
    return node instanceof Map ? (Map<?, ?>) node : Map.of();
  }

  private static List<?> list(Object node) {
    return node instanceof List ? (List<?>) node : List.of();
  }
}
