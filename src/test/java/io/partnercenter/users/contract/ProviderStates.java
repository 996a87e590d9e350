package io.partnercenter.users.contract;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A provider, and how it is brought into the states that interactions need. Pact finds the methods
 * of the states by their {@code @State}; what they give replaces what the contract has as examples.
 */
interface ProviderStates {
  /** All before {@code /v1}. */
  String url();

  /** The token that is sent, in the state that was met last. */
  String token();

  /** Why the state can't be met for such a request; null if it can. */
  @Nullable String obstacle(String method, String state, Map<String, ?> parameters);
}
