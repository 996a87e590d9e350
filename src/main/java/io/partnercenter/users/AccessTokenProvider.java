package io.partnercenter.users;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A source of access tokens. The client requests a token once for every call, and once more if the
 * service refuses the token. It does so from any thread and from many threads at a time, so a
 * provider should keep a token for as long as the token is valid.
 *
 * <p>The tokens must be issued for App+User credentials: for users of a customer, the service
 * refuses all other tokens (Partner Center authentication).
 */
public interface AccessTokenProvider {
  /**
   * Returns an access token, without the word {@code Bearer}.
   *
   * <p>The call ends with a {@link PartnerAuthenticationException}, sync and async alike, if this
   * method throws or returns null, if the stage fails, or if the token is null, blank or contains
   * anything but printable ASCII. A call waits for the stage no longer than its own limit. The
   * client never cancels the stage, because other calls may wait for it too.
   */
  CompletionStage<String> accessToken();

  /**
   * Receives a token that the service refused with 401, so that the provider doesn't return that
   * token again. The client then calls {@link #accessToken} once more, and repeats the call if it
   * gets another token. If this method throws, its exception is added to the exception of the call
   * as suppressed.
   *
   * @param token the token that was refused
   */
  default void refused(String token) {}

  /**
   * Receives, in place of {@link #refused}, a token that the service refused because it was
   * obtained without multi-factor authentication. A renewed token would lack it too: the next token
   * must come from another consent. As after {@link #refused}, the client calls {@link
   * #accessToken} once more, and repeats the call if it gets another token. The default
   * implementation calls {@link #refused}.
   *
   * @param token the token that was refused
   */
  default void mfaRequired(String token) {
    refused(token);
  }

  /**
   * Returns the cloud whose service accepts the tokens; null if this provider doesn't know it.
   * {@link PartnerCenter.Builder#build} refuses a provider whose cloud is not the client's.
   */
  default @Nullable PartnerCloud cloud() {
    return null;
  }

  /**
   * Returns a provider that calls blocking code. The supplier runs on the thread that makes the
   * call, even if the call is async, and no limit of a call ends it. If the code can take a long
   * time, implement {@link #accessToken} so that it returns a stage that completes later.
   */
  static AccessTokenProvider blocking(Supplier<String> supplier) {
    Objects.requireNonNull(supplier, "supplier");
    return () -> CompletableFuture.completedFuture(supplier.get());
  }
}
