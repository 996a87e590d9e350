package io.partnercenter.users.sandbox;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A user as the service shows it. The order of its properties is that of the documentation. */
final class User {
  private final Map<String, Object> properties = new LinkedHashMap<>();
  private int version = 1;

  User(UUID customerId, UUID userId) {
    properties.put("usageLocation", "US");
    properties.put("id", userId.toString());
    properties.put("userPrincipalName", "emailid@abcdefgh1234.ccsctp.net");
    properties.put("firstName", "FirstName");
    properties.put("lastName", "LastName");
    properties.put("displayName", "DisplayName");
    properties.put("userDomainType", "none");
    properties.put("state", "active");
    Map<String, Object> self = new LinkedHashMap<>();
    self.put("uri", "/customers/" + customerId + "/users/" + userId);
    self.put("method", "GET");
    self.put("headers", List.of());
    properties.put("links", Map.of("self", self));
  }

  synchronized Answer answer() {
    return answer(properties);
  }

  /** Merges a valid update; a password is echoed in this answer and kept nowhere. */
  synchronized Answer patch(Map<String, Object> update, @Nullable String ifMatch) {
    if (ifMatch != null && !ifMatch.equals(quotedEtag())) {
      return Answer.error(400, "2055", "The ETag is no longer valid.");
    }
    Map<String, Object> changes = new LinkedHashMap<>(update);
    changes.remove("attributes");
    Object passwordProfile = changes.remove("passwordProfile");
    if (changes.containsKey("state")) {
      properties.remove("softDeletionTime");
    }
    properties.putAll(changes);
    version++;
    if (passwordProfile == null) {
      return answer(properties);
    }
    Map<String, Object> echo = new LinkedHashMap<>(properties);
    echo.put("passwordProfile", passwordProfile);
    return answer(echo);
  }

  /** Whether the user was active. */
  synchronized boolean delete(Instant now) {
    if (!properties.get("state").equals("active")) {
      return false;
    }
    properties.put("state", "inactive");
    properties.put("softDeletionTime", now.truncatedTo(ChronoUnit.SECONDS).toString());
    version++;
    return true;
  }

  private Answer answer(Map<String, Object> shown) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("etag", etag());
    attributes.put("objectType", "CustomerUser");
    Map<String, Object> whole = new LinkedHashMap<>(shown);
    whole.put("attributes", attributes);
    return Answer.user(whole, quotedEtag());
  }

  private String etag() {
    return "v" + version;
  }

  private String quotedEtag() {
    return '"' + etag() + '"';
  }
}
