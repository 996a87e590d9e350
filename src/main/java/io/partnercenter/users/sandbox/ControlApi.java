package io.partnercenter.users.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The operations of the control API, which {@code openapi/sandbox-control.yaml} describes. Each
 * operation calls a method of {@link PartnerCenterSandbox}.
 */
final class ControlApi {
  private static final String DESCRIPTION = "sandbox-control.yaml";
  private static final Response DONE = new Response(204, Map.of(), "");

  private final PartnerCenterSandbox sandbox;

  private ControlApi(PartnerCenterSandbox sandbox) {
    this.sandbox = sandbox;
  }

  static List<ControlOperation> of(PartnerCenterSandbox sandbox) {
    ControlApi api = new ControlApi(sandbox);
    ProviderStatesOperation providerStates = new ProviderStatesOperation(sandbox);
    return List.of(
        new ControlOperation("GET", "/", api::showSandbox),
        new ControlOperation("GET", "/openapi.yaml", api::showDescription),
        new ControlOperation("POST", "/customers/{customerId}/users", api::addUsers),
        new ControlOperation("GET", "/customers/{customerId}/users/{userId}", api::showUser),
        new ControlOperation("DELETE", "/customers/{customerId}/users/{userId}", api::deleteUser),
        new ControlOperation("PUT", "/customers/{customerId}/relationship", api::setRelationship),
        new ControlOperation("PUT", "/customers/{customerId}/throttle", api::startThrottle),
        new ControlOperation("DELETE", "/customers/{customerId}/throttle", api::endThrottle),
        new ControlOperation("PUT", "/outage", api::startOutage),
        new ControlOperation("DELETE", "/outage", api::endOutage),
        new ControlOperation("PUT", "/role", api::setRole),
        new ControlOperation("POST", "/tokens", api::markToken),
        new ControlOperation("PUT", "/tokens/accepted", api::acceptOnlyTokens),
        new ControlOperation("DELETE", "/tokens/accepted", api::acceptAnyToken),
        new ControlOperation("PUT", "/mfa", api::setMfa),
        new ControlOperation("PUT", "/stale-etag", api::setStaleEtagStatus),
        new ControlOperation("PUT", "/list-links", api::setListLinks),
        new ControlOperation("DELETE", "/continuation-tokens", api::expireContinuationTokens),
        new ControlOperation("POST", "/next-responses", api::addNextResponse),
        new ControlOperation("GET", "/requests", api::showRequests),
        new ControlOperation("GET", "/clock", api::showClock),
        new ControlOperation("POST", "/clock/advance", api::advanceClock),
        new ControlOperation("POST", "/reset", api::reset),
        new ControlOperation("POST", "/provider-states", providerStates::perform));
  }

  private Response showSandbox(ControlRequest request) {
    return Response.json(
        200,
        Map.of(
            "baseUrl", sandbox.baseUrl(),
            "customerId", PartnerCenterSandbox.CUSTOMER_ID.toString(),
            "userId", PartnerCenterSandbox.USER_ID.toString()));
  }

  private Response showDescription(ControlRequest request) {
    try (InputStream file = ControlApi.class.getResourceAsStream(DESCRIPTION)) {
      String text =
          new String(
              Objects.requireNonNull(file, DESCRIPTION).readAllBytes(), StandardCharsets.UTF_8);
      return new Response(
          200, Map.of("Content-Type", List.of("application/yaml; charset=utf-8")), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // doesn't happen: the file is in the sandbox's own jar
    }
  }

  private Response addUsers(ControlRequest request) {
    UUID customerId = request.id("customerId");
    ControlBody body = request.body("userId", "properties", "count");
    if (body.has("count")) {
      if (body.has("userId") || body.has("properties")) {
        throw new InvalidFieldException(
            "count", "count is for users without userId and properties");
      }
      return added(sandbox.addUsers(customerId, body.integer("count", 0, 100_000)));
    }
    UUID userId = UUID.randomUUID();
    if (body.has("userId")) {
      userId = ControlRequest.id("userId", body.text("userId", ""));
    }
    Map<String, Object> properties = new LinkedHashMap<>();
    body.object("properties").forEach((name, value) -> properties.put((String) name, value));
    sandbox.addUser(customerId, userId, properties);
    return added(List.of(userId));
  }

  private static Response added(List<UUID> userIds) {
    List<String> ids = userIds.stream().map(UUID::toString).collect(Collectors.toList());
    return Response.json(201, Map.of("userIds", ids));
  }

  private Response showUser(ControlRequest request) {
    UUID customerId = request.id("customerId");
    UUID userId = request.id("userId");
    try {
      return Response.json(200, sandbox.user(customerId, userId));
    } catch (IllegalArgumentException e) {
      return ControlHandler.error(404, "userId", e.getMessage());
    }
  }

  private Response deleteUser(ControlRequest request) {
    UUID customerId = request.id("customerId");
    UUID userId = request.id("userId");
    Instant deletedAt = instant("deletedAt", request.query().parameter("deletedAt"));
    try {
      if (deletedAt == null) {
        sandbox.deleteUser(customerId, userId);
      } else {
        sandbox.deleteUser(customerId, userId, deletedAt);
      }
      return DONE;
    } catch (IllegalArgumentException e) {
      return ControlHandler.error(404, "userId", e.getMessage());
    }
  }

  private static @Nullable Instant instant(String name, @Nullable String text) {
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new InvalidFieldException(
          name, name + " must be a date and time such as 2026-03-01T12:00:00Z");
    }
  }

  private Response setRelationship(ControlRequest request) {
    UUID customerId = request.id("customerId");
    if (request.body("active").flag("active")) {
      sandbox.resumeRelationship(customerId);
    } else {
      sandbox.endRelationship(customerId);
    }
    return DONE;
  }

  private Response startThrottle(ControlRequest request) {
    UUID customerId = request.id("customerId");
    ControlBody body = request.body("requests", "windowSeconds", "shape");
    sandbox.throttle(
        customerId,
        body.integer("requests", 0, Integer.MAX_VALUE),
        Duration.ofSeconds(body.integer("windowSeconds", 1, 86_400, 1)),
        body.oneOf("shape", ErrorShape.class, ErrorShape.SERVICE));
    return DONE;
  }

  private Response endThrottle(ControlRequest request) {
    sandbox.endThrottle(request.id("customerId"));
    return DONE;
  }

  private Response startOutage(ControlRequest request) {
    sandbox.outage(request.body("status").oneOf("status", List.of(500, 503)));
    return DONE;
  }

  private Response endOutage(ControlRequest request) {
    sandbox.endOutage();
    return DONE;
  }

  private Response setRole(ControlRequest request) {
    if (request.body("granted").flag("granted")) {
      sandbox.grantRole();
    } else {
      sandbox.withdrawRole();
    }
    return DONE;
  }

  /** What is wrong with a token. */
  private enum TokenCondition {
    EXPIRED,
    REVOKED,
    WITHOUT_MFA
  }

  private Response markToken(ControlRequest request) {
    ControlBody body = request.body("token", "condition");
    String token = body.token("token");
    switch (body.oneOf("condition", TokenCondition.class)) {
      case EXPIRED:
        sandbox.expireToken(token);
        break;
      case REVOKED:
        sandbox.revokeToken(token);
        break;
      case WITHOUT_MFA:
        sandbox.takeMfaFromToken(token);
        break;
    }
    return DONE;
  }

  private Response acceptOnlyTokens(ControlRequest request) {
    sandbox.acceptOnlyTokens(request.body("tokens").tokens("tokens").toArray(new String[0]));
    return DONE;
  }

  private Response acceptAnyToken(ControlRequest request) {
    sandbox.acceptAnyToken();
    return DONE;
  }

  private Response setMfa(ControlRequest request) {
    if (request.body("enforced").flag("enforced")) {
      sandbox.enforceMfa();
    } else {
      sandbox.endMfaEnforcement();
    }
    return DONE;
  }

  private Response setStaleEtagStatus(ControlRequest request) {
    if (request.body("status").oneOf("status", List.of(400, 412)) == 412) {
      sandbox.respond412ToStaleEtags();
    } else {
      sandbox.respond400ToStaleEtags();
    }
    return DONE;
  }

  private Response setListLinks(ControlRequest request) {
    sandbox.nextLinksHaveForm(request.body("form").oneOf("form", LinkForm.class));
    return DONE;
  }

  private Response expireContinuationTokens(ControlRequest request) {
    sandbox.expireContinuationTokens();
    return DONE;
  }

  private Response addNextResponse(ControlRequest request) {
    ControlBody body = request.body("status", "headers", "body", "delayMillis", "extent");
    NextResponse.Builder next =
        NextResponse.builder()
            .status(body.integer("status", 200, 599, 200))
            .body(body.text("body", ""))
            .delay(Duration.ofMillis(body.integer("delayMillis", 0, 600_000, 0)));
    body.object("headers").forEach((name, value) -> addHeader(next, (String) name, value));
    NextResponse.Extent extent =
        body.oneOf("extent", NextResponse.Extent.class, NextResponse.Extent.WHOLE);
    if (extent == NextResponse.Extent.HALF) {
      next.cutOff();
    } else if (extent == NextResponse.Extent.NOTHING) {
      next.noResponse();
    }
    sandbox.respondNext(next.build());
    return DONE;
  }

  private static void addHeader(NextResponse.Builder next, String name, @Nullable Object value) {
    try {
      if (!(value instanceof String)) {
        throw new IllegalArgumentException("the value of the header must be a text: " + name);
      }
      next.header(name, (String) value);
    } catch (IllegalArgumentException e) {
      throw new InvalidFieldException("headers", "headers: " + e.getMessage());
    }
  }

  private Response showRequests(ControlRequest request) {
    List<Map<String, Object>> received =
        sandbox.exchanges().stream().map(ControlApi::shown).collect(Collectors.toList());
    return Response.json(200, Map.of("requests", received));
  }

  private static Map<String, Object> shown(Exchange exchange) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("method", exchange.method());
    shown.put("path", exchange.path());
    shown.put("requestHeaders", exchange.requestHeaders());
    shown.put("requestBody", exchange.requestBody());
    shown.put("status", exchange.status());
    shown.put("responseHeaders", exchange.responseHeaders());
    shown.put("responseBody", exchange.responseBody());
    shown.put("injected", exchange.injected());
    return shown;
  }

  private Response showClock(ControlRequest request) {
    return Response.json(200, Map.of("now", sandbox.now().toString()));
  }

  private Response advanceClock(ControlRequest request) {
    sandbox.advanceClock(
        Duration.ofSeconds(request.body("seconds").integer("seconds", 0, 1_000_000_000)));
    return showClock(request);
  }

  private Response reset(ControlRequest request) {
    sandbox.reset();
    return DONE;
  }
}
