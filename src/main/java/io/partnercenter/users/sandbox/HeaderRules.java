package io.partnercenter.users.sandbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules for the values of the service's request headers. Each header may be absent. */
final class HeaderRules {
  private HeaderRules() {}

  /** Returns the response that refuses a header; null if all headers are valid. */
  static @Nullable Response refusal(Request request) {
    String version = request.header("MS-Contract-Version");
    if (version != null && !version.equals("v1")) {
      return invalid("MS-Contract-Version", "v1");
    }
    for (String name : List.of("MS-RequestId", "MS-CorrelationId")) {
      if (request.header(name) != null && request.guidHeader(name) == null) {
        return invalid(name, "a GUID");
      }
    }
    String validateMfa = request.header("ValidateMfa");
    if (validateMfa != null && !validateMfa.matches("(?i)true|false")) {
      return invalid("ValidateMfa", "true or false");
    }
    return null;
  }

  private static Response invalid(String name, String expected) {
    return Response.error(400, "800002", "The header " + name + " is not " + expected + ".");
  }
}
