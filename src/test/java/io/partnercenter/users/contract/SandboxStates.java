package io.partnercenter.users.contract;

import au.com.dius.pact.provider.junitsupport.State;
import io.partnercenter.users.AccessTokens;
import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.api.UsersApi;
import io.partnercenter.users.sandbox.ErrorShape;
import io.partnercenter.users.sandbox.PartnerCenterSandbox;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The sandbox, brought into a state through its API. Customer and user are made anew for each, so
 * that nothing depends on the ids of the contract's examples.
 */
public final class SandboxStates implements ProviderStates {
  private final PartnerCenterSandbox sandbox;
  private final UUID customerId = UUID.randomUUID();
  private final UUID userId = UUID.randomUUID();

  SandboxStates(PartnerCenterSandbox sandbox) {
    this.sandbox = sandbox;
  }

  @Override
  public String url() {
    return sandbox.baseUrl();
  }

  @Override
  public String token() {
    return ConsumerInteraction.TOKEN;
  }

  @Override
  public @Nullable String obstacle(String method, String state, Map<String, ?> parameters) {
    return null;
  }

  @State("a user")
  public Map<String, ?> user(Map<String, ?> parameters) {
    Map<String, Object> properties = new LinkedHashMap<>(parameters);
    properties.keySet().removeAll(ids().keySet());
    sandbox.addUser(customerId, userId, properties);
    Map<?, ?> attributes = (Map<?, ?>) sandbox.user(customerId, userId).get("attributes");
    Map<String, Object> values = new LinkedHashMap<>(ids());
    values.put("etag", '"' + attributes.get("etag").toString() + '"');
    return values;
  }

  @State("a user whose names may change")
  public Map<String, ?> changeableUser() {
    return addUser();
  }

  @State("a deleted user")
  public Map<String, ?> deletedUser() {
    addUser();
    sandbox.deleteUser(customerId, userId);
    return ids();
  }

  @State("two users")
  public Map<String, ?> twoUsers(Map<String, ?> parameters) {
    UUID otherUserId = UUID.randomUUID();
    sandbox.addUser(customerId, userId, Map.of("displayName", parameters.get("displayName")));
    sandbox.addUser(
        customerId, otherUserId, Map.of("displayName", parameters.get("otherDisplayName")));
    Map<String, Object> values = new LinkedHashMap<>(ids());
    values.put("otherUserId", otherUserId.toString());
    values.put("continuationToken", continuationToken());
    return values;
  }

  @State("an expired continuation token")
  public Map<String, ?> expiredContinuationToken() {
    sandbox.addUsers(customerId, 2);
    Map<String, Object> values = new LinkedHashMap<>(ids());
    values.put("continuationToken", continuationToken());
    sandbox.expireContinuationTokens();
    return values;
  }

  /** That of the second page, by one user a page. */
  private String continuationToken() {
    try (PartnerCenter partner =
        PartnerCenter.builder().baseUrl(url()).accessTokens(AccessTokens.of(token())).build()) {
      return partner
          .api(UsersApi.class)
          .listCustomerUsers(customerId, 1, null, null, null, null, null)
          .execute()
          .getLinks()
          .getNext()
          .getHeaders()
          .get(0)
          .getValue();
    }
  }

  @State("a user that has changed")
  public Map<String, ?> changedUser(Map<String, ?> parameters) {
    if (number(parameters.get("status")) == 412) {
      sandbox.staleEtagsAnswer412();
    }
    return addUser();
  }

  @State("a user, and another with the name")
  public Map<String, ?> takenName(Map<String, ?> parameters) {
    sandbox.addUser(
        customerId,
        UUID.randomUUID(),
        Map.of("userPrincipalName", parameters.get("userPrincipalName")));
    return addUser();
  }

  @State("no such user")
  public Map<String, ?> noUser() {
    sandbox.addUser(customerId, UUID.randomUUID());
    return ids();
  }

  @State("no such customer")
  public Map<String, ?> noCustomer() {
    return ids();
  }

  @State("an expired token")
  public Map<String, ?> expiredToken() {
    sandbox.expireToken(token());
    return addUser();
  }

  @State("a token without MFA")
  public Map<String, ?> tokenWithoutMfa() {
    sandbox.takeMfaFromToken(token());
    return addUser();
  }

  @State("no relationship with the customer")
  public Map<String, ?> noRelationship() {
    sandbox.endRelationship(customerId);
    return addUser();
  }

  @State("a withdrawn role")
  public Map<String, ?> withdrawnRole() {
    sandbox.withdrawRole();
    return addUser();
  }

  @State("a throttle")
  public Map<String, ?> throttle(Map<String, ?> parameters) {
    ErrorShape shape = ErrorShape.valueOf(parameters.get("shape").toString());
    sandbox.throttle(customerId, 0, shape);
    return addUser();
  }

  @State("an outage")
  public Map<String, ?> outage(Map<String, ?> parameters) {
    sandbox.outage(number(parameters.get("status")));
    return addUser();
  }

  private Map<String, ?> addUser() {
    sandbox.addUser(customerId, userId);
    return ids();
  }

  private Map<String, ?> ids() {
    return Map.of("customerId", customerId.toString(), "userId", userId.toString());
  }

  private static int number(Object parameter) {
    return ((Number) parameter).intValue();
  }
}
