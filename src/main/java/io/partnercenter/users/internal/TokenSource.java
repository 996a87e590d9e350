package io.partnercenter.users.internal;

import io.partnercenter.users.AccessTokenProvider;
import io.partnercenter.users.internal.text.HeaderValues;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Asks the provider for tokens, and checks what it gives. */
final class TokenSource {
  private final AccessTokenProvider provider;

  /** The latest that can be sent. Most calls get the same one: it is long, and checked once. */
  private volatile @Nullable String checked;

  TokenSource(AccessTokenProvider provider) {
    this.provider = provider;
  }

  /** A token, or the failure that the provider threw. The future is the call's own. */
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

  /** Tells the provider that the service refused a token. */
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
