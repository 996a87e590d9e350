package io.partnercenter.users.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import com.squareup.moshi.Moshi;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

/** What the linter doesn't look at. */
class SpecTest {
  private static final String PATH = "/v1/customers/{customer-tenant-id}/users/{user-id}";
  private static final String REAL_LIST_PATH = "/v1/customers/" + UUID.randomUUID() + "/users";
  private static final String REAL_PATH = REAL_LIST_PATH + "/" + UUID.randomUUID();
  private static final OpenApiInteractionValidator VALIDATOR =
      OpenApiInteractionValidator.createForSpecificationUrl(Spec.FILE.toString()).build();

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
          String name = ((Map<?, ?>) ref).get("$ref").toString().replaceAll(".*/", "");
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
    SimpleRequest request =
        SimpleRequest.Builder.patch(REAL_PATH)
            .withHeader("Authorization", "Bearer t")
            .withHeader("MS-Contract-Version", "v1")
            .withHeader("Content-Type", "application/json")
            .withBody(body)
            .build();

    assertThat(VALIDATOR.validateRequest(request).getMessages()).isEmpty();
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

    assertThat(validate(REAL_LIST_PATH, Request.Method.GET, 200, body).getMessages()).isEmpty();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("responseExamples")
  void anExampleOfAResponseIsValid(int status, String name, String body) {
    assertThat(validate(status, body).getMessages()).isEmpty();
  }

  @Test
  void anExampleThatIsNotValidIsNoticed() {
    assertThat(validate(200, "{\"id\":\"x\"}").hasErrors()).isTrue();
    assertThat(validate(404, "{\"code\":true}").hasErrors()).isTrue();
    assertThat(validate(429, "{}").hasErrors()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"60002\"", "60002", "0"})
  void theCodeOfAnErrorIsAStringOfDigitsOrANumber(String code) {
    assertThat(validate(404, "{\"code\":" + code + "}").getMessages()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "\"not found\"", "1.5", "null"})
  void theCodeOfAnErrorIsNothingElse(String code) {
    assertThat(validate(404, "{\"code\":" + code + "}").hasErrors()).isTrue();
  }

  @Test
  void anErrorHasOneOfTheTwoShapesAndNotBoth() {
    assertThat(validate(429, "{\"code\":\"429\",\"source\":\"PartnerFD\"}").hasErrors()).isFalse();
    assertThat(validate(429, "{\"statusCode\":429,\"message\":\"Wait.\"}").hasErrors()).isFalse();
    assertThat(validate(429, "{\"code\":\"429\",\"message\":\"Wait.\"}").hasErrors()).isTrue();
  }

  /** The client sends the default of a header that must be there, for it can't be another value. */
  @Test
  void aRequiredHeaderHasOneValueWhichIsItsDefault() {
    Map<String, Object> schema =
        Spec.node("components", "parameters", "MS-Contract-Version", "schema");

    assertThat(schema.get("enum")).isEqualTo(List.of(schema.get("default")));
  }

  /** Other generators copy descriptions into the code of people who don't know this repository. */
  @Test
  void noDescriptionSpeaksOfThisRepository() {
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

  private static ValidationReport validate(int status, String body) {
    return validate(REAL_PATH, Request.Method.PATCH, status, body);
  }

  private static ValidationReport validate(
      String path, Request.Method method, int status, String body) {
    return VALIDATOR.validateResponse(
        path,
        method,
        SimpleResponse.Builder.status(status)
            .withContentType("application/json")
            .withBody(body)
            .build());
  }

  private static Stream<Map.Entry<String, String>> examples(Map<String, Object> examples) {
    Map<String, String> bodies = new LinkedHashMap<>();
    examples.forEach(
        (name, example) ->
            bodies.put(
                name,
                new Moshi.Builder()
                    .build()
                    .adapter(Object.class)
                    .serializeNulls()
                    .toJson(((Map<?, ?>) example).get("value"))));
    return bodies.entrySet().stream();
  }
}
