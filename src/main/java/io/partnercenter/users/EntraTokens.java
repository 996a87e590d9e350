package io.partnercenter.users;

import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IClientCredential;
import com.microsoft.aad.msal4j.MsalInteractionRequiredException;
import com.microsoft.aad.msal4j.RefreshTokenParameters;
import com.microsoft.aad.msal4j.SilentParameters;
import io.partnercenter.users.RenewingToken.Token;
import java.net.MalformedURLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Gets access tokens from Microsoft Entra ID, by MSAL. The refresh token is the stored one, which
 * changes with each use; the one of the consent if none is stored, or the stored one is refused.
 */
final class EntraTokens {
  private static final int MAX_ATTEMPTS = 3;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  /** Three of these, with their pauses, end within the limit of a renewal. */
  private static final int TIMEOUT_MILLIS = 8_000;

  private final ConfidentialClientApplication application;
  private final Set<String> scopes;
  private final Supplier<String> consent;
  private final EntraErrors errors;
  private final Timer timer;

  /** All that is required is set. */
  EntraTokens(AppUserCredentials.Builder settings) {
    scopes = Set.of(settings.cloud.scope());
    consent = settings.refreshToken;
    errors = new EntraErrors();
    timer = settings.timer;
    if (settings.clientSecret != null) {
      errors.addSecret(settings.clientSecret);
    }
    application = application(settings);
  }

  private static ConfidentialClientApplication application(AppUserCredentials.Builder settings) {
    try {
      ConfidentialClientApplication.Builder builder =
          ConfidentialClientApplication.builder(settings.clientId, credential(settings))
              .authority(settings.cloud.authority() + "/" + settings.partnerTenant)
              .instanceDiscovery(false) // the authority is one that we know
              .disableInternalRetries() // those here are enough
              .connectTimeoutForDefaultHttpClient(TIMEOUT_MILLIS)
              .readTimeoutForDefaultHttpClient(TIMEOUT_MILLIS)
              .setTokenCacheAccessAspect(new StoredTokenCache(settings.tokenStore));
      if (settings.proxy != null) {
        builder.proxy(settings.proxy);
      }
      if (settings.sslSocketFactory != null) {
        builder.sslSocketFactory(settings.sslSocketFactory);
      }
      return builder.build();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("partnerTenant can't be part of a URL", e);
    }
  }

  private static IClientCredential credential(AppUserCredentials.Builder settings) {
    return settings.certificate != null
        ? ClientCredentialFactory.createFromCertificate(settings.privateKey, settings.certificate)
        : ClientCredentialFactory.createFromSecret(settings.clientSecret);
  }

  /** Fails with {@link EntraException}. */
  CompletableFuture<Token> renew() {
    return attempt(1);
  }

  private CompletableFuture<Token> attempt(int number) {
    return compose(
        acquire(),
        error -> {
          EntraException failure = errors.of(error);
          if (!failure.mayPass() || number == MAX_ATTEMPTS) {
            return CompletableFuture.failedFuture(failure);
          }
          Duration pause = FIRST_PAUSE.multipliedBy(number);
          Duration asked = failure.retryAfter();
          return timer
              .after(asked == null ? pause : Durations.longer(pause, asked))
              .thenCompose(over -> attempt(number + 1));
        });
  }

  private CompletableFuture<Token> acquire() {
    return application
        .getAccounts()
        .thenCompose(
            accounts -> accounts.isEmpty() ? fromConsent() : fromStore(accounts.iterator().next()))
        .thenApply(this::token);
  }

  private CompletableFuture<IAuthenticationResult> fromStore(IAccount account) {
    CompletableFuture<IAuthenticationResult> stored;
    try {
      stored =
          application.acquireTokenSilently(
              SilentParameters.builder(scopes, account).forceRefresh(true).build());
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e); // of the authority, which was accepted before
    }
    return compose(
        stored,
        error ->
            error instanceof MsalInteractionRequiredException
                ? fromConsent()
                : CompletableFuture.failedFuture(error));
  }

  /** On another thread: the supplier may ask a vault. */
  private CompletableFuture<IAuthenticationResult> fromConsent() {
    return CompletableFuture.supplyAsync(consent)
        .thenCompose(
            refreshToken -> {
              errors.addSecret(refreshToken);
              return application.acquireToken(
                  RefreshTokenParameters.builder(scopes, refreshToken).build());
            });
  }

  private Token token(IAuthenticationResult result) {
    Duration rest = Duration.between(Instant.now(), result.expiresOnDate().toInstant());
    return new Token(result.accessToken(), timer.nanoTime() + Durations.nanos(rest));
  }

  private static <T> CompletableFuture<T> compose(
      CompletableFuture<T> future, Function<Throwable, CompletableFuture<T>> otherwise) {
    return future
        .handle(
            (value, error) ->
                error == null
                    ? CompletableFuture.completedFuture(value)
                    : otherwise.apply(
                        error instanceof CompletionException ? error.getCause() : error))
        .thenCompose(next -> next);
  }
}
