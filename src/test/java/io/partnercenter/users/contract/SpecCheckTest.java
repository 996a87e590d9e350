package io.partnercenter.users.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.partnercenter.users.spec.Spec;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a spec doesn't name is noticed in an interaction, although a validator accepts it. */
@Tag("contract")
class SpecCheckTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SpecCheck check = new SpecCheck(Spec.text());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /request/headers                        | X-New   | the request header X-New is not in the spec
          /response/headers                       | X-New   | the response header X-New is not in the spec
          /request/query                          | size    | the query parameter size is not in the spec
          /request/body/content                   | newName | request: $.newName is not in the spec
          /request/body/content/attributes        | newName | request: $.attributes.newName is not in the spec
          /response/body/content                  | newName | response: $.newName is not in the spec
          /response/body/content/passwordProfile  | newName | response: $.passwordProfile.newName is not in the spec
          """)
  void aNameThatTheSpecDoesNotHaveIsNoticed(String place, String name, String problem) {
    PactInteraction changed =
        change(
            "a reset of the password",
            json -> {
              if (place.endsWith("/query")) {
                ((ObjectNode) json.at("/request")).putObject("query");
              }
              boolean hasLists = place.endsWith("/headers") || place.endsWith("/query");
              ObjectNode node = (ObjectNode) json.at(place);
              if (hasLists) {
                node.putArray(name).add("1");
              } else {
                node.put(name, "1");
              }
            });

    assertThat(check.problems(changed)).anyMatch(each -> each.endsWith(problem));
  }

  @ParameterizedTest
  @ValueSource(ints = {418, 302, 204})
  void aStatusThatTheSpecDoesNotHaveIsNoticed(int status) {
    PactInteraction changed =
        change("a read", json -> ((ObjectNode) json.at("/response")).put("status", status));

    assertThat(check.problems(changed))
        .contains("response: the status " + status + " is not in the spec");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a change, throttled by the gateway", "a change, refused with 429 429"})
  void anUnknownPropertyOfAnErrorIsNoticedInEachOfItsShapes(String description) {
    PactInteraction changed =
        change(
            description,
            json -> ((ObjectNode) json.at("/response/body/content")).put("newName", 1));

    assertThat(check.problems(changed)).contains("response: $.newName is not in the spec");
  }

  private static PactInteraction change(String description, Consumer<ObjectNode> change) {
    ObjectNode json = JSON.valueToTree(PactInteraction.written(description).json());
    change.accept(json);
    return new PactInteraction(JSON.convertValue(json, Map.class));
  }
}
