package io.partnercenter.users.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user as the service shows it, with the properties in the order of the documentation. Not
 * thread-safe: the store guards it with its lock.
 */
final class User {
  private static final Duration RESTORABLE = Duration.ofDays(30);
  private static final Set<String> SET_BY_THE_SANDBOX =
      Set.of("id", "state", "softDeletionTime", "links", "attributes");

  private final UUID customerId;
  private final UUID userId;
  private final Map<String, Object> properties = new LinkedHashMap<>();
  private @Nullable Instant deletedAt;
  private int version = 1;

  User(UUID customerId, UUID userId, Map<String, ?> given) {
    this.customerId = customerId;
    this.userId = userId;
    properties.put("usageLocation", "US");
    properties.put("id", userId.toString());
    properties.put("userPrincipalName", userId + "@abcdefgh1234.ccsctp.net");
    properties.put("firstName", "FirstName");
    properties.put("lastName", "LastName");
    properties.put("displayName", "DisplayName");
    properties.put("userDomainType", "none");
    properties.put("state", "active");
    for (String name : given.keySet()) {
      if (SET_BY_THE_SANDBOX.contains(name)) {
        throw new InvalidFieldException("properties." + name, "the sandbox itself sets " + name);
      }
    }
    properties.putAll(Json.copy(given));
  }

  @Nullable Object principalName() {
    return property("userPrincipalName");
  }

  @Nullable Object property(String name) {
    return properties.get(name);
  }

  boolean isDeleted() {
    return deletedAt != null;
  }

  /** Returns whether the user was deleted so long ago that it can no longer be restored. */
  boolean isGone(Instant now) {
    return deletedAt != null && !now.isBefore(deletedAt.plus(RESTORABLE));
  }

  void delete(Instant at) {
    deletedAt = at.truncatedTo(ChronoUnit.SECONDS);
    properties.put("state", "inactive");
    properties.put("softDeletionTime", deletedAt.toString());
    version++;
  }

  /**
   * Merges a valid update into the user. A deleted user stays deleted unless the changes contain
   * {@code state}.
   */
  void change(Map<String, Object> changes) {
    if (changes.containsKey("state")) {
      deletedAt = null;
      properties.remove("softDeletionTime");
    }
    properties.putAll(changes);
    version++;
  }

  String etag() {
    return '"' + version() + '"';
  }

  /** Returns all properties. The given ones replace stored ones of the same name. */
  Map<String, Object> shown(Map<String, Object> overrides) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("etag", version());
    attributes.put("objectType", "CustomerUser");
    Map<String, Object> self = new LinkedHashMap<>();
    self.put("uri", "/customers/" + customerId + "/users/" + userId);
    self.put("method", "GET");
    self.put("headers", List.of());
    Map<String, Object> whole = new LinkedHashMap<>(properties);
    whole.putAll(overrides);
    whole.put("links", Map.of("self", self));
    whole.put("attributes", attributes);
    return whole;
  }

  private String version() {
    return "v" + version;
  }
}
