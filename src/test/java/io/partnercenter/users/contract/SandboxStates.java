package io.partnercenter.users.contract;

import au.com.dius.pact.provider.junitsupport.State;
import io.partnercenter.users.sandbox.PartnerCenterSandbox;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sandbox as a provider. It has ids of its own, so that nothing depends on the ids in the
 * contract's examples.
 */
public final class SandboxStates implements ProviderStates {
  private final PartnerCenterSandbox sandbox;
  private String state;

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
    this.state = state;
    return null;
  }

  /**
   * Sets up the state that {@link #obstacle} received. Pact finds this method by the state's name,
   * but doesn't pass the name.
   */
  @State({
    "a user",
    "a user with an ETag",
    "a user whose names may change",
    "a deleted user",
    "two users",
    "an expired continuation token",
    "a user that has changed",
    "a user and another with the name",
    "no such user",
    "no such customer",
    "an expired token",
    "a token without MFA",
    "no relationship with the customer",
    "a withdrawn role",
    "a throttle",
    "an outage"
  })
  public Map<String, ?> setUp(Map<String, ?> parameters) {
    Map<String, Object> withoutIds = new LinkedHashMap<>(parameters);
    withoutIds.keySet().removeAll(Set.of("customerId", "userId", "otherUserId"));
    return sandbox.setProviderState(state, withoutIds);
  }
}
