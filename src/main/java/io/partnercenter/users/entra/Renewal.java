package io.partnercenter.users.entra;

import java.util.function.Consumer;

/** Gets access tokens. Blocks. Used by one thread at a time. */
interface Renewal {
  /**
   * Gets a new access token.
   *
   * @param limit ends the waits
   * @param inHand takes the token as soon as it is there, before it is stored
   * @throws EntraException if there is no token
   */
  AccessToken renew(Limit limit, Consumer<AccessToken> inHand);

  /** Whether there are tokens that could not be stored. May be called by any thread. */
  default boolean hasUnsaved() {
    return false;
  }

  /** Tries to store them. */
  default void saveAgain() {}
}
