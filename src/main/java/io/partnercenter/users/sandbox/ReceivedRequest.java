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
 * A request that the sandbox received. Its body is read as the service reads it. A property has its
 * name in the service; a dot separates it from the property that contains it: {@code
 * passwordProfile.password}. If the request lacks what a method expects, the method throws an
 * {@link AssertionError}, whose message names the properties that were sent, never their values.
 * {@code exchange().status()} shows whether the change was made. Immutable.
 */
public final class ReceivedRequest {
  /** A property that every patch has, and that changes nothing. */
  private static final String ATTRIBUTES = "attributes";

  private final Exchange exchange;
  private final Map<String, Object> update;

  ReceivedRequest(Exchange exchange) {
    this.exchange = exchange;
    this.update = isPatch() ? update(exchange.requestBody()) : Map.of();
  }

  /** Returns the update as the service reads it; empty if the body isn't an update. */
  private static Map<String, Object> update(String body) {
    Map<String, Object> object = Json.readObject(body.getBytes(StandardCharsets.UTF_8));
    Map<String, Object> bound = object == null ? null : Names.bind(object);
    return bound == null ? Map.of() : Json.copy(bound);
  }

  boolean isPatch() {
    return exchange.method().equals("PATCH");
  }

  /**
   * Returns the value that the request set a property to: a string, a boolean, a number (as a
   * double), a list, a map, or null if it was set to null.
   *
   * @throws AssertionError if the request didn't set the property
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
   * Asserts that the request set these properties and no others. {@code attributes} doesn't count,
   * because every patch has it.
   *
   * @param properties properties of the user itself, such as {@code passwordProfile}; not those
   *     within them
   * @throws AssertionError if the request set other properties, or not all of these
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
   * Returns the password that the request set.
   *
   * @throws AssertionError if the request set no password
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
   * Asserts that the request restored the user.
   *
   * @throws AssertionError if the request didn't set the state to active
   */
  public void restored() {
    if (!"active".equals(update.get("state"))) {
      throw unexpected("a restore");
    }
  }

  /** Returns the id of the customer in the path; null if the path has no such GUID. */
  public @Nullable UUID customerId() {
    return exchange.customerId();
  }

  /** Returns the id of the user in the path; null if the path has no such GUID. */
  public @Nullable UUID userId() {
    return exchange.userId();
  }

  /**
   * Returns the MS-RequestId, which is the same in all attempts of a call; null if no GUID was
   * sent.
   */
  public @Nullable UUID requestId() {
    return Request.guid(header("MS-RequestId"));
  }

  /** Returns the MS-CorrelationId, which connects several requests; null if no GUID was sent. */
  public @Nullable UUID correlationId() {
    return Request.guid(header("MS-CorrelationId"));
  }

  /**
   * Returns the first value of a header; null if it wasn't sent. The case of the name doesn't
   * matter.
   */
  public @Nullable String header(String name) {
    return exchange.requestHeaders().entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .map(header -> header.getValue().get(0))
        .findFirst()
        .orElse(null);
  }

  /** Returns the whole request, with its response. */
  public Exchange exchange() {
    return exchange;
  }

  private AssertionError unexpected(String expected) {
    return new AssertionError("expected " + expected + ", but received " + this);
  }

  /**
   * Returns the method, the path, the status and the names of the patched properties; no value,
   * header or query.
   */
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

  /**
   * Adds the name of a property or, if its value is an object, the names of the properties in it.
   */
  private static void addNames(String name, @Nullable Object value, List<String> names) {
    if (value instanceof Map) {
      ((Map<?, ?>) value)
          .forEach((innerName, innerValue) -> addNames(name + '.' + innerName, innerValue, names));
    } else {
      names.add(name);
    }
  }
}
