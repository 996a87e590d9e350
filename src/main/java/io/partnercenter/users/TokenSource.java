package io.partnercenter.users;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** Asks the provider for the token of a call, and checks what it gives. */
final class TokenSource {
  private final AccessTokenProvider provider;

  TokenSource(AccessTokenProvider provider) {
    this.provider = provider;
  }

  /** Fails with {@link CallFailedException} only. The future is the call's own, to end its wait. */
  CompletableFuture<String> tokenFor(Request request) {
    CompletableFuture<String> token = new CompletableFuture<>();
    try {
      @Nullable CompletionStage<String> stage = provider.accessToken();
      if (stage == null) { // from a provider written without JSpecify
        token.completeExceptionally(noToken(request, null));
      } else {
        stage.whenComplete((accessToken, error) -> accept(request, token, accessToken, error));
      }
    } catch (Throwable e) { // an Error, too: an async caller would never hear of it
      token.completeExceptionally(noToken(request, e));
    }
    return token;
  }

  /** Tells the provider that the service refused a token. */
  void refused(String accessToken, CallContext context) {
    try {
      provider.refused(accessToken);
    } catch (Throwable e) {
      context.suppress(e); // the refusal is what the caller must hear of first
    }
  }

  private static void accept(
      Request request,
      CompletableFuture<String> token,
      @Nullable String accessToken,
      @Nullable Throwable error) {
    if (error != null || accessToken == null) {
      token.completeExceptionally(noToken(request, error));
      return;
    }
    try {
      token.complete(HeaderValues.check("the access token", accessToken));
    } catch (IllegalArgumentException e) {
      token.completeExceptionally(noToken(request, e));
    }
  }

  private static CallFailedException noToken(Request request, @Nullable Throwable error) {
    Throwable cause =
        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    String reason = cause == null ? "the provider gave null" : String.valueOf(cause.getMessage());
    return new CallFailedException(
        new PartnerAuthenticationException(
            "no access token for " + CallContext.describe(request) + ": " + reason,
            CallContext.of(request),
            cause));
  }
}
