package io.partnercenter.users.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.partnercenter.users.spec.Spec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A release of the spec is a promise that only the next major version may break. */
@Tag("contract")
class SpecEvolutionTest {
  /** The test's own spec, so that the test doesn't depend on what the live spec has or lacks. */
  private static final Path SPEC = Path.of("src/test/resources/contract/evolution.yaml");

  private static final String PATH = "/v1/customers/{customer-tenant-id}/users/{user-id}";
  private static final String GET = "GET " + PATH;
  private static final String PATCH = "PATCH " + PATH;
  private static final Edit OPERATION_REMOVED = spec -> spec.at("paths", PATH).remove("get");
  private static final Edit OPERATION_ADDED =
      spec -> spec.at("paths", PATH).put("delete", spec.at("paths", PATH).at("get").node());

  @Test
  void theSpecBreaksNothingThatIsReleased() throws IOException {
    assertThat(SpecEvolution.unannounced(SpecEvolution.RELEASED, Spec.FILE, System.out))
        .as(
            "breaking changes since %s; undo them, or raise the major version of %s",
            SpecEvolution.RELEASED, Spec.FILE)
        .isEmpty();
  }

  static Stream<Arguments> harmlessChanges() {
    return Stream.of(
        harmless("nothing", spec -> {}),
        harmless(
            "a new value of an enum of responses",
            spec -> spec.schema("UserDomainType").list("enum").add("guest")),
        harmless(
            "a new value of an enum of requests and responses",
            spec -> spec.schema("UserState").list("enum").add("suspended")),
        harmless(
            "a new optional property of a response",
            spec -> spec.schema("CustomerUser").at("properties").put("nickname", string())),
        harmless(
            "a new required property of a response",
            spec -> {
              spec.schema("CustomerUser").at("properties").put("nickname", string());
              spec.schema("CustomerUser").list("required").add("nickname");
            }),
        harmless(
            "a new optional property of a request",
            spec -> spec.schema("CustomerUserUpdate").at("properties").put("nickname", string())),
        harmless(
            "a request's property no longer required",
            spec -> spec.schema("CustomerUserUpdate").remove("required")),
        harmless("a new operation", OPERATION_ADDED),
        harmless(
            "a new path",
            spec -> spec.at("paths").put(PATH + "/more", spec.at("paths", PATH).node())),
        harmless(
            "a new documented error status",
            spec ->
                spec.at("paths", PATH, "patch", "responses")
                    .put("408", Map.of("$ref", "#/components/responses/OtherError"))),
        harmless(
            "a new optional header of a request",
            spec ->
                spec.at("paths", PATH)
                    .list("parameters")
                    .add(Map.of("name", "X-New", "in", "header", "schema", string()))),
        harmless(
            "a new header of a response",
            spec ->
                spec.at("components", "responses", "CustomerUser", "headers")
                    .put("X-New", Map.of("$ref", "#/components/headers/ETag"))),
        harmless(
            "a response's header becoming required",
            spec -> spec.at("components", "headers", "ETag").put("required", true)),
        harmless(
            "a parameter no longer required",
            spec -> spec.parameter("MS-Contract-Version").put("required", false)),
        harmless(
            "another description",
            spec -> spec.schema("UserState").put("description", "Alive or not.")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("harmlessChanges")
  void aHarmlessChangeIsNotReported(String change, Edit edit) {
    assertThat(unannounced(edit)).isEmpty();
  }

  static Stream<Arguments> breakingChanges() {
    return Stream.of(
        breaking("a removed operation", OPERATION_REMOVED, GET + ": removed"),
        breaking(
            "a changed path",
            spec -> spec.at("paths").rename(PATH, PATH.replace("/v1/", "/v2/")),
            PATCH + ": removed"),
        breaking(
            "another name of a path parameter",
            spec -> {
              spec.at("paths").rename(PATH, PATH.replace("{user-id}", "{id}"));
              spec.parameter("user-id").put("name", "id");
            },
            PATCH + ": removed"),
        breaking(
            "a removed property of a response",
            spec -> spec.schema("CustomerUser").at("properties").remove("softDeletionTime"),
            GET + " 200 softDeletionTime: removed"),
        breaking(
            "a removed property of an error of the gateway",
            spec -> spec.schema("ErrorBody").at("properties").remove("statusCode"),
            GET + " 429 statusCode: removed"),
        breaking(
            "a renamed property of a response",
            spec -> spec.schema("ResourceLinks").at("properties").rename("next", "following"),
            GET + " 200 links next: removed"),
        breaking(
            "a removed property of a request",
            spec -> spec.schema("CustomerUserUpdate").at("properties").remove("phoneNumber"),
            PATCH + " request phoneNumber: removed"),
        breaking(
            "a renamed property of requests and responses",
            spec -> spec.schema("PasswordProfile").at("properties").rename("password", "secret"),
            PATCH + " request passwordProfile password: removed"),
        breaking(
            "another type of a response's property",
            spec -> spec.schema("ResourceAttributes").property("etag").put("type", "integer"),
            GET + " 200 attributes etag: was string, is integer"),
        breaking(
            "another type of a property in an array",
            spec -> spec.schema("LinkHeader").property("value").put("type", "boolean"),
            GET + " 200 links self headers [] value: was string, is boolean"),
        breaking(
            "another type of a request's property",
            spec -> spec.schema("CustomerUserUpdate").property("firstName").put("type", "boolean"),
            PATCH + " request firstName: was string, is boolean"),
        breaking(
            "another format of a response's property",
            spec -> spec.schema("CustomerUser").property("softDeletionTime").put("format", "date"),
            GET + " 200 softDeletionTime: was string (date-time), is string (date)"),
        breaking(
            "another format of a parameter",
            spec -> spec.parameter("MS-RequestId").at("schema").remove("format"),
            GET + " MS-RequestId: was string (uuid), is string"),
        breaking(
            "another type of a response's header",
            spec ->
                spec.at("components", "headers", "Retry-After", "schema").put("type", "integer"),
            GET + " 429 Retry-After: was string, is integer"),
        breaking(
            "a request's property becoming required",
            spec -> spec.schema("CustomerUserUpdate").list("required").add("usageLocation"),
            PATCH + " request: required was [attributes], is [attributes, usageLocation]"),
        breaking(
            "a new required property of a request",
            spec -> {
              spec.schema("CustomerUserUpdate").at("properties").put("nickname", string());
              spec.schema("CustomerUserUpdate").list("required").add("nickname");
            },
            PATCH + " request: required was [attributes], is [attributes, nickname]"),
        breaking(
            "a response's property no longer required",
            spec -> spec.schema("CustomerUser").remove("required"),
            GET + " 200: required was [id], is []"),
        breaking(
            "a parameter becoming required",
            spec -> spec.parameter("X-Locale").put("required", true),
            GET + " X-Locale: became required"),
        breaking(
            "a new required parameter",
            spec ->
                spec.at("paths", PATH)
                    .list("parameters")
                    .add(
                        Map.of(
                            "name", "X-New", "in", "header", "required", true, "schema", string())),
            PATCH + ": new and required: [X-New]"),
        breaking(
            "another name of a parameter",
            spec -> spec.parameter("If-Match").put("name", "If-Same"),
            PATCH + " If-Match: removed"),
        breaking(
            "another pattern of a request's property",
            spec ->
                spec.schema("CustomerUserUpdate").property("usageLocation").put("pattern", "^SE$"),
            PATCH + " request usageLocation: pattern changed"),
        breaking(
            "another pattern of a parameter",
            spec -> spec.parameter("If-Match").at("schema").put("pattern", "^[0-9]+$"),
            PATCH + " If-Match: pattern changed"),
        breaking(
            "a shorter limit of a request's property",
            spec -> spec.schema("CustomerUserUpdate").property("firstName").put("maxLength", 8),
            PATCH + " request firstName: maxlength changed"),
        breaking(
            "a minimum length of a request's property",
            spec -> spec.schema("CustomerUserUpdate").property("firstName").put("minLength", 8),
            PATCH + " request firstName: minlength changed"),
        breaking(
            "a removed status 200",
            spec -> spec.at("paths", PATH, "get", "responses").remove("200"),
            GET + " 200: removed"),
        breaking(
            "a removed content type",
            spec -> spec.at("components", "responses", "CustomerUser").remove("content"),
            GET + " 200 application/json: removed"),
        breaking(
            "a removed header of a response",
            spec -> spec.at("components", "responses", "CustomerUser", "headers").remove("ETag"),
            GET + " 200 ETag: removed"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("breakingChanges")
  void aBreakingChangeIsReported(String change, Edit edit, String line) {
    assertThat(unannounced(edit)).contains(line);
  }

  @Test
  void aBreakingChangeIsReportedOnceForEachPlace() {
    assertThat(unannounced(spec -> spec.schema("UserState").list("enum").remove("inactive")))
        .containsExactly(PATCH + " request state: enum was [active, inactive], is [active]");
  }

  @ParameterizedTest
  @CsvSource({"1.0.0, 2.0.0", "1.4.2, 2.0.0", "9.0.0, 10.0.0"})
  void aHigherMajorVersionMayBreak(String from, String to) {
    assertThat(
            SpecEvolution.unannounced(
                edited(version(from)), edited(version(to), OPERATION_REMOVED)))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1.0.0, 1.1.0", "1.0.0, 1.0.1", "2.0.0, 1.0.0"})
  void noOtherVersionMayBreak(String from, String to) {
    assertThat(
            SpecEvolution.unannounced(
                edited(version(from)), edited(version(to), OPERATION_REMOVED)))
        .containsExactly(GET + ": removed");
  }

  @Test
  void withoutAReleaseNothingIsBreakingAndALineSaysSo(@TempDir Path folder) throws IOException {
    Path missing = folder.resolve("released.yaml");
    ByteArrayOutputStream printed = new ByteArrayOutputStream();

    assertThat(check(missing, printed)).isEmpty();
    assertThat(printed.toString(StandardCharsets.UTF_8)).startsWith(missing + " ").hasLineCount(1);
  }

  @Test
  void withAReleaseTheSpecsAreComparedAndNothingIsPrinted(@TempDir Path folder) throws IOException {
    Path released = Files.writeString(folder.resolve("released.yaml"), edited(OPERATION_ADDED));
    ByteArrayOutputStream printed = new ByteArrayOutputStream();

    assertThat(check(released, printed)).containsExactly("DELETE " + PATH + ": removed");
    assertThat(printed.size()).isZero();
  }

  private static List<String> check(Path released, ByteArrayOutputStream printed)
      throws IOException {
    return SpecEvolution.unannounced(
        released, SPEC, new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  private static List<String> unannounced(Edit edit) {
    return SpecEvolution.unannounced(edited(), edited(edit));
  }

  private static String edited(Edit... edits) {
    Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
    try (Reader reader = Files.newBufferedReader(SPEC)) {
      Map<String, Object> spec = yaml.load(reader);
      for (Edit edit : edits) {
        edit.apply(new Tree(spec));
      }
      return yaml.dump(spec);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Edit version(String version) {
    return spec -> spec.at("info").node().put("version", version);
  }

  private static Arguments harmless(String change, Edit edit) {
    return arguments(change, edit);
  }

  private static Arguments breaking(String change, Edit edit, String line) {
    return arguments(change, edit, line);
  }

  private static Map<String, Object> string() {
    return new LinkedHashMap<>(Map.of("type", "string"));
  }

  /** A change of a spec. */
  private interface Edit {
    void apply(Tree spec);
  }

  /**
   * A node of a spec. What an edit changes or removes must exist, so that each edit makes a
   * difference.
   */
  private record Tree(Map<String, Object> node) {
    @SuppressWarnings("unchecked") // keys of the spec are strings
    Tree at(String... path) {
      Map<String, Object> at = node;
      for (String key : path) {
        at = (Map<String, Object>) Objects.requireNonNull(at.get(key), key);
      }
      return new Tree(at);
    }

    Tree schema(String name) {
      return at("components", "schemas", name);
    }

    Tree property(String name) {
      return at("properties", name);
    }

    Tree parameter(String name) {
      return at("components", "parameters", name);
    }

    @SuppressWarnings("unchecked") // the lists are only changed, never read
    List<Object> list(String name) {
      return (List<Object>) Objects.requireNonNull(node.get(name), name);
    }

    void put(String key, Object value) {
      assertThat(node.put(key, value)).as(key).isNotEqualTo(value);
    }

    Object remove(String key) {
      return Objects.requireNonNull(node.remove(key), key);
    }

    void rename(String from, String to) {
      put(to, remove(from));
    }
  }
}
