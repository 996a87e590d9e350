package io.partnercenter.users.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/**
 * Each error in a spec, and each construct that the templates don't support, is reported in a line
 * with file, line, place and what to do. All of them are reported at once.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpecProblemsTest {
  private static final String PET = "    Pet: {type: object, properties: {a: {type: string}}}\n";
  private static final String PET_SCHEMA = "{$ref: '#/components/schemas/Pet'}";
  private static final String OK = "responses: {'200': {description: d}}";

  private static final List<Case> CASES = new ArrayList<>();

  private Path folder;
  private List<String> output;
  private int exitCode;

  /** A spec, and the problems that are reported of it. */
  private record Case(String spec, List<String> problems) {}

  static {
    // schemas: the schema of the property "name" of Dog, in line 8
    property(
        "{oneOf: [{$ref: '#/components/schemas/Pet'}]}",
        "oneOf isn't supported; describe one object with optional properties");
    property(
        "{anyOf: [{type: string}]}",
        "anyOf isn't supported; describe one object with optional properties");
    property(
        "{type: strng}", "type strng isn't one of string, integer, number, boolean, array, object");
    property(
        "{type: string, fromat: uuid}",
        "fromat isn't a keyword of OpenAPI 3.0 here; check its spelling and indentation");
    property("{type: array}", "has no items; add them with their type");
    property(
        "{$ref: '#/components/schemas/Pat'}",
        "$ref #/components/schemas/Pat leads to nothing; correct the name, or add it");
    property(
        "{allOf: [{$ref: '#/components/schemas/Pat'}], nullable: true}",
        "$ref #/components/schemas/Pat leads to nothing; correct the name, or add it");
    property(
        "{$ref: 'pets.yaml#/Pet'}",
        "$ref pets.yaml#/Pet leads to nothing; only references within the file are supported");
    problem(
        schemas(
            "    Dog: {type: object, properties: {name: {$ref: '#/components/schemas/Loop'}}}\n    Loop: {$ref: '#/components/schemas/Loop'}\n"),
        "8: schema Dog, property name: $ref #/components/schemas/Loop leads to itself",
        "9: schema Loop: $ref #/components/schemas/Loop leads to itself");
    property(
        "{$ref: '#/components/schemas/Pet', nullable: true}",
        "nullable isn't a keyword of OpenAPI 3.0 here; check its spelling and indentation");
    property("", "has no schema; check the indentation");
    property("{type: string, enum: [a, yes]}", "the enum value true isn't a string; quote it");
    property("{type: string, enum: [a, a]}", "the enum value a occurs twice");
    property("{type: string, enum: []}", "has an enum without values");
    property("{type: string, pattern: '['}", "the pattern [ isn't valid: Unclosed character class");
    property("{type: string, minLength: few}", "minLength isn't a whole number of at least 0");
    property("{type: string, maxLength: -1}", "maxLength isn't a whole number of at least 0");
    property(
        "{type: object, required: [b], properties: {a: {type: string}}}",
        "requires b, which isn't one of its properties");
    property(
        "{type: object, additionalProperties: {type: string}, properties: {a: {type: string}}}",
        "additionalProperties with a schema isn't supported beside properties; use true or false");
    property(
        "{type: object, discriminator: {propertyName: a}, properties: {a: {type: string}}}",
        "discriminator isn't supported; describe one object with optional properties");
    property(
        "{allOf: [{$ref: '#/components/schemas/Pet'}, {type: object, properties: {a: {type: integer}}}]}",
        "allOf has the property a twice, with different schemas");
    problem(
        schemas(
            "    Dog:\n      type: object\n      properties:\n        tags:\n          type: array\n          items: {type: string, nullable: true}\n"),
        "13: schema Dog, property tags, items: nullable isn't supported here; remove it");
    problem(
        schemas("    Dog: {type: object, x-internal: true, properties: {a: {type: string}}}\n"),
        "8: schema Dog: x-internal isn't supported; it would take this out of the generated code");
    problem(
        schemas("    Dog: {type: object, x-changes-of: Cat, properties: {a: {type: string}}}\n"),
        "8: schema Dog: x-changes-of names Cat, which isn't an object of the spec");
    problem(
        schemas("    Dog: {type: object, x-changes-of: Pet, properties: {a: {type: integer}}}\n"),
        "8: schema Dog: x-changes-of: a has a different type in Pet");
    problem(
        schemas(
            "    Dog: {type: object, x-changes-of: Pet, required: [a], properties: {a: {type: string}}}\n"),
        "8: schema Dog: x-changes-of is for a schema without required properties");
    String badCodes = "x-codes is for texts, and needs a name, and values separated by spaces";
    problem(
        schemas(
            "    Dog: {type: object, properties: {a: {type: integer, x-codes: {name: x, values: A B}}}}\n"),
        "8: schema Dog, property a: " + badCodes);
    problem(
        schemas("    Dog: {type: object, properties: {a: {type: string, x-codes: [A, B]}}}\n"),
        "8: schema Dog, property a: " + badCodes);

    // operations: of the path /p, in line 5
    operation(
        "get: {tags: [T], " + OK + "}",
        "GET /p: has no operationId; add one, because it names the method");
    operation("get: {operationId: o}", "GET /p: has no response 2xx; add one");
    operation(
        "get: {operationId: o, responses: {'404': {description: d}}}",
        "GET /p: has no response 2xx; add one");
    operation(
        "get: {operationId: o, responses: {'20': {description: d}}}",
        "GET /p, response 20: isn't a status such as '200' or default",
        "GET /p: has no response 2xx; add one");
    operation(
        "get: {operationId: o, responses: {'200': {$ref: '#/components/responses/Pet'}}}",
        "GET /p, response 200: $ref #/components/responses/Pet leads to nothing; correct the name, or add it");
    operation(
        "get: {operationId: o, responses: {'200': {description: d}, '202': {description: d, content: {application/json: {schema: "
            + PET_SCHEMA
            + "}}}}}",
        "GET /p, response 202: has a different body than the successful response before it; give them the same");
    operation(
        "get: {operationId: o, responses: {'200': {description: d, content: {text/plain: {schema: {type: string}}}}}}",
        "GET /p, response 200: has only text/plain; only JSON is supported");
    operation(
        "post: {operationId: o, requestBody: {content: {multipart/form-data: {schema: "
            + PET_SCHEMA
            + "}}}, "
            + OK
            + "}",
        "POST /p, request body: has only multipart/form-data; only JSON is supported");
    operation(
        "post: {operationId: o, requestBody: {$ref: '#/components/requestBodies/Pet'}, " + OK + "}",
        "POST /p, request body: $ref #/components/requestBodies/Pet leads to nothing; correct the name, or add it",
        "POST /p, request body: has no content; add its schema");
    operation(
        "get: {operationId: o, requestBody: {content: {application/json: {schema: "
            + PET_SCHEMA
            + "}}}, "
            + OK
            + "}",
        "GET /p, request body: a GET can't have a request body; use POST");
    operation("head: {operationId: o, " + OK + "}", "path /p: head isn't supported; use get");
    operation(
        "get: {operationId: o, servers: [], " + OK + "}",
        "GET /p: servers isn't supported here; the client has one base URL");
    operation(
        "get: {operationId: o, security: [], " + OK + "}",
        "GET /p: security other than the one bearer scheme isn't supported; remove it");
    operation(
        "get: {operationId: o, security: [{key: []}], " + OK + "}",
        "GET /p: security other than the one bearer scheme isn't supported; remove it");

    // parameters
    parameter(
        "in: cookie, schema: {type: string}",
        "in: cookie isn't supported; path, query and header are");
    parameter(
        "in: query, style: deepObject, schema: {type: string}",
        "style other than form isn't supported; remove it");
    parameter(
        "in: query, explode: false, schema: {type: array, items: {type: string}}",
        "explode: false isn't supported");
    parameter(
        "in: header, schema: {type: array, items: {type: string}}",
        "an array is supported in the query only");
    parameter(
        "in: query, schema: " + PET_SCHEMA,
        "a parameter is a scalar, an enum or, in the query, an array of those");
    parameter(
        "in: query, schema: {type: array, items: " + PET_SCHEMA + "}",
        "a parameter is a scalar, an enum or, in the query, an array of those");
    parameter(
        "in: query, content: {application/json: {}}, schema: {type: string}",
        "content isn't supported in a parameter; give it a schema of type string");
    parameter(
        "in: header, x-set-by-client: true, schema: {type: string}",
        "x-set-by-client is for headers in components.parameters");
    parameter(
        "in: query, x-throttle-scope: true, schema: {type: string}",
        "x-throttle-scope is for path parameters in components.parameters");
    parameter(
        "in: header, x-continuation: true, schema: {type: string}",
        "x-continuation is for headers in components.parameters");
    parameter(
        "in: query, x-deleted-users: '{}', schema: {type: string}",
        "x-deleted-users is for query parameters in components.parameters");
    parameter(
        "in: query, x-refused-with: '1', schema: {type: string}",
        "x-refused-with requires x-set-by-client");
    operation(
        "get: {operationId: o, parameters: [{name: q, in: path, schema: {type: string}}], "
            + OK
            + "}",
        "GET /p: the path parameter q isn't in the path");

    // the document
    problem(schemas("").replace("3.0.3", "3.1.0"), "1: the document: isn't OpenAPI 3.0.x");
    problem(
        schemas("").replace("/p:", "/p/{id}:"),
        "5: GET /p/{id}: the path names {id}, which isn't a path parameter");
    problem(
        schemas("") + "  schemas: {}\n",
        "9: components: has schemas twice, first in line 7; remove one");
    problem(
        schemas("    Dog:\n      type: object\n     properties: {}\n"),
        "10: the document: isn't YAML: expected <block end>, but found '<block mapping start>'; check the indentation and the quotes");
    problem(
        schemas("    Dog:\n"),
        "8: components, schemas: Dog must be an object; check its value and the indentation");
    // values of another kind than the keyword's
    for (String[] wrong :
        new String[][] {
          {"properties: [a]", "properties", "an object"},
          {"properties: ", "properties", "an object"},
          {"required: true, type: string", "required", "a list of texts"},
          {"required: a", "required", "a list of texts"},
          {"type: [string, 'null']", "type", "text"},
          {"type: string, description: [a]", "description", "text"},
          {"type: string, nullable: 'true'", "nullable", "true or false"},
          {"type: array, items: [a]", "items", "an object"},
          {"type: string, enum: a", "enum", "a list"},
          {"allOf: {a: b}", "allOf", "a list of objects"},
          {"allOf: [null]", "allOf", "a list of objects"},
          {
            "type: object, additionalProperties: x",
            "additionalProperties",
            "true, false or an object"
          }
        }) {
      property(
          "{" + wrong[0] + "}",
          wrong[1] + " must be " + wrong[2] + "; check its value and the indentation");
    }
    problem(
        schemas("").replaceFirst("schemas:\n", "schemas: [a]\n").replace(PET, ""),
        "7: components: schemas must be an object; check its value and the indentation");
    problem(
        schemas("") + "servers: [x]\n",
        "9: the document: servers must be a list of objects; check its value and the indentation");
    problem(
        schemas("").replaceFirst("/p:\n.*\n", "/p:\n"),
        "4: paths: /p must be an object; check its value and the indentation");
    problem(
        "openapi: 3.0.3\n",
        "1: the document: has no info; add it",
        "1: the document: has no paths; add it");
    operation("get: [a]", "path /p: get must be an object; check its value and the indentation");
    operation(
        "get: {operationId: o, responses: {'200': }}",
        "GET /p, responses: 200 must be an object; check its value and the indentation");
    operation(
        "get: {operationId: o, responses: {'200': {description: d, content: {application/json: {schema: Pet}}}}}",
        "GET /p, response 200: schema must be an object; check its value and the indentation");
    operation(
        "post: {operationId: o, requestBody: [a], " + OK + "}",
        "POST /p: requestBody must be an object; check its value and the indentation");
    for (String wrong : List.of("x", "{a: b}", "[null]", "[x]", "")) {
      operation(
          "get: {operationId: o, parameters: " + wrong + ", " + OK + "}",
          "GET /p: parameters must be a list of objects; check its value and the indentation");
    }

    // references, aliases, keys, names, and rules that contradict each other
    operation(
        "get: {operationId: o, parameters: [{$ref: '#/components/parameters/q'}], " + OK + "}",
        "GET /p, parameters: $ref #/components/parameters/q leads to nothing; correct the name, or add it");
    operation(
        "get: {operationId: o, responses: {'200': {description: d}, '404': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Pat'}}}}}}",
        "GET /p, response 404: $ref #/components/schemas/Pat leads to nothing; correct the name, or add it");
    operation(
        "get: {operationId: o, responses: {'200': {description: d, headers: {X: {$ref: '#/components/headers/X'}}}}}",
        "GET /p, response 200: $ref #/components/headers/X leads to nothing; correct the name, or add it");
    problem(
        schemas("    Dog: &dog {type: object, properties: {a: *dog}}\n"),
        "8: components.schemas.Dog.properties.a: has an alias of an object that contains it; use a $ref");
    problem(
        schemas("    Dog:\n      <<: Pet\n"),
        "9: components.schemas.Dog: << must name an object, or a list of objects");
    problem(
        schemas("    Dog: {? [a] : b}\n"),
        "8: components.schemas.Dog: has a key that isn't a text; quote it");
    problem(
        schemas("    Größe: {type: string}\n"),
        "8: schema Größe: has a name with characters other than ASCII letters, digits, . _ -; rename it");
    problem(
        schemas("    # \u0001\n"), "8: the document: has the control character U+0001; remove it");
    property(
        "{allOf: [{$ref: '#/components/schemas/Pet'}, {type: string}]}",
        "allOf has the types string and object; give it one");
    property("{type: string, minLength: 3, maxLength: 2}", "minLength is above maxLength");
    problem(
        schemas("    Dog: {type: string, x-changes-of: Pet}\n"),
        "8: schema Dog: x-changes-of is for objects with properties");
    problem(
        schemas("    Dog: {type: object, x-changes-of: Pet, properties: {b: {type: string}}}\n"),
        "8: schema Dog: x-changes-of: no property is also in Pet");
    parameter("in: query", "has no schema; add one with its type");
    parameter("schema: {type: string}", "in: null isn't supported; path, query and header are");
    operation(
        "get: {operationId: o, parameters: [{in: query, schema: {type: string}}], " + OK + "}",
        "GET /p, parameter null: has no name; add its name on the wire");
    operation(
        "get: {operationId: o, parameters: [{name: q, in: query, schema: {type: string}}, {name: q, in: query, schema: {type: string}}], "
            + OK
            + "}",
        "GET /p, parameter q: occurs twice; remove one");
    operation(
        "get: {operationId: o, parameters: [{name: å, in: header, schema: {type: string}}], "
            + OK
            + "}",
        "GET /p, parameter å: isn't a valid name of a header; correct it");
    problem(schemas("").replace("/p:", "p:"), "4: path p: doesn't begin with /; add it");
    problem(
        schemas("").replace("/p:", "'/p/{a':"),
        "5: GET /p/{a: the path has an unpaired brace; add or remove one");
    problem(
        schemas("") + "servers: [{}]\n", "9: servers: a server must have a url and no variables");

    problem(
        "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths:\n  /p:\n    get: {operationId: o, "
            + OK
            + "}\n    put: {operationId: o, "
            + OK
            + "}\n",
        "6: PUT /p: the operationId o is also used in FILE:5; rename one");
    problem(
        "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths:\n  /p:\n    get: {"
            + OK
            + "}\n    put: {operationId: operation, "
            + OK
            + "}\n",
        "5: GET /p: has no operationId; add one, because it names the method");
    problem(
        schemas(
            "    Dog: {type: object, properties: {a: {$ref: '#/components/schemas/Cat'}, b: {anyOf: []}}}\n    Bird: {type: objekt, properties: {a: {type: string}}, patern: x}\n"),
        "8: schema Dog, property a: $ref #/components/schemas/Cat leads to nothing; correct the name, or add it",
        "8: schema Dog, property b: anyOf isn't supported; describe one object with optional properties",
        "9: schema Bird: patern isn't a keyword of OpenAPI 3.0 here; check its spelling and indentation",
        "9: schema Bird: has properties, but the type objekt; make it object");
  }

  private static void problem(String spec, String... problems) {
    CASES.add(new Case(spec, List.of(problems)));
  }

  private static void property(String schema, String problem) {
    problem(
        schemas("    Dog: {type: object, properties: {name: " + schema + "}}\n"),
        "8: schema Dog, property name: " + problem);
  }

  private static void operation(String operation, String... problems) {
    problem(
        spec(operation, ""),
        Stream.of(problems).map(problem -> "5: " + problem).toArray(String[]::new));
  }

  private static void parameter(String parameter, String problem) {
    operation(
        "get: {operationId: o, parameters: [{name: q, " + parameter + "}], " + OK + "}",
        "GET /p, parameter q: " + problem);
  }

  private static String schemas(String schemas) {
    return spec("get: {operationId: o, " + OK + "}", schemas);
  }

  /** The operation is in line 5, the first schema in line 8. */
  private static String spec(String operation, String schemas) {
    return "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths:\n  /p:\n    "
        + operation
        + "\ncomponents:\n  schemas:\n"
        + schemas
        + PET;
  }

  static Stream<Arguments> cases() {
    return CASES.stream().map(each -> Arguments.of(each.problems, each));
  }

  @BeforeAll
  void prepareAllAsTheBuildDoes(@TempDir Path temp) throws Exception {
    folder = temp;
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.add("-cp");
    command.add("target/spec-tools" + java.io.File.pathSeparator + jarOf(Yaml.class));
    command.add("spec.PrepareSpec");
    for (int i = 0; i < CASES.size(); i++) {
      command.add(temp.resolve(i + ".prepared.yaml").toString());
      command.add(Files.writeString(file(i), CASES.get(i).spec).toString());
      command.add("--");
    }
    String valid = schemas("    Dog: {type: object, properties: {a: {type: string}}}\n");
    String json =
        "{\"openapi\":\"3.0.3\",\"info\":{},\"paths\":{\"/p\":{\"get\":{\"operationId\":\"o\","
            + "\"responses\":{\"200\":{\"description\":\"d\"}}}}}}";
    for (Map.Entry<String, String> saved :
        Map.of("bom", "\ufeff" + valid, "crlf", valid.replace("\n", "\r\n"), "json", json)
            .entrySet()) {
      command.add(temp.resolve(saved.getKey() + ".prepared.yaml").toString());
      command.add(Files.writeString(temp.resolve(saved.getKey()), saved.getValue()).toString());
      command.add("--");
    }
    command.add(temp.resolve("live.prepared.yaml").toString());
    command.add("openapi/partner-center-users.yaml");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().remove("JAVA_TOOL_OPTIONS"); // the JVM would print the variable's value
    Process process = builder.start();
    output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    exitCode = process.waitFor();
  }

  private static Path jarOf(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private Path file(int number) {
    return folder.resolve(number + ".yaml");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void theProblemIsReportedWithItsPlaceAndWhatToDo(List<String> problems, Case wrong) {
    int number = CASES.indexOf(wrong);

    String prefix = file(number) + ":";
    assertThat(output)
        .filteredOn(line -> line.startsWith(prefix))
        .map(line -> line.substring(prefix.length()))
        .as(wrong.spec)
        .containsExactlyElementsOf(
            problems.stream()
                .map(problem -> problem.replace("FILE", file(number).toString()))
                .toList());
    assertThat(folder.resolve(number + ".prepared.yaml")).doesNotExist();
  }

  @Test
  void nothingElseIsPrinted() {
    assertThat(output).allMatch(line -> line.startsWith(folder.toString()));
  }

  @Test
  void aProblemFailsTheBuildAndAValidSpecIsStillPrepared() throws IOException {
    assertThat(exitCode).isEqualTo(1);
    assertThat(folder.resolve("live.prepared.yaml")).isNotEmptyFile();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bom", "crlf", "json"})
  void aValidSpecIsReadHoweverAnEditorSavesIt(String name) {
    assertThat(folder.resolve(name + ".prepared.yaml")).isNotEmptyFile();
  }
}
