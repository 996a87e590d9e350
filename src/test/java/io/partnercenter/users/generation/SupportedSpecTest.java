package io.partnercenter.users.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.yaml.snakeyaml.Yaml;

/** What the templates can't turn into code is refused, by the name of its schema or operation. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SupportedSpecTest {
  private static final String GET = "tags: [T], operationId: o";
  private static final String OK = "responses: {'200': {description: d}}";
  private static final String JSON =
      "content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}";
  private static final String PET = "{type: object, properties: {a: {type: string}}}";

  private static final List<Case> CASES = cases();

  private Path folder;
  private int exitCode;
  private Map<Path, String> output;

  /** A spec, and the one thing that is said of it. */
  private static final class Case {
    private final String spec;
    private final String problem;

    Case(String spec, String problem) {
      this.spec = spec;
      this.problem = problem;
    }

    @Override
    public String toString() {
      return problem;
    }
  }

  private static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    // schemas
    cases.add(schema("{oneOf: [{type: string}]}", "oneOf is not supported"));
    cases.add(schema("{anyOf: [{type: string}]}", "anyOf is not supported"));
    cases.add(schema("{not: {type: string}}", "a schema with type null is not supported"));
    cases.add(
        schema(
            "{type: object, properties: {a: {type: string}}, discriminator: {propertyName: a}}",
            "discriminator is not supported"));
    cases.add(
        schema(
            "{allOf: [{$ref: '#/components/schemas/Other'}, {type: object, properties: {a: {type: string}}}]}",
            "allOf of other than one $ref is not supported"));
    cases.add(schema("{type: object}", "an object without properties is not supported"));
    cases.add(
        schema("{type: object, properties: {}}", "an object without properties is not supported"));
    cases.add(
        schema(
            "{type: object, properties: {a: {type: string}}, additionalProperties: {type: string}}",
            "additionalProperties with a schema beside properties is not supported"));
    cases.add(
        schema(
            "{type: object, required: [b], properties: {a: {type: string}}}",
            "the required b, which is no property is not supported"));
    cases.add(
        schema(
            "{type: object, nullable: true, properties: {a: {type: string}}}",
            "nullable on a component (on the property it is) is not supported"));
    cases.add(
        schema(
            "{type: integer, enum: [1, 2], format: int32}",
            "enum on other than plain strings is not supported"));
    cases.add(
        schema(
            "{type: string, enum: [yes]}",
            "the enum value true, which isn't a string is not supported"));
    cases.add(
        schema(
            "{type: string, enum: ['*/']}",
            "the enum value */, which no literal can hold is not supported"));
    cases.add(
        schema(
            "{type: object, properties: {'a\"b': {type: string}}}",
            "the property a\"b, which no literal can hold is not supported"));
    cases.add(schema("{type: string, enum: []}", "an enum without values is not supported"));
    cases.add(
        new Case(
            spec(
                "get: {" + GET + ", " + OK + "}",
                "Pet: {type: object, properties: {fooBar: {type: string}, foo_Bar: {type: string}}}"),
            "schema Pet, property foo_Bar: a name so much like another's is not supported"));
    cases.add(
        new Case(
            spec(
                "get: {" + GET + ", " + OK + "}",
                "Pet: {type: object, properties: {kind: {type: string, enum: [a]}}}\n    PetKind: {type: string, enum: [b]}"),
            "schema Pet, property kind: an inline schema whose class has the name of a component is not supported"));
    cases.add(
        new Case(
            spec(
                "get: {" + GET + ", " + OK + "}",
                "Pet: {type: object, properties: {kinds: {type: array, items: {type: string, enum: [a]}}}}\n    PetKindsInner: {type: string, enum: [b]}"),
            "schema Pet, property kinds: an inline schema whose class has the name of a component is not supported"));
    cases.add(
        schema(
            "{type: object, properties: {a: {type: string}}, x-internal: true}",
            "x-internal is not supported"));
    // properties
    cases.add(property("{oneOf: [{type: string}]}", "oneOf is not supported"));
    cases.add(
        property(
            "{type: integer}",
            "an integer with format null (int32 and int64 are) is not supported"));
    cases.add(property("{type: number}", "a number with format null (double is) is not supported"));
    cases.add(
        property(
            "{type: number, format: float}",
            "a number with format float (double is) is not supported"));
    cases.add(
        property("{type: string, format: byte}", "a string with format byte is not supported"));
    cases.add(
        property("{type: string, format: binary}", "a string with format binary is not supported"));
    cases.add(property("{type: string, format: uri}", "a string with format uri is not supported"));
    cases.add(property("{type: string, readOnly: true}", "readOnly is not supported"));
    cases.add(property("{type: string, writeOnly: true}", "writeOnly is not supported"));
    cases.add(property("{nullable: true}", "a schema with type null is not supported"));
    cases.add(property("{type: array}", "items without a schema is not supported"));
    cases.add(
        property(
            "{type: array, uniqueItems: true, items: {type: string}}",
            "uniqueItems is not supported"));
    cases.add(
        property(
            "{type: array, items: {type: array, items: {type: string}}}",
            "an array or map inside an array or map is not supported"));
    cases.add(
        property(
            "{type: array, items: {type: string, nullable: true}}",
            "nullable items is not supported"));
    cases.add(
        property(
            "{type: object, additionalProperties: true}",
            "an object without properties is not supported"));
    cases.add(
        property(
            "{type: array, items: {type: string, format: password}}",
            "a secret in an array or map, which toString would show is not supported"));
    cases.add(
        property(
            "{$ref: '#/components/schemas/Other', nullable: true}", "nullable is not supported"));
    cases.add(property("{type: string, title: t}", "title is not supported"));
    // names
    cases.add(
        new Case(
            spec("get: {" + GET + ", " + OK + "}", "pet: " + PET),
            "schema pet: its name (an upper-case letter, then letters and digits are) is not supported"));
    cases.add(
        new Case(
            spec("get: {" + GET + ", " + OK + "}", "List: " + PET),
            "schema List: its name, which the generated code needs itself is not supported"));
    // operations
    cases.add(
        operation(
            "get: {tags: [T], " + OK + "}",
            "GET",
            "operationId null (a new one of letters and digits is) is not supported"));
    cases.add(
        operation(
            "get: {tags: [T, U], operationId: o, " + OK + "}",
            "GET",
            "tags [T, U] (one of letters and digits is) is not supported"));
    cases.add(
        operation(
            "get: {" + GET + ", callbacks: {}, " + OK + "}", "GET", "callbacks is not supported"));
    cases.add(
        operation(
            "get: {" + GET + ", responses: {'404': {description: d}}}",
            "GET",
            "an operation without a 2xx response is not supported"));
    cases.add(
        operation(
            "get: {"
                + GET
                + ", responses: {'200': {description: d, "
                + JSON
                + "}, '202': {description: d}}}",
            "GET",
            "success responses with different bodies is not supported"));
    cases.add(
        operation(
            "get: {" + GET + ", requestBody: {required: true, " + JSON + "}, " + OK + "}",
            "GET: request body",
            "a body of GET is not supported"));
    cases.add(
        operation(
            "post: {" + GET + ", requestBody: {" + JSON + "}, " + OK + "}",
            "POST: request body",
            "a body that isn't required is not supported"));
    cases.add(
        operation(
            "post: {"
                + GET
                + ", requestBody: {required: true, content: {multipart/form-data: {schema: {$ref: '#/components/schemas/Pet'}}}}, "
                + OK
                + "}",
            "POST: request body",
            "content other than application/json: [multipart/form-data] is not supported"));
    cases.add(
        operation(
            "get: {"
                + GET
                + ", responses: {'200': {description: d, content: {text/plain: {schema: {type: string}}}}}}",
            "GET: response 200",
            "content other than application/json: [text/plain] is not supported"));
    cases.add(
        operation(
            "get: {"
                + GET
                + ", responses: {'200': {description: d, content: {application/json: {schema: {oneOf: []}}}}}}",
            "GET: response 200",
            "oneOf is not supported"));
    cases.add(
        operation(
            "get: {" + GET + ", responses: {2XX: {description: d}}}",
            "GET: response 2XX",
            "a range of statuses is not supported"));
    cases.add(parameter("in: cookie, schema: {type: string}", "in: cookie is not supported"));
    cases.add(
        parameter(
            "in: query, schema: {type: object, properties: {a: {type: string}}}",
            "an object as parameter is not supported"));
    cases.add(
        parameter(
            "in: query, style: deepObject, schema: {type: string}",
            "style: deepObject is not supported"));
    cases.add(
        parameter(
            "in: query, explode: false, schema: {type: array, items: {type: string}}",
            "explode: false is not supported"));
    cases.add(
        parameter(
            "in: header, schema: {type: array, items: {type: string}}",
            "an array elsewhere than in the query is not supported"));
    cases.add(
        parameter(
            "in: query, x-set-by-client: true, schema: {type: string}",
            "x-set-by-client elsewhere than on a header of components.parameters is not supported"));
    cases.add(
        parameter(
            "in: query, schema: {type: string, nullable: true}",
            "nullable on a parameter is not supported"));
    cases.add(
        new Case(
            spec("head: {" + GET + ", " + OK + "}", "Pet: " + PET),
            "path /p: head is not supported"));
    cases.add(
        parameter(
            "in: query, schema: {type: array, items: {$ref: '#/components/schemas/Other'}}",
            "an array of objects as parameter is not supported"));
    cases.add(
        parameter(
            "in: query, schema: {allOf: [{$ref: '#/components/schemas/Other'}]}",
            "an object as parameter is not supported"));
    cases.add(
        parameter(
            "in: header, x-set-by-client: true, schema: {type: string}",
            "x-set-by-client elsewhere than on a header of components.parameters is not supported"));
    cases.add(
        parameter(
            "in: query, x-throttle-scope: true, schema: {type: string}",
            "x-throttle-scope elsewhere than on a path parameter of components.parameters is not supported"));
    cases.add(
        parameter(
            "in: query, x-refused-with: '1', schema: {type: string}",
            "x-refused-with without x-set-by-client is not supported"));
    cases.add(
        operation(
            "get: {" + GET + ", security: [], " + OK + "}",
            "GET",
            "security other than one bearer scheme is not supported"));
    cases.add(
        operation(
            "get: {" + GET + ", security: [{key: []}], " + OK + "}",
            "GET",
            "security other than one bearer scheme is not supported"));
    cases.add(
        operation(
            "get: {" + GET + ", x-internal: true, " + OK + "}",
            "GET",
            "x-internal is not supported"));
    cases.add(
        operation(
            "get: {tags: [T], operationId: get-it, " + OK + "}",
            "GET",
            "operationId get-it (a new one of letters and digits is) is not supported"));
    cases.add(
        operation(
            "get: {"
                + GET
                + ", responses: {'200': {description: d, content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}}}}",
            "GET: response 200",
            "an object or enum that is no component is not supported"));
    // the document
    cases.add(
        new Case(
            spec("get: {" + GET + ", " + OK + "}", "Pet: " + PET).replace("3.0.3", "3.1.0"),
            "the document: openapi 3.1.0 (3.0.x is) is not supported"));
    cases.add(
        operation(
            "get: {" + GET + ", responses: {'200': {$ref: 'other.yaml#/x'}}}",
            null,
            "$ref other.yaml#/x: a reference out of the document is not supported"));
    return cases;
  }

  @BeforeAll
  void runTheCheckAsTheBuildDoes(@TempDir Path temp) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.add("-cp");
    command.add(
        Path.of(Yaml.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
    command.add("src/build/java/SupportedSpec.java");
    for (int i = 0; i < CASES.size(); i++) {
      Path file = temp.resolve(i + ".yaml");
      Files.writeString(file, CASES.get(i).spec);
      command.add(file.toString());
    }
    command.add("src/test/resources/everything/spec.yaml");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    exitCode = process.waitFor();
    folder = temp;
    output =
        Arrays.stream(printed.split("\n"))
            .filter(line -> line.contains(".yaml: "))
            .collect(
                Collectors.toMap(
                    line -> Path.of(line.substring(0, line.indexOf(": "))),
                    line -> line.substring(line.indexOf(": ") + 2),
                    (one, other) -> one + "\n" + other,
                    LinkedHashMap::new));
  }

  @ParameterizedTest
  @FieldSource("CASES")
  void theProblemIsNamed(Case unsupported) {
    Path file = folder.resolve(CASES.indexOf(unsupported) + ".yaml");

    assertThat(output.get(file)).isEqualTo(unsupported.problem);
  }

  @Test
  void aProblemFailsTheBuild() {
    assertThat(exitCode).isEqualTo(1);
  }

  @Test
  void whatIsSupportedPasses() {
    assertThat(output).doesNotContainKey(Path.of("src/test/resources/everything/spec.yaml"));
  }

  private static Case schema(String schema, String problem) {
    return new Case(
        spec("get: {" + GET + ", " + OK + "}", "Pet: " + schema), "schema Pet: " + problem);
  }

  private static Case property(String schema, String problem) {
    String where =
        problem.startsWith("nullable items") || !problem.contains(", items") ? "" : ", items";
    return new Case(
        spec(
            "get: {" + GET + ", " + OK + "}",
            "Pet: {type: object, properties: {name: " + schema + "}}"),
        "schema Pet, property name" + where + ": " + problem);
  }

  private static Case operation(String operation, String where, String problem) {
    return new Case(
        spec(operation, "Pet: " + PET),
        where == null
            ? problem
            : "operation " + where.replaceFirst("^([A-Z]+)", "$1 /p") + ": " + problem);
  }

  private static Case parameter(String parameter, String problem) {
    return operation(
        "get: {" + GET + ", parameters: [{name: q, " + parameter + "}], " + OK + "}",
        "GET: parameter q",
        problem);
  }

  private static String spec(String operation, String schema) {
    return "openapi: 3.0.3\n"
        + "info: {title: t, version: '1'}\n"
        + "paths:\n  /p:\n    "
        + operation
        + "\ncomponents:\n  schemas:\n    Other: "
        + PET
        + "\n    "
        + schema
        + "\n";
  }
}
