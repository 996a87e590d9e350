package io.partnercenter.users;

import io.partnercenter.users.internal.text.HeaderValues;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Ready-made {@link AccessTokenProvider}s. */
public final class AccessTokens {
  private AccessTokens() {}

  /**
   * Returns a provider of this one token, for a first try or a job that takes minutes: the token is
   * valid for about an hour (Partner Center authentication) and is never renewed.
   *
   * @param accessToken the token, without the word {@code Bearer}
   * @throws IllegalArgumentException if the token is blank or contains anything but printable ASCII
   */
  public static AccessTokenProvider of(String accessToken) {
    return new FixedToken(HeaderValues.check("accessToken", accessToken));
  }

  private static final class FixedToken implements AccessTokenProvider {
    private final CompletionStage<String> token;

    FixedToken(String token) {
      this.token = CompletableFuture.completedFuture(token).minimalCompletionStage();
    }

    @Override
    public CompletionStage<String> accessToken() {
      return token;
    }

    @Override
    public String toString() {
      return "AccessTokens.of(***)";
    }
  }
}
