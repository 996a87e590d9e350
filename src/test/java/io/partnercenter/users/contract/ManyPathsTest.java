package io.partnercenter.users.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.partnercenter.users.spec.Spec;
import io.partnercenter.users.spec.SpecTree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An operation is pinned by its own interactions, even if others have the same method. */
@Tag("contract")
class ManyPathsTest {
  private static final String SPEC =
      """
      paths:
        /users/{id}:
          get:
            operationId: getUser
            parameters: [{ name: id, in: path }]
            responses:
              '200': { $ref: '#/components/responses/User' }
              '404': { $ref: '#/components/responses/NotFound' }
        /users:
          get:
            operationId: listUsers
            parameters: [{ name: size, in: query }]
            responses:
              '200': { $ref: '#/components/responses/Users' }
              '404': { $ref: '#/components/responses/NotFound' }
      components:
        parameters: {}
        headers: {}
        securitySchemes: { bearer: {} }
        responses:
          User:
            content: { application/json: { schema: { $ref: '#/components/schemas/User' } } }
          Users:
            content: { application/json: { schema: { $ref: '#/components/schemas/Users' } } }
          NotFound:
            content: { application/json: {} }
        schemas:
          Users:
            properties:
              items: { type: array, items: { $ref: '#/components/schemas/User' } }
          User:
            properties:
              roles: { type: array, items: { $ref: '#/components/schemas/Role' } }
          Role:
            properties:
              name: { type: string }
      """;

  private static final PactInteraction USER = response("/users/1", 200, "{'roles':[{'name':'a'}]}");
  private static final PactInteraction NO_USER = response("/users/1", 404, "{}");
  private static final PactInteraction NO_USERS = response("/users", 404, "{}");

  @Test
  void aGetWithoutInteractionsIsOpenThoughAnotherGetIsPinned() {
    assertThat(open(USER, NO_USER))
        .containsExactlyInAnyOrder(
            "listUsers operation GET /users",
            "listUsers parameter size",
            "listUsers status 200",
            "listUsers status 404",
            "response property Users.items");
  }

  @Test
  void anInteractionPinsTheStatusOfItsOwnOperationOnly() {
    assertThat(open(USER, NO_USERS))
        .contains("getUser status 404", "listUsers status 200")
        .doesNotContain("listUsers status 404");
  }

  @Test
  void anArrayInAnArrayIsSearched() {
    PactInteraction usersWithoutRoles = response("/users", 200, "{'items':[{'roles':[]}]}");
    PactInteraction users = response("/users", 200, "{'items':[{'roles':[{'name':'a'}]}]}");

    assertThat(open(usersWithoutRoles)).contains("response property Role.name");
    assertThat(open(users)).doesNotContain("response property Role.name");
  }

  @Test
  void thereAreMutantsOfEachOperation() {
    assertThat(SpecMutants.of(SPEC))
        .containsKeys("the status 404 of getUser", "the status 404 of listUsers")
        .containsKeys("the method of getUser", "the method of listUsers")
        .containsKeys("the security of getUser", "the security of listUsers");
  }

  private static Iterable<String> open(PactInteraction... interactions) {
    return Coverage.open(Coverage.of(new SpecTree(Spec.parse(SPEC)), List.of(interactions)));
  }

  private static PactInteraction response(String path, int status, String body) {
    try {
      Object content = new ObjectMapper().readValue(body.replace('\'', '"'), Object.class);
      return new PactInteraction(
          Map.of(
              "description",
              path + " " + status,
              "request",
              Map.of("method", "GET", "path", path),
              "response",
              Map.of("status", status, "body", Map.of("content", content))));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
