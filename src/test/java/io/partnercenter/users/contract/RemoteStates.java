package io.partnercenter.users.contract;

import au.com.dius.pact.provider.junitsupport.State;
import io.partnercenter.users.AccessTokens;
import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.model.ResourceAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A remote provider, of which only the URL is known and what its owner allows. No state is set up:
 * a state is met by the data that the provider has, or its interactions are skipped.
 */
public final class RemoteStates implements ProviderStates {
  private static final Set<String> IDS = Set.of("customerId", "userId");

  private final String url;
  private final String token;
  private final @Nullable String customerId;
  private final @Nullable String userId;
  private final boolean writes;
  private boolean tokenExpired;

  /**
   * @param customerId a customer that the token's owner manages; null if there is none
   * @param userId a user of that customer whose data may be read; null if there is none
   * @param writes whether that user's data may be changed, the password included
   */
  RemoteStates(
      String url,
      String token,
      @Nullable String customerId,
      @Nullable String userId,
      boolean writes) {
    this.url = url;
    this.token = token;
    this.customerId = customerId;
    this.userId = userId;
    this.writes = writes;
  }

  /**
   * Returns the provider that the system properties {@code provider.*} describe; null without
   * {@code provider.url}.
   */
  static @Nullable RemoteStates ofProperties() {
    String url = System.getProperty("provider.url");
    return url == null
        ? null
        : new RemoteStates(
            url,
            System.getProperty("provider.token", ConsumerInteraction.TOKEN),
            System.getProperty("provider.customer"),
            System.getProperty("provider.user"),
            Boolean.getBoolean("provider.writes"));
  }

  @Override
  public String url() {
    return url;
  }

  @Override
  public String token() {
    return tokenExpired ? "expired" : token;
  }

  @Override
  public @Nullable String obstacle(String method, String state, Map<String, ?> parameters) {
    if (method.equals("PATCH") && !writes) {
      return "needs -Dprovider.writes=true";
    }
    return switch (state) {
      case "a user" -> {
        if (!IDS.containsAll(parameters.keySet())) {
          yield "the provider can't be given a user with the properties " + parameters;
        }
        yield missingUser();
      }
      case "a user with an ETag" -> missingUser();
      case "no such user" -> customerId == null ? "needs -Dprovider.customer" : null;
      case "no such customer", "an expired token" -> null;
      default -> "the provider can't be brought into the state " + state;
    };
  }

  private @Nullable String missingUser() {
    return customerId == null || userId == null
        ? "needs -Dprovider.customer and -Dprovider.user"
        : null;
  }

  @State("a user")
  public Map<String, ?> user() {
    return ids(customerId, userId);
  }

  @State("a user with an ETag")
  public Map<String, ?> userWithETag() {
    Map<String, Object> values = new LinkedHashMap<>(ids(customerId, userId));
    try (PartnerCenter partner =
        PartnerCenter.builder().baseUrl(url).accessTokens(AccessTokens.of(token)).build()) {
      ResourceAttributes attributes =
          partner
              .customers()
              .byId(UUID.fromString(customerId))
              .users()
              .byId(UUID.fromString(userId))
              .get()
              .getAttributes();
      if (attributes == null || attributes.getEtag() == null) {
        throw new IllegalStateException("the user has no attributes.etag for If-Match");
      }
      values.put("etag", '"' + attributes.getEtag() + '"');
    }
    return values;
  }

  @State("no such user")
  public Map<String, ?> noUser() {
    return ids(customerId, anyId());
  }

  @State("no such customer")
  public Map<String, ?> noCustomer() {
    return ids(anyId(), anyId());
  }

  @State("an expired token")
  public Map<String, ?> expiredToken() {
    tokenExpired = true;
    return ids(anyId(), anyId());
  }

  private static Map<String, ?> ids(String customerId, String userId) {
    return Map.of("customerId", customerId, "userId", userId);
  }

  private static String anyId() {
    return UUID.randomUUID().toString();
  }
}
