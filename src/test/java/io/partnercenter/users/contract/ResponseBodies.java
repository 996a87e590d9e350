package io.partnercenter.users.contract;

import static au.com.dius.pact.consumer.dsl.LambdaDsl.newJsonBody;

import au.com.dius.pact.consumer.dsl.DslPart;
import au.com.dius.pact.consumer.dsl.LambdaDslObject;
import au.com.dius.pact.core.model.generators.Category;
import au.com.dius.pact.core.model.generators.ProviderStateGenerator;
import au.com.dius.pact.core.model.matchingrules.RegexMatcher;
import au.com.dius.pact.core.model.matchingrules.TypeMatcher;
import au.com.dius.pact.core.support.expressions.DataType;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Bodies of responses. A value is exact where the client relies on it; elsewhere only its shape
 * matters.
 */
final class ResponseBodies {
  private ResponseBodies() {}

  /** Returns the requested user, with at least these properties. */
  static DslPart user(Consumer<LambdaDslObject> properties) {
    return user(properties, attributes -> {});
  }

  /** Returns the requested user, with further attributes besides the object type. */
  static DslPart user(
      Consumer<LambdaDslObject> properties, Consumer<LambdaDslObject> moreAttributes) {
    ListedUser user = ListedUser.requested(properties);
    DslPart part = newJsonBody(body -> user(body, user, moreAttributes)).build();
    idOfState(part, "$.id", user);
    return part;
  }

  /** Returns a page with these users, in this order, and at least these properties. */
  static DslPart page(Consumer<LambdaDslObject> properties, ListedUser... users) {
    DslPart part =
        newJsonBody(
                body -> {
                  properties.accept(body);
                  body.array(
                      "items",
                      items ->
                          List.of(users)
                              .forEach(user -> items.object(item -> user(item, user, more -> {}))));
                  body.object(
                      "attributes",
                      attributes -> attributes.stringValue("objectType", "Collection"));
                })
            .build();
    for (int i = 0; i < users.length; i++) {
      idOfState(part, "$.items[" + i + "].id", users[i]);
    }
    return part;
  }

  private static void user(
      LambdaDslObject body, ListedUser user, Consumer<LambdaDslObject> moreAttributes) {
    body.stringMatcher("id", ConsumerInteraction.UUID_REGEX, user.id.toString());
    user.properties.accept(body);
    body.object(
        "attributes",
        attributes -> {
          attributes.stringValue("objectType", "CustomerUser");
          moreAttributes.accept(attributes);
        });
  }

  private static void idOfState(DslPart part, String place, ListedUser user) {
    part.getGenerators()
        .addGenerator(
            Category.BODY, place, new ProviderStateGenerator(user.idOfState, DataType.STRING));
  }

  /**
   * A user in a response.
   *
   * @param idOfState the expression by which the provider's state names its id
   */
  record ListedUser(UUID id, String idOfState, Consumer<LambdaDslObject> properties) {
    /** Returns the user whom operations on one user request. */
    static ListedUser requested(Consumer<LambdaDslObject> properties) {
      return new ListedUser(ConsumerInteraction.USER_ID, "${userId}", properties);
    }

    static ListedUser other(Consumer<LambdaDslObject> properties) {
      return new ListedUser(ConsumerInteraction.OTHER_USER_ID, "${otherUserId}", properties);
    }
  }

  /** Returns an error in the shape that the service uses. */
  static DslPart serviceError(String code, String description) {
    return newJsonBody(
            body ->
                body.stringValue("code", code)
                    .and(
                        "description",
                        description,
                        TypeMatcher.INSTANCE,
                        new RegexMatcher("^[\\s\\S]{0,1024}$"))
                    .stringType("source", "PartnerFD"))
        .build();
  }

  /** Returns an error in the shape that the gateway uses. */
  static DslPart gatewayError(int status, String message) {
    return newJsonBody(
            body -> body.numberValue("statusCode", status).stringType("message", message))
        .build();
  }
}
