package io.partnercenter.users.entra;

import java.util.function.Consumer;

/** A way to get access tokens. Blocks. Used by one thread at a time. */
interface Renewal {
  /**
   * Gets a new access token.
   *
   * @param limit the limit at which all waits end
   * @param obtained receives the token as soon as it is there, before it is stored
   * @throws EntraException if there is no token
   */
  AccessToken renew(Limit limit, Consumer<AccessToken> obtained);

  /** Returns whether there are tokens that could not be stored. May be called from any thread. */
  default boolean hasUnsaved() {
    return false;
  }

  /** Tries again to store these tokens. */
  default void saveAgain() {}
}
