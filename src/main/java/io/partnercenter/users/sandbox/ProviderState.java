package io.partnercenter.users.sandbox;

import static java.util.Map.entry;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A provider state of the contract in a sandbox. Only this class defines what each state means:
 * verifiers in Java and verifiers that use HTTP both use it.
 */
final class ProviderState {
  /** The parameters that a provider may replace with its own ids. */
  static final Set<String> IDS = Set.of("customerId", "userId", "otherUserId");

  private static final Map<String, Consumer<ProviderState>> BY_NAME =
      new TreeMap<>(
          Map.ofEntries(
              entry("a user", ProviderState::user),
              entry("a user with an ETag", ProviderState::userWithETag),
              entry("a user whose names may change", ProviderState::addUser),
              entry("a deleted user", ProviderState::deletedUser),
              entry("two users", ProviderState::twoUsers),
              entry("an expired continuation token", ProviderState::expiredContinuationToken),
              entry("a user that has changed", ProviderState::changedUser),
              entry("a user and another with the name", ProviderState::takenName),
              entry("no such user", ProviderState::noSuchUser),
              entry("no such customer", state -> {}),
              entry("an expired token", ProviderState::expiredToken),
              entry("a token without MFA", ProviderState::tokenWithoutMfa),
              entry("no relationship with the customer", ProviderState::noRelationship),
              entry("a withdrawn role", ProviderState::withdrawnRole),
              entry("a throttle", ProviderState::throttle),
              entry("an outage", ProviderState::outage)));

  private final SandboxState sandbox;
  private final Map<String, ?> parameters;
  private final UUID customerId;
  private final UUID userId;
  private final Map<String, Object> values = new LinkedHashMap<>();

  private ProviderState(SandboxState sandbox, Map<String, ?> parameters) {
    this.sandbox = sandbox;
    this.parameters = parameters;
    this.customerId = id("customerId");
    this.userId = id("userId");
  }

  /**
   * Brings a sandbox that has no customers into a state.
   *
   * @return the values that replace those recorded in the contract
   * @throws IllegalArgumentException if there is no such state, or if a parameter is missing or
   *     invalid
   */
  static Map<String, Object> setUp(SandboxState empty, String name, Map<String, ?> parameters) {
    Consumer<ProviderState> setUp = BY_NAME.get(name);
    if (setUp == null) {
      throw new InvalidFieldException(
          "state", "state must be one of the contract's: " + String.join("; ", BY_NAME.keySet()));
    }
    ProviderState state = new ProviderState(empty, parameters);
    setUp.accept(state);
    return state.values;
  }

  /** Adds a user with the properties in the parameters. */
  private void user() {
    Map<String, Object> properties = new LinkedHashMap<>(parameters);
    properties.keySet().removeAll(values.keySet());
    sandbox.users().add(customerId, userId, properties);
  }

  private void userWithETag() {
    addUser();
    Object attributes = sandbox.users().show(customerId, userId).get("attributes");
    values.put("etag", "\"" + ((Map<?, ?>) Objects.requireNonNull(attributes)).get("etag") + '"');
  }

  private void addUser() {
    sandbox.users().add(customerId, userId, Map.of());
  }

  private void deletedUser() {
    addUser();
    sandbox.users().delete(customerId, userId, null);
  }

  private void twoUsers() {
    UUID otherUserId = id("otherUserId");
    sandbox.users().add(customerId, userId, Map.of("displayName", text("displayName")));
    sandbox.users().add(customerId, otherUserId, Map.of("displayName", text("otherDisplayName")));
    values.put("continuationToken", tokenOfSecondPage());
  }

  private void expiredContinuationToken() {
    addUser();
    sandbox.users().add(customerId, UUID.randomUUID(), Map.of());
    values.put("continuationToken", tokenOfSecondPage());
    sandbox.continuationTokens().expire();
  }

  /** Returns the continuation token of the second page, for a page size of one user. */
  private String tokenOfSecondPage() {
    return sandbox.continuationTokens().of(new ListPlace("", 0));
  }

  private void changedUser() {
    sandbox.conditions().respondToStaleEtagsWith(oneOf("status", 400, 412));
    addUser();
  }

  private void takenName() {
    sandbox
        .users()
        .add(customerId, UUID.randomUUID(), Map.of("userPrincipalName", text("userPrincipalName")));
    addUser();
  }

  private void noSuchUser() {
    sandbox.users().add(customerId, UUID.randomUUID(), Map.of());
  }

  private void expiredToken() {
    sandbox.tokens().expire(text("token"));
    addUser();
  }

  private void tokenWithoutMfa() {
    sandbox.tokens().takeMfaFrom(text("token"));
    addUser();
  }

  private void noRelationship() {
    sandbox.conditions().endRelationship(customerId);
    addUser();
  }

  private void withdrawnRole() {
    sandbox.conditions().withdrawRole();
    addUser();
  }

  private void throttle() {
    // a short window: a verifier whose HTTP client obeys Retry-After waits for its end
    sandbox.throttle().start(customerId, 0, Duration.ofSeconds(1), shape());
    addUser();
  }

  private void outage() {
    sandbox.conditions().startOutage(oneOf("status", 500, 503));
    addUser();
  }

  /** Returns the id in the parameters, or a random one, and adds it to the values. */
  private UUID id(String name) {
    Object given = parameters.get(name);
    UUID id = given == null ? UUID.randomUUID() : Request.guid(given.toString());
    if (id == null) {
      throw invalid(name, "must be a GUID");
    }
    values.put(name, id.toString());
    return id;
  }

  private String text(String name) {
    Object value = required(name);
    if (!(value instanceof String) || ((String) value).isBlank()) {
      throw invalid(name, "must be a text that isn't blank");
    }
    return (String) value;
  }

  /**
   * Returns a number in the parameters. A verifier that sends the parameters in a query sends the
   * digits as text.
   */
  private int oneOf(String name, int... numbers) {
    Object value = required(name);
    String digits =
        value instanceof Number ? Long.toString(((Number) value).longValue()) : value.toString();
    return Arrays.stream(numbers)
        .filter(number -> Integer.toString(number).equals(digits))
        .findFirst()
        .orElseThrow(() -> invalid(name, "must be one of " + Arrays.toString(numbers)));
  }

  private ErrorShape shape() {
    try {
      return ErrorShape.valueOf(text("shape"));
    } catch (IllegalArgumentException e) {
      throw invalid("shape", "must be one of " + Arrays.toString(ErrorShape.values()));
    }
  }

  private Object required(String name) {
    Object value = parameters.get(name);
    if (value == null) {
      throw invalid(name, "is missing");
    }
    return value;
  }

  private static InvalidFieldException invalid(String parameter, String problem) {
    String field = "params." + parameter;
    return new InvalidFieldException(field, field + ' ' + problem);
  }
}
