package spec;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The supported keywords of OpenAPI 3.0, by the object that they are in, with the kind of their
 * values; and the reasons why others aren't supported.
 */
final class Keywords {
  static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  static final Map<String, Kind> DOCUMENT =
      all(
          of(Kind.ANY, "openapi", "security", "tags", "externalDocs"),
          of(Kind.OBJECT, "info", "paths", "components"),
          of(Kind.OBJECTS, "servers"));
  static final Map<String, Kind> COMPONENTS =
      of(
          Kind.OBJECT_OF_OBJECTS,
          "schemas",
          "parameters",
          "headers",
          "responses",
          "requestBodies",
          "examples",
          "securitySchemes",
          "links",
          "callbacks");
  static final Map<String, Kind> PATH_ITEM =
      all(
          of(Kind.OBJECT, "get", "post", "put", "patch", "delete"),
          of(Kind.OBJECTS, "parameters"),
          of(Kind.TEXT, "summary", "description"));
  static final Map<String, Kind> OPERATION =
      all(
          of(Kind.TEXT, "summary", "description", "operationId"),
          of(Kind.TEXTS, "tags"),
          of(Kind.OBJECTS, "parameters"),
          of(Kind.OBJECT, "requestBody"),
          of(Kind.OBJECT_OF_OBJECTS, "responses"),
          of(Kind.BOOLEAN, "deprecated"),
          of(Kind.ANY, "security", "externalDocs", "callbacks"));
  static final Map<String, Kind> PARAMETER =
      all(
          of(Kind.TEXT, "name", "in", "description", "style"),
          of(Kind.BOOLEAN, "required", "deprecated", "explode", "allowEmptyValue"),
          of(Kind.OBJECT, "schema"),
          of(Kind.ANY, "example", "examples"));
  static final Map<String, Kind> BODY =
      all(
          of(Kind.TEXT, "description"),
          of(Kind.BOOLEAN, "required"),
          of(Kind.OBJECT_OF_OBJECTS, "content"));
  static final Map<String, Kind> RESPONSE =
      all(
          of(Kind.TEXT, "description"),
          of(Kind.OBJECT_OF_OBJECTS, "headers", "content"),
          of(Kind.ANY, "links"));
  static final Map<String, Kind> MEDIA_TYPE =
      all(of(Kind.OBJECT, "schema"), of(Kind.ANY, "example", "examples"));
  static final Map<String, Kind> REFERENCE = of(Kind.TEXT, "$ref");

  /** Also contains the keywords that the service checks but the client doesn't. */
  static final Map<String, Kind> SCHEMA =
      all(
          of(Kind.TEXT, "title", "type", "format", "description", "pattern"),
          of(Kind.BOOLEAN, "deprecated", "nullable", "readOnly", "writeOnly"),
          of(Kind.OBJECT, "properties", "items"),
          of(Kind.OBJECTS, "allOf", "oneOf"),
          of(Kind.TEXTS, "required"),
          of(Kind.LIST, "enum"),
          of(Kind.BOOLEAN_OR_OBJECT, "additionalProperties"),
          of(
              Kind.ANY,
              "example",
              "default",
              "not",
              "externalDocs",
              "xml",
              "minLength",
              "maxLength",
              "minimum",
              "maximum",
              "exclusiveMinimum",
              "exclusiveMaximum",
              "multipleOf",
              "minItems",
              "maxItems",
              "uniqueItems",
              "minProperties",
              "maxProperties"));

  /** The keywords that OpenAPI has but the templates don't support. */
  private static final Map<String, String> UNSUPPORTED =
      Map.ofEntries(
          Map.entry("anyOf", "isn't supported; describe one object with optional properties"),
          Map.entry(
              "discriminator", "isn't supported; describe one object with optional properties"),
          Map.entry("content", "isn't supported in a parameter; give it a schema of type string"),
          Map.entry("allowReserved", "isn't supported; remove it"),
          Map.entry("servers", "isn't supported here; the client has one base URL"),
          Map.entry("head", "isn't supported; use get"),
          Map.entry("options", "isn't supported; remove it"),
          Map.entry("trace", "isn't supported; remove it"),
          Map.entry("$ref", "isn't supported here; copy what it refers to"),
          Map.entry("x-internal", "isn't supported; it would take this out of the generated code"));

  /** The kind of a keyword's value. */
  enum Kind {
    ANY("anything"),
    TEXT("text"),
    BOOLEAN("true or false"),
    OBJECT("an object"),
    BOOLEAN_OR_OBJECT("true, false or an object"),
    OBJECT_OF_OBJECTS("an object"),
    LIST("a list"),
    TEXTS("a list of texts"),
    OBJECTS("a list of objects");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    private boolean includes(Object value) {
      return switch (this) {
        case ANY -> true;
        case TEXT -> value != null && !(value instanceof SpecObject) && !(value instanceof List);
        case BOOLEAN -> value instanceof Boolean;
        case OBJECT, OBJECT_OF_OBJECTS -> value instanceof SpecObject;
        case BOOLEAN_OR_OBJECT -> BOOLEAN.includes(value) || OBJECT.includes(value);
        case LIST -> value instanceof List;
        case TEXTS -> value instanceof List<?> list && list.stream().allMatch(TEXT::includes);
        case OBJECTS -> value instanceof List<?> list && list.stream().allMatch(OBJECT::includes);
      };
    }
  }

  private Keywords() {}

  private static Map<String, Kind> of(Kind kind, String... keywords) {
    Map<String, Kind> map = new HashMap<>();
    for (String keyword : keywords) {
      map.put(keyword, kind);
    }
    return map;
  }

  @SafeVarargs
  private static Map<String, Kind> all(Map<String, Kind>... parts) {
    Map<String, Kind> all = new HashMap<>();
    for (Map<String, Kind> part : parts) {
      all.putAll(part);
    }
    return all;
  }

  /** Reports each unsupported keyword, and each value of the wrong kind. */
  static void check(SpecObject object, Map<String, Kind> known, String place, Problems problems) {
    for (String key : object.keySet()) {
      Kind kind = known.get(key);
      if (kind != null) {
        checkKind(object, key, kind, place, problems);
      } else if (UNSUPPORTED.containsKey(key) || !key.startsWith("x-")) {
        String unknown = "isn't a keyword of OpenAPI 3.0 here; check its spelling and indentation";
        problems.add(
            object.location(key), place, key + " " + UNSUPPORTED.getOrDefault(key, unknown));
      }
    }
  }

  private static void checkKind(
      SpecObject object, String key, Kind kind, String place, Problems problems) {
    if (kind == Kind.OBJECT_OF_OBJECTS && object.get(key) instanceof SpecObject parent) {
      checkObjects(parent, place + ", " + key, problems);
    } else if (!kind.includes(object.get(key))) {
      problems.add(
          object.location(key),
          place,
          key + " must be " + kind.words + "; check its value and the indentation");
    }
  }

  /** Reports each value that isn't an object. */
  static void checkObjects(SpecObject parent, String place, Problems problems) {
    for (String key : parent.keySet()) {
      if (!key.startsWith("x-") && !(parent.get(key) instanceof SpecObject)) {
        problems.add(
            parent.location(key),
            place,
            key + " must be an object; check its value and the indentation");
      }
    }
  }
}
