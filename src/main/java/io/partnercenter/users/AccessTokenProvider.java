package io.partnercenter.users;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where access tokens come from. Asked once for every call, and again if the service refuses the
 * token, from any thread and from many at a time, so it should keep a token for as long as it is
 * valid.
 *
 * <p>The tokens must be of App+User credentials: the service refuses others for users of a customer
 * (Partner Center authentication).
 */
public interface AccessTokenProvider {
  /**
   * Gives an access token, without the word {@code Bearer}.
   *
   * <p>A failure (thrown, a stage that fails, null, a blank token) ends the call as a {@link
   * PartnerAuthenticationException}, sync and async alike. A caller waits for the stage no longer
   * than the limit of its own call; the stage is never cancelled, for others may wait for it too.
   */
  CompletionStage<String> accessToken();

  /**
   * Told when the service refused a token with 401, so that it isn't given out again: {@link
   * #accessToken} is asked once more then, and the call repeated if that gives another token. What
   * it throws is added to the exception of the call as suppressed.
   *
   * @param token the token that was refused
   */
  default void refused(String token) {}

  /**
   * Told in place of {@link #refused} when the service refused a token because it was got without
   * multi-factor authentication. A renewed token would lack it, too: the next one must come from
   * another consent. As after {@link #refused}, {@link #accessToken} is asked once more, and the
   * call repeated if that gives another token. Passes it on to {@link #refused} unless overridden.
   *
   * @param token the token that was refused
   */
  default void mfaRequired(String token) {
    refused(token);
  }

  /**
   * The cloud whose service accepts the tokens; null if this provider doesn't know. {@link
   * PartnerCenter.Builder#build} refuses a provider for another cloud than the client's.
   */
  default @Nullable PartnerCloud cloud() {
    return null;
  }

  /**
   * A provider on top of code that blocks. The supplier runs on the thread that makes the call,
   * also if that is an async one, and no limit of a call ends it: for a supplier that can take
   * long, write a provider that gives a stage.
   */
  static AccessTokenProvider blocking(Supplier<String> supplier) {
    Objects.requireNonNull(supplier, "supplier");
    return () -> CompletableFuture.completedFuture(supplier.get());
  }
}
