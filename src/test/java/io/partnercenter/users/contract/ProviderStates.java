package io.partnercenter.users.contract;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A provider, and how the states that interactions need are set up. Pact finds the method of a
 * state by its {@code @State}; the values that it returns replace the examples in the contract.
 */
interface ProviderStates {
  /** Returns the part of the URLs before {@code /v1}. */
  String url();

  /** Returns the token to send in the state that was set up last. */
  String token();

  /** Returns why the state can't be set up for such a request; null if it can. */
  @Nullable String obstacle(String method, String state, Map<String, ?> parameters);
}
