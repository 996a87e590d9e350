package io.partnercenter.users.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The users resource, as the service documents it. */
final class UsersResource {
  private final UserStore users;
  private final UserList list;
  private final IdempotencyCache handled = new IdempotencyCache();
  private final Conditions conditions;

  /**
   * The checks before a request reaches the service. Their refusals aren't remembered by request
   * id.
   */
  private final List<RequestCheck> admission;

  /** The checks in the service. Their refusals are outcomes. */
  private final List<RequestCheck> permission;

  UsersResource(
      UserStore users, UserList list, Conditions conditions, Tokens tokens, Throttle throttle) {
    this.users = users;
    this.list = list;
    this.conditions = conditions;
    this.admission =
        List.of(
            UsersResource::protocol,
            UsersResource::size,
            conditions::outage,
            tokens::refusal,
            UsersResource::path,
            throttle::refusal,
            UsersResource::method,
            UsersResource::contentType,
            HeaderRules::refusal);
    this.permission =
        List.of(UsersResource::customerId, conditions::relationship, conditions::role);
  }

  Response response(Request request) {
    Response refusal = RequestCheck.first(admission, request);
    if (refusal != null) {
      return refusal;
    }
    UUID id = request.guidHeader("MS-RequestId");
    return id == null || request.method().equals("GET")
        ? carryOut(request)
        : handled.once(id, content(request), () -> carryOut(request));
  }

  /**
   * Returns the parts of a request that must be equal for two requests with the same id to be the
   * same.
   */
  private static List<String> content(Request request) {
    String ifMatch = request.header("If-Match");
    return List.of(
        request.method(), request.target(), ifMatch == null ? "" : ifMatch, request.text());
  }

  private Response carryOut(Request request) {
    Response refusal = RequestCheck.first(permission, request);
    if (refusal != null) {
      return refusal;
    }
    if (!request.namesUser()) {
      return users.listResponse(request, list);
    }
    return users.response(
        request,
        request.method().equals("GET")
            ? user -> Response.user(user.shown(Map.of()), user.etag())
            : user -> patch(user, request));
  }

  private Response patch(User user, Request request) {
    Map<String, Object> body = Json.readObject(request.body());
    if (body == null) {
      return Response.error(400, "800002", "The body is not a JSON object.");
    }
    Map<String, Object> update = Names.bind(body);
    if (update == null) {
      return Response.error(
          400, "800002", "Two names in the body differ only in case and have different values.");
    }
    String problem = UpdateRules.problem(update);
    if (problem != null) {
      return Response.error(400, "3000", problem);
    }
    String ifMatch = request.header("If-Match");
    if (ifMatch != null && !ifMatch.equals(user.etag())) {
      return conditions.staleEtag();
    }
    if (users.isTaken(update.get("userPrincipalName"), user)) {
      return Response.error(409, "Another user has this user principal name.");
    }
    return change(user, update);
  }

  /** Changes the user. The response echoes a password, which is stored nowhere. */
  private Response change(User user, Map<String, Object> update) {
    Map<String, Object> changes = new LinkedHashMap<>(update);
    changes.remove("attributes");
    changes.remove("state", "inactive"); // a PATCH can restore a user, but not delete one
    Object passwordProfile = changes.remove("passwordProfile");
    users.change(user, changes);
    Map<String, Object> echo =
        passwordProfile == null
            ? Map.of()
            : Map.of("passwordProfile", known((Map<?, ?>) passwordProfile));
    return Response.user(user.shown(echo), user.etag());
  }

  /** Returns the properties of a password profile that aren't ignored. */
  private static Map<?, ?> known(Map<?, ?> passwordProfile) {
    Map<Object, Object> known = new LinkedHashMap<>(passwordProfile);
    known.keySet().retainAll(Set.of("password", "forceChangePassword"));
    return known;
  }

  private static @Nullable Response protocol(Request request) {
    return request.protocol().matches("HTTP/1\\.[01]")
        ? null
        : Response.error(400, "800002", "The request is not in HTTP/1.1.");
  }

  private static @Nullable Response size(Request request) {
    return request.tooLarge()
        ? Response.error(413, "The body is longer than " + Request.MAX_BODY + " bytes.")
        : null;
  }

  private static @Nullable Response path(Request request) {
    return request.namesUsers()
        ? null
        : Response.error(404, "1000", "Nothing is found at this path.");
  }

  private static @Nullable Response method(Request request) {
    List<String> allowed = request.namesUser() ? List.of("GET", "PATCH") : List.of("GET");
    return allowed.contains(request.method())
        ? null
        : Response.error(405, "The method " + request.method() + " is not allowed.")
            .with("Allow", String.join(", ", allowed));
  }

  private static @Nullable Response contentType(Request request) {
    return request.method().equals("GET") || request.isJson()
        ? null
        : Response.error(415, "The content type is not application/json.");
  }

  private static @Nullable Response customerId(Request request) {
    return request.customerId() == null
        ? Response.error(400, "900118", "The customer id is invalid.")
        : null;
  }
}
