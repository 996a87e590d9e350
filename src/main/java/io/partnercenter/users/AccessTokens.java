package io.partnercenter.users;

import io.partnercenter.users.internal.text.HeaderValues;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Ready-made {@link AccessTokenProvider}s. */
public final class AccessTokens {
  private AccessTokens() {}

  /**
   * One token, for a first try or a job of minutes: it is valid for about an hour (Partner Center
   * authentication) and never renewed.
   *
   * @param accessToken the token, without the word {@code Bearer}
   * @throws IllegalArgumentException if it is blank or no header can carry it
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
