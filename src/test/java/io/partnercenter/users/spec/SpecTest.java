package io.partnercenter.users.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks of the spec that the linter doesn't make. */
class SpecTest {
  private static final String PATH = "/v1/customers/{customer-tenant-id}/users/{user-id}";
  private static final String REAL_LIST_PATH = "/v1/customers/" + UUID.randomUUID() + "/users";
  private static final String REAL_PATH = REAL_LIST_PATH + "/" + UUID.randomUUID();
  private static final SpecValidator VALIDATOR = SpecValidator.of(Spec.text());

  static Stream<Arguments> requestExamples() {
    return examples(
            Spec.node(
                "paths", PATH, "patch", "requestBody", "content", "application/json", "examples"))
        .map(example -> Arguments.of(example.getKey(), example.getValue()));
  }

  static Stream<Arguments> responseExamples() {
    Map<String, Object> responses = Spec.node("paths", PATH, "patch", "responses");
    List<Arguments> all = new ArrayList<>();
    responses.forEach(
        (status, ref) -> {
          String name = SpecTree.nameOf(ref);
          examples(
                  Spec.node(
                      "components", "responses", name, "content", "application/json", "examples"))
              .forEach(
                  example ->
                      all.add(
                          Arguments.of(
                              status.equals("default") ? 504 : Integer.parseInt(status),
                              example.getKey(),
                              example.getValue())));
        });
    return all.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requestExamples")
  void anExampleOfARequestIsValid(String name, String body) {
    Map<String, List<String>> headers =
        Map.of(
            "Authorization", List.of("Bearer t"),
            "MS-Contract-Version", List.of("v1"),
            "Content-Type", List.of("application/json"));

    assertThat(VALIDATOR.requestProblems("PATCH", REAL_PATH, headers, body)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"first", "last"})
  void anExampleOfAPageIsValid(String name) {
    String body =
        examples(
                Spec.node(
                    "components",
                    "responses",
                    "CustomerUserPage",
                    "content",
                    "application/json",
                    "examples"))
            .filter(example -> example.getKey().equals(name))
            .findFirst()
            .orElseThrow()
            .getValue();

    assertThat(problems("GET", REAL_LIST_PATH, 200, body)).isEmpty();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("responseExamples")
  void anExampleOfAResponseIsValid(int status, String name, String body) {
    assertThat(problems(status, body)).isEmpty();
  }

  @Test
  void anExampleThatIsNotValidIsNoticed() {
    assertThat(problems(200, "{\"id\":\"x\"}")).isNotEmpty();
    assertThat(problems(404, "{\"code\":true}")).isNotEmpty();
    assertThat(problems(429, "{}")).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"60002\"", "60002", "0"})
  void theCodeOfAnErrorIsAStringOfDigitsOrANumber(String code) {
    assertThat(problems(404, "{\"code\":" + code + "}")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "\"not found\"", "1.5", "null"})
  void theCodeOfAnErrorIsNothingElse(String code) {
    assertThat(problems(404, "{\"code\":" + code + "}")).isNotEmpty();
  }

  @Test
  void anErrorHasOneOfTheTwoShapesAndNotBoth() {
    assertThat(problems(429, "{\"code\":\"429\",\"source\":\"PartnerFD\"}")).isEmpty();
    assertThat(problems(429, "{\"statusCode\":429,\"message\":\"Wait.\"}")).isEmpty();
    assertThat(problems(429, "{\"code\":\"429\",\"message\":\"Wait.\"}")).isNotEmpty();
  }

  /** The client sends the default of this required header, which can't have another value. */
  @Test
  void aRequiredHeaderHasOneValueWhichIsItsDefault() {
    Map<String, Object> schema =
        Spec.node("components", "parameters", "MS-Contract-Version", "schema");

    assertThat(schema.get("enum")).isEqualTo(List.of(schema.get("default")));
  }

  /** Other generators copy descriptions into the code of people who don't know this repository. */
  @Test
  void noDescriptionMentionsThisRepository() {
    List<String> descriptions = new ArrayList<>();
    collectDescriptions(Spec.node(), descriptions);

    assertThat(descriptions).as("descriptions").hasSizeGreaterThan(50);
    assertThat(descriptions)
        .noneMatch(
            text ->
                text.matches(
                    "(?is).*\\b(repository|(this|the) client|wrapper|generated|Retrofit|docs/|x-[a-z]+-).*"));
  }

  private static void collectDescriptions(Object node, List<String> descriptions) {
    if (node instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> {
            if (Set.of("description", "summary", "title").contains(key)
                && value instanceof String) {
              descriptions.add((String) value);
            }
            collectDescriptions(value, descriptions);
          });
    } else if (node instanceof List<?> list) {
      list.forEach(each -> collectDescriptions(each, descriptions));
    }
  }

  private static List<String> problems(int status, String body) {
    return problems("PATCH", REAL_PATH, status, body);
  }

  private static List<String> problems(String method, String path, int status, String body) {
    return VALIDATOR.responseProblems(
        method, path, status, Map.of("Content-Type", List.of("application/json")), body);
  }

  private static Stream<Map.Entry<String, String>> examples(Map<String, Object> examples) {
    JsonAdapter<Object> json = new Moshi.Builder().build().adapter(Object.class).serializeNulls();
    return examples.entrySet().stream()
        .map(
            example ->
                Map.entry(
                    example.getKey(), json.toJson(SpecTree.map(example.getValue()).get("value"))));
  }
}
