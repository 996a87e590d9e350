import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
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
          // types that the generator maps to one of Java's
          "Array",
          "Date",
          "DateTime",
          "File",
          "URI",
          "Set",
          "BigDecimal",
          "LocalDate",
          "OffsetDateTime",
          "List",
          "Map",
          "UUID",
          "Objects",
          "Arrays",
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
          "Schema",
          "Enum",
          "ModelJsonAdapters",
          "Builder");

  private final Map<?, ?> spec;
  private final List<String> problems = new ArrayList<>();
  private final Set<Object> operationIds = new HashSet<>();

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
    security("the document", spec);
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
    map(components.get("headers"))
        .keySet()
        .forEach(name -> literal("header", "name", (String) name));
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
    Object id = operation.get("operationId");
    if (id == null || !id.toString().matches("[a-z][A-Za-z0-9]*") || !operationIds.add(id)) {
      problem(where, "operationId " + id + " (a new one of letters and digits is)");
    }
    List<?> tags = list(operation.get("tags"));
    if (tags.size() != 1 || !tags.get(0).toString().matches("[A-Za-z][A-Za-z0-9]*")) {
      problem(where, "tags " + tags + " (one of letters and digits is)");
    }
    security(where, operation);
    for (Object parameter : list(item.get("parameters"))) {
      parameter(where, id, map(parameter));
    }
    for (Object parameter : list(operation.get("parameters"))) {
      parameter(where, id, map(parameter));
    }
    if (operation.containsKey("requestBody")) {
      requestBody(where, method, resolve(map(operation.get("requestBody"))));
    }
    responses(where, map(operation.get("responses")));
  }

  private void parameter(String operation, Object operationId, Map<?, ?> reference) {
    Map<?, ?> parameter = resolve(reference);
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
    if (parameter.containsKey("x-set-by-client")
        && !("header".equals(in) && reference.containsKey("$ref"))) {
      problem(where, "x-set-by-client elsewhere than on a header of components.parameters");
    }
    if (parameter.containsKey("x-throttle-scope")
        && !("path".equals(in) && reference.containsKey("$ref"))) {
      problem(
          where, "x-throttle-scope elsewhere than on a path parameter of components.parameters");
    }
    if (parameter.containsKey("x-refused-with") && !parameter.containsKey("x-set-by-client")) {
      problem(where, "x-refused-with without x-set-by-client");
    }
    Map<?, ?> schema = map(parameter.get("schema"));
    Map<?, ?> target = resolve(schema);
    if ("object".equals(target.get("type"))) {
      problem(where, "an object as parameter");
    }
    if ("array".equals(target.get("type")) && !"query".equals(in)) {
      problem(where, "an array elsewhere than in the query");
    }
    if ("object".equals(resolve(map(target.get("items"))).get("type"))) {
      problem(where, "an array of objects as parameter");
    }
    literal(where, "default", String.valueOf(target.get("default")));
    inline(where, pascal(operationId) + pascal(parameter.get("name")) + "Parameter", schema);
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
    Map<?, ?> schema = map(mediaType.get("schema"));
    if (isInline(schema) || isInline(map(schema.get("items")))) {
      problem(where, "an object or enum that is no component");
    }
    schema(where, schema);
  }

  private void schema(String where, Map<?, ?> schema) {
    if (schema.containsKey("$ref")) {
      // the generator drops what stands beside it without a word
      only(where, schema, Set.of("$ref"));
      return;
    }
    if (schema.containsKey("allOf")) {
      allOf(where, schema);
      return;
    }
    if (schema.containsKey("oneOf") && Boolean.TRUE.equals(schema.get("x-accepts-number"))) {
      return; // a string or a number, mapped to String in the pom
    }
    boolean known =
        only(
            where,
            schema,
            Set.of(
                "type",
                "format",
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
                "not",
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
    only(where, schema, Set.of("allOf", "description", "nullable", "deprecated", "example"));
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
    if (list(schema.get("enum")).isEmpty()) {
      problem(where, "an enum without values");
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
    Set<String> names = new HashSet<>();
    properties.forEach(
        (name, property) -> {
          String here = where + ", property " + name;
          literal(where, "property", String.valueOf(name));
          if (!names.add(pascal(name).toLowerCase(Locale.ROOT))) {
            problem(here, "a name so much like another's");
          }
          inline(
              here,
              pascal(where.substring(where.lastIndexOf(' ') + 1)) + pascal(name),
              map(property));
          schema(here, map(property));
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
    if ("password".equals(target.get("format"))) {
      problem(where, "a secret in an array or map, which toString would show");
    }
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

  /** Only the wrapper's token is sent: another scheme, or none, would be ignored. */
  private void security(String where, Map<?, ?> node) {
    if (!node.containsKey("security")) {
      return;
    }
    Map<?, ?> schemes = map(map(spec.get("components")).get("securitySchemes"));
    List<?> requirements = list(node.get("security"));
    boolean bearer =
        requirements.size() == 1
            && map(requirements.get(0)).size() == 1
            && map(requirements.get(0)).keySet().stream()
                .allMatch(scheme -> "bearer".equals(map(schemes.get(scheme)).get("scheme")));
    if (!bearer) {
      problem(where, "security other than one bearer scheme");
    }
  }

  /** The generator makes a class of an inline schema, and lets it replace a component's. */
  private void inline(String where, String className, Map<?, ?> schema) {
    Map<?, ?> components = map(map(spec.get("components")).get("schemas"));
    Map<?, ?> items = map(schema.get("items"));
    Map<?, ?> values = map(schema.get("additionalProperties"));
    if (isInline(schema) && components.containsKey(className)
        || isInline(items) && components.containsKey(className + "Inner")
        || isInline(values) && components.containsKey(className + "Value")) {
      problem(where, "an inline schema whose class has the name of a component");
    }
  }

  private static boolean isInline(Map<?, ?> schema) {
    return schema.containsKey("enum") || schema.containsKey("properties");
  }

  /** As the generator makes a class name of a wire name. */
  private static String pascal(Object name) {
    StringBuilder pascal = new StringBuilder();
    for (String part : String.valueOf(name).split("[^A-Za-z0-9]+")) {
      if (!part.isEmpty()) {
        pascal.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
      }
    }
    return pascal.toString();
  }

  /** Follows references, and the allOf that stands for one. */
  private Map<?, ?> resolve(Map<?, ?> node) {
    List<?> parts = list(node.get("allOf"));
    if (parts.size() == 1) {
      return resolve(map(parts.get(0)));
    }
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
      return Map.of();
    }
    return resolve(map(target));
  }

  private static Object schemaOf(Map<?, ?> content) {
    return map(map(content.get("application/json")).get("schema"));
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

  /** x-internal would take the node out of what is generated. */
  private static boolean extension(Object key) {
    return key.toString().startsWith("x-") && !key.equals("x-internal");
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
