package io.partnercenter.users.internal;

import io.partnercenter.users.AccessTokenProvider;
import io.partnercenter.users.internal.text.HeaderValues;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Gets access tokens from the provider and checks them. */
final class TokenSource {
  private final AccessTokenProvider provider;

  /** The latest token that passed the check. Most calls get the same one, so it is checked once. */
  private volatile @Nullable String checked;

  TokenSource(AccessTokenProvider provider) {
    this.provider = provider;
  }

  /** Returns a token, or the failure of the provider. The future belongs to the call alone. */
  CompletableFuture<String> token() {
    CompletableFuture<String> token = new CompletableFuture<>();
    try {
      @Nullable CompletionStage<String> stage = provider.accessToken();
      if (stage == null) { // from a provider written without JSpecify
        token.completeExceptionally(new NullPointerException("the provider gave null"));
      } else {
        stage.whenComplete((value, error) -> complete(token, value, error));
      }
    } catch (Throwable e) {
      token.completeExceptionally(cause(e));
    }
    return token;
  }

  /** Tells the provider that the service refused its token. */
  void refused(String token, boolean mfaRequired) {
    if (mfaRequired) {
      provider.mfaRequired(token);
    } else {
      provider.refused(token);
    }
  }

  private void complete(
      CompletableFuture<String> token, @Nullable String value, @Nullable Throwable error) {
    if (error != null) {
      token.completeExceptionally(cause(error));
    } else if (value == null) {
      token.completeExceptionally(new NullPointerException("the provider gave null"));
    } else {
      try {
        if (!value.equals(checked)) {
          checked = HeaderValues.check("the access token", value);
        }
        token.complete(value);
      } catch (IllegalArgumentException e) {
        token.completeExceptionally(e);
      }
    }
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : null;
    return cause != null ? cause : failure;
  }
}
