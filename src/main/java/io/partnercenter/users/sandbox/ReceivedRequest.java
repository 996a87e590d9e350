package io.partnercenter.users.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request that the sandbox received, read as the service reads it. A property is called by its
 * name in the service, one within another with a dot: {@code passwordProfile.password}. What was
 * asked for and isn't there is an {@link AssertionError}; its message names the properties that
 * were sent, never their values. Whether the change was made says {@code exchange().status()}.
 * Immutable.
 */
public final class ReceivedRequest {
  /** In every patch, and changes nothing. */
  private static final String ATTRIBUTES = "attributes";

  private final Exchange exchange;
  private final Map<String, Object> update;

  ReceivedRequest(Exchange exchange) {
    this.exchange = exchange;
    this.update = isPatch() ? update(exchange.requestBody()) : Map.of();
  }

  /** As the service reads it; empty if that is no update. */
  private static Map<String, Object> update(String body) {
    Map<String, Object> object = Json.readObject(body.getBytes(StandardCharsets.UTF_8));
    Map<String, Object> bound = object == null ? null : Names.bind(object);
    return bound == null ? Map.of() : Json.copy(bound);
  }

  boolean isPatch() {
    return exchange.method().equals("PATCH");
  }

  /**
   * The value that the request set a property to: a string, a boolean, a number (as a double), a
   * list, a map, or null if it was set to that.
   *
   * @throws AssertionError if it didn't set the property
   */
  public @Nullable Object patched(String property) {
    Map<?, ?> object = update;
    String name = Objects.requireNonNull(property, "property");
    for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.')) {
      Object inner = object.get(name.substring(0, dot));
      object = inner instanceof Map ? (Map<?, ?>) inner : Map.of();
      name = name.substring(dot + 1);
    }
    if (!object.containsKey(name)) {
      throw unexpected("a patch of " + property);
    }
    return object.get(name);
  }

  /**
   * Makes sure that the request set these properties and no others; {@code attributes} apart, which
   * is in every patch.
   *
   * @param properties those of the user, such as {@code passwordProfile}; nothing within them
   * @throws AssertionError if it set others, or not all of these
   * @throws IllegalArgumentException if no property is named
   */
  public void patchedOnly(String... properties) {
    if (properties.length == 0) {
      throw new IllegalArgumentException("properties is empty");
    }
    Set<String> sent = new TreeSet<>(update.keySet());
    sent.remove(ATTRIBUTES);
    if (!sent.equals(new TreeSet<>(List.of(properties)))) {
      throw unexpected("a patch of " + String.join(", ", properties) + " only");
    }
  }

  /**
   * The password that the request set.
   *
   * @throws AssertionError if it set none
   */
  public String resetPassword() {
    Object profile = update.get("passwordProfile");
    Object password = profile instanceof Map ? ((Map<?, ?>) profile).get("password") : null;
    if (!(password instanceof String)) {
      throw unexpected("a new password");
    }
    return (String) password;
  }

  /**
   * Makes sure that the request restored the user.
   *
   * @throws AssertionError if it didn't set the state to active
   */
  public void restored() {
    if (!"active".equals(update.get("state"))) {
      throw unexpected("a restore");
    }
  }

  /** The customer in the path; null if there is no id of one. */
  public @Nullable UUID customerId() {
    return exchange.customerId();
  }

  /** The user in the path; null if there is no id of one. */
  public @Nullable UUID userId() {
    return exchange.userId();
  }

  /** The id of the request, the same in all attempts of a call; null if none was sent. */
  public @Nullable UUID requestId() {
    return Request.guid(header("MS-RequestId"));
  }

  /** The id that connects several requests; null if none was sent. */
  public @Nullable UUID correlationId() {
    return Request.guid(header("MS-CorrelationId"));
  }

  /** The first value of a header, whose name is in any case; null if it wasn't sent. */
  public @Nullable String header(String name) {
    return exchange.requestHeaders().entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .map(header -> header.getValue().get(0))
        .findFirst()
        .orElse(null);
  }

  /** The whole of it, with the response. */
  public Exchange exchange() {
    return exchange;
  }

  private AssertionError unexpected(String expected) {
    return new AssertionError("expected " + expected + ", but received " + this);
  }

  /** Method, path, status and the names of what was patched: no value, header or query. */
  @Override
  public String toString() {
    String path = exchange.path().split("\\?", 2)[0];
    String status = exchange.status() == 0 ? "no response" : Integer.toString(exchange.status());
    return exchange.method() + ' ' + path + " → " + status + (isPatch() ? patchedNames() : "");
  }

  private String patchedNames() {
    List<String> names = new ArrayList<>();
    update.forEach((name, value) -> addNames(name, value, names));
    names.removeIf(name -> name.startsWith(ATTRIBUTES + '.'));
    return " (patched " + (names.isEmpty() ? "nothing" : String.join(", ", names)) + ')';
  }

  /** The name, or those within its value. */
  private static void addNames(String name, @Nullable Object value, List<String> names) {
    if (value instanceof Map) {
      ((Map<?, ?>) value).forEach((inner, its) -> addNames(name + '.' + inner, its, names));
    } else {
      names.add(name);
    }
  }
}
