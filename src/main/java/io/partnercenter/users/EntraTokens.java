package io.partnercenter.users;

import com.microsoft.aad.msal4j.AuthenticationErrorCode;
import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IClientCredential;
import com.microsoft.aad.msal4j.MsalClientException;
import com.microsoft.aad.msal4j.MsalInteractionRequiredException;
import com.microsoft.aad.msal4j.RefreshTokenParameters;
import com.microsoft.aad.msal4j.SilentParameters;
import io.partnercenter.users.RenewingToken.Token;
import io.partnercenter.users.internal.Durations;
import io.partnercenter.users.internal.Timer;
import java.net.MalformedURLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Gets access tokens from Microsoft Entra ID, by MSAL. The refresh token is the stored one, which
 * changes with each use; the one of the consent if none is stored, or the stored one is refused.
 */
final class EntraTokens {
  private static final int MAX_ATTEMPTS = 3;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  /** To connect, and of silence: no try may use up the limit of a renewal. */
  private static final int TIMEOUT_MILLIS = 8_000;

  private final ConfidentialClientApplication application;
  private final Set<String> scopes;
  private final Supplier<String> consent;
  private final EntraErrors errors;
  private final Timer timer;

  /** Of their own: MSAL blocks, the supplier of the refresh token may, and a lock of the store. */
  private final ExecutorService threads = threads();

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

  private ConfidentialClientApplication application(AppUserCredentials.Builder settings) {
    try {
      ConfidentialClientApplication.Builder builder =
          ConfidentialClientApplication.builder(settings.clientId, credential(settings))
              .authority(settings.cloud.authority() + "/" + settings.partnerTenant)
              .instanceDiscovery(false) // the authority is one that we know
              .disableInternalRetries() // those here are enough
              .connectTimeoutForDefaultHttpClient(TIMEOUT_MILLIS)
              .readTimeoutForDefaultHttpClient(TIMEOUT_MILLIS)
              .executorService(threads);
      if (settings.tokenStore != null) {
        builder.setTokenCacheAccessAspect(new StoredTokenCache(settings.tokenStore));
      }
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

  private static ExecutorService threads() {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            4, 4, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), EntraTokens::daemon);
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "partner-center-tokens");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Fails with {@link EntraException}.
   *
   * @param limit for all tries and the pauses between them
   */
  CompletableFuture<Token> renew(Duration limit) {
    return attempt(1, timer.nanoTime() + limit.toNanos());
  }

  private CompletableFuture<Token> attempt(int number, long end) {
    return compose(
        acquire(),
        error -> {
          EntraException failure = errors.of(error);
          Duration pause = FIRST_PAUSE.multipliedBy(number);
          Duration asked = failure.retryAfter();
          if (asked != null) {
            pause = Durations.longer(pause, asked);
          }
          boolean inTime = Durations.nanos(pause) < end - timer.nanoTime();
          if (!failure.mayPass() || number == MAX_ATTEMPTS || !inTime) {
            return CompletableFuture.failedFuture(failure);
          }
          return timer.after(pause).thenCompose(over -> attempt(number + 1, end));
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
            error instanceof MsalInteractionRequiredException || isCacheMiss(error)
                ? fromConsent()
                : CompletableFuture.failedFuture(error));
  }

  /** The account is stored, but no refresh token of it. */
  private static boolean isCacheMiss(Throwable error) {
    return error instanceof MsalClientException
        && AuthenticationErrorCode.CACHE_MISS.equals(((MsalClientException) error).errorCode());
  }

  private CompletableFuture<IAuthenticationResult> fromConsent() {
    return CompletableFuture.supplyAsync(consent, threads)
        .thenCompose(
            refreshToken -> {
              errors.addSecret(refreshToken);
              return application.acquireToken(
                  RefreshTokenParameters.builder(scopes, refreshToken).build());
            })
        .thenCompose(this::forgetOthers);
  }

  /** A new consent takes the place of those before: the next renewal must not take one of them. */
  private CompletableFuture<IAuthenticationResult> forgetOthers(IAuthenticationResult result) {
    return application
        .getAccounts()
        .thenCompose(
            accounts -> {
              List<CompletableFuture<Void>> removals = new ArrayList<>();
              for (IAccount account : accounts) {
                if (!isOf(account, result)) {
                  removals.add(application.removeAccount(account));
                }
              }
              return CompletableFuture.allOf(removals.toArray(new CompletableFuture<?>[0]));
            })
        .thenApply(removed -> result);
  }

  private static boolean isOf(IAccount account, IAuthenticationResult result) {
    return result.account() != null
        && account.homeAccountId().equals(result.account().homeAccountId());
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
