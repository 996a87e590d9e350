package io.partnercenter.users.contract;

import static au.com.dius.pact.consumer.dsl.LambdaDsl.newJsonBody;

import au.com.dius.pact.consumer.dsl.DslPart;
import au.com.dius.pact.consumer.dsl.LambdaDslJsonBody;
import au.com.dius.pact.consumer.dsl.LambdaDslObject;
import au.com.dius.pact.core.model.generators.Category;
import au.com.dius.pact.core.model.generators.ProviderStateGenerator;
import au.com.dius.pact.core.model.matchingrules.RegexMatcher;
import au.com.dius.pact.core.model.matchingrules.TypeMatcher;
import au.com.dius.pact.core.support.expressions.DataType;
import java.util.function.Consumer;

/** What the provider answers: exact where the client relies on it, of a shape where it may vary. */
final class Answers {
  private Answers() {}

  /** A user, the one that was asked for, with these properties among others. */
  static DslPart user(Consumer<LambdaDslObject> properties) {
    return user(properties, attributes -> {});
  }

  /** The same with attributes beside the type. */
  static DslPart user(
      Consumer<LambdaDslObject> properties, Consumer<LambdaDslObject> moreAttributes) {
    LambdaDslJsonBody user =
        newJsonBody(
            body -> {
              body.stringValue("id", ConsumerInteraction.USER_ID.toString());
              properties.accept(body);
              body.object(
                  "attributes",
                  attributes -> {
                    attributes.stringValue("objectType", "CustomerUser");
                    moreAttributes.accept(attributes);
                  });
            });
    DslPart part = user.build();
    part.getGenerators()
        .addGenerator(
            Category.BODY, "$.id", new ProviderStateGenerator("${userId}", DataType.STRING));
    return part;
  }

  /** An error in the shape of the service. */
  static DslPart serviceError(String code, String description) {
    return newJsonBody(
            body ->
                body.stringValue("code", code)
                    .and(
                        "description",
                        description,
                        TypeMatcher.INSTANCE,
                        new RegexMatcher(".{0,1024}"))
                    .stringType("source", "PartnerFD"))
        .build();
  }

  /** An error in the shape of the gateway. */
  static DslPart gatewayError(int status, String message) {
    return newJsonBody(
            body -> body.numberValue("statusCode", status).stringType("message", message))
        .build();
  }
}
