package spec;

import java.util.Map;
import java.util.Set;

/** The keywords of OpenAPI 3.0 that are understood, by where they stand, and why others are not. */
final class Keywords {
  static final Set<String> DOCUMENT =
      Set.of(
          "openapi", "info", "servers", "tags", "paths", "components", "security", "externalDocs");
  static final Set<String> COMPONENTS =
      Set.of(
          "schemas",
          "parameters",
          "headers",
          "responses",
          "requestBodies",
          "examples",
          "securitySchemes",
          "links",
          "callbacks");
  static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
  static final Set<String> PATH_ITEM =
      Set.of("get", "post", "put", "patch", "delete", "parameters", "summary", "description");
  static final Set<String> OPERATION =
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
          "externalDocs",
          "callbacks");
  static final Set<String> PARAMETER =
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
          "explode",
          "allowEmptyValue");
  static final Set<String> BODY = Set.of("description", "required", "content");
  static final Set<String> RESPONSE = Set.of("description", "headers", "content", "links");
  static final Set<String> MEDIA_TYPE = Set.of("schema", "example", "examples");
  static final Set<String> REFERENCE = Set.of("$ref");

  /** What the service checks and the client doesn't is here, too. */
  static final Set<String> SCHEMA =
      Set.of(
          "title",
          "type",
          "format",
          "description",
          "example",
          "default",
          "deprecated",
          "nullable",
          "readOnly",
          "writeOnly",
          "enum",
          "properties",
          "required",
          "additionalProperties",
          "items",
          "allOf",
          "oneOf",
          "not",
          "externalDocs",
          "xml",
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
          "uniqueItems",
          "minProperties",
          "maxProperties");

  /** What OpenAPI has and the templates don't. */
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

  private Keywords() {}

  /** Reports each key that isn't understood. */
  static void check(SpecObject object, Set<String> known, String place, Problems problems) {
    for (String key : object.keySet()) {
      boolean extension = key.startsWith("x-") && !UNSUPPORTED.containsKey(key);
      if (!known.contains(key) && !extension) {
        problems.add(
            object.location(key),
            place,
            key
                + " "
                + UNSUPPORTED.getOrDefault(
                    key,
                    "is no keyword of OpenAPI 3.0 here; look at its spelling and indentation"));
      }
    }
  }
}
