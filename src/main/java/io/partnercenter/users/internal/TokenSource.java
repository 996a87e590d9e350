package io.partnercenter.users.internal;

import io.partnercenter.users.AccessTokenProvider;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
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
    TokenFuture token = new TokenFuture(request);
    try {
      @Nullable CompletionStage<String> stage = provider.accessToken();
      if (stage == null) { // from a provider written without JSpecify
        token.accept(null, null);
      } else {
        stage.whenComplete(token);
      }
    } catch (Throwable e) { // an Error, too: an async caller would never hear of it
      token.accept(null, e);
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

  private static final class TokenFuture extends CompletableFuture<String>
      implements BiConsumer<@Nullable String, @Nullable Throwable> {
    private final Request request;

    TokenFuture(Request request) {
      this.request = request;
    }

    @Override
    public void accept(@Nullable String accessToken, @Nullable Throwable error) {
      if (error != null || accessToken == null) {
        completeExceptionally(Failures.noToken(request, error));
        return;
      }
      try {
        complete(HeaderValues.check("the access token", accessToken));
      } catch (IllegalArgumentException e) {
        completeExceptionally(Failures.noToken(request, e));
      }
    }
  }
}
