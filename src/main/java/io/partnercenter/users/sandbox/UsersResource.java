package io.partnercenter.users.sandbox;

import com.sun.net.httpserver.Headers;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Answers requests as the service documents it. */
final class UsersResource {
  private static final Pattern PATH = Pattern.compile("/v1/customers/([^/]+)/users/([^/]+)");

  private final Directory directory;

  UsersResource(Directory directory) {
    this.directory = directory;
  }

  Answer answer(String method, String path, Headers headers, String body) {
    if (!hasToken(headers.getFirst("Authorization"))) {
      return Answer.error(401, "800001", "The partner token is missing in the request.")
          .header("WWW-Authenticate", "OAuth realm=urn:cpsvc:cpid:sandbox");
    }
    Matcher ids = PATH.matcher(path);
    if (!ids.matches()) {
      return Answer.error(404, "1000", "Nothing is found at this path.");
    }
    if (!method.equals("GET") && !method.equals("PATCH")) {
      return Answer.error(405, "1000", "The method " + method + " is not allowed.")
          .header("Allow", "GET, PATCH");
    }
    if (!ExchangeHandler.isUuid(ids.group(1))) {
      return Answer.error(400, "900118", "The customer id is invalid.");
    }
    UUID customerId = UUID.fromString(ids.group(1));
    if (!directory.hasCustomer(customerId)) {
      return Answer.error(404, "60003", "The tenant is not found.");
    }
    User user =
        ExchangeHandler.isUuid(ids.group(2))
            ? directory.user(customerId, UUID.fromString(ids.group(2)))
            : null;
    if (user == null) {
      return Answer.error(404, "60002", "The user object id is not found.");
    }
    return method.equals("GET") ? user.answer() : patch(user, headers.getFirst("If-Match"), body);
  }

  private static Answer patch(User user, @Nullable String ifMatch, String body) {
    Map<String, Object> update = Json.readObject(body);
    if (update == null) {
      return Answer.error(400, "800002", "The body is no JSON object.");
    }
    String problem = UpdateRules.problem(update);
    if (problem != null) {
      return Answer.error(400, "3000", problem);
    }
    return user.patch(update, ifMatch);
  }

  private static boolean hasToken(@Nullable String authorization) {
    return authorization != null && authorization.matches("(?i)Bearer +\\S.*");
  }
}
