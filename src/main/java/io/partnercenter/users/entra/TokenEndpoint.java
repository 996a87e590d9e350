package io.partnercenter.users.entra;

import com.microsoft.aad.msal4j.AuthorizationCodeParameters;
import com.microsoft.aad.msal4j.AuthorizationRequestUrlParameters;
import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IClientCredential;
import com.microsoft.aad.msal4j.RefreshTokenParameters;
import io.partnercenter.users.entra.EntraException.Kind;
import io.partnercenter.users.internal.Retryable;
import io.partnercenter.users.internal.time.Durations;
import io.partnercenter.users.internal.time.Timer;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The token endpoint of Entra: exchanges refresh tokens and authorization codes for tokens, with
 * MSAL. Blocks.
 */
final class TokenEndpoint {
  private static final int MAX_ATTEMPTS = 3;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final int MAX_MESSAGE = 200;

  private final Account account;
  private final IClientCredential credential;
  private final OkHttpClient client;
  private final ExecutorService threads;
  private final Secrets secrets;
  private final Timer timer;

  TokenEndpoint(
      Account account,
      IClientCredential credential,
      OkHttpClient client,
      ExecutorService threads,
      Secrets secrets,
      Timer timer) {
    this.account = account;
    this.credential = credential;
    this.client = client;
    this.threads = threads;
    this.secrets = secrets;
    this.timer = timer;
  }

  /**
   * Returns how the application authenticates: by a certificate and its key, or otherwise by a
   * secret.
   */
  static IClientCredential credential(
      @Nullable String secret,
      @Nullable PrivateKey privateKey,
      @Nullable X509Certificate certificate) {
    return certificate != null
        ? ClientCredentialFactory.createFromCertificate(privateKey, certificate)
        : ClientCredentialFactory.createFromSecret(secret);
  }

  /**
   * Exchanges a refresh token for tokens.
   *
   * @param received receives each refresh token that Entra returns as a replacement, also before a
   *     failure
   * @throws EntraException if there is no access token
   */
  Exchange refresh(String refreshToken, Consumer<String> received, Limit limit) {
    secrets.add(refreshToken);
    AtomicReference<String> latest = new AtomicReference<>(refreshToken);
    return exchange(
        application ->
            application.acquireToken(
                RefreshTokenParameters.builder(scopes(), latest.get()).build()),
        next -> {
          latest.set(next);
          received.accept(next);
        },
        limit);
  }

  /**
   * Exchanges an authorization code for tokens.
   *
   * @throws EntraException if there is no access token
   */
  Exchange redeem(String code, String codeVerifier, URI redirectUri, Limit limit) {
    secrets.add(code);
    secrets.add(codeVerifier);
    AuthorizationCodeParameters parameters =
        AuthorizationCodeParameters.builder(code, redirectUri)
            .codeVerifier(codeVerifier)
            .scopes(scopes())
            .build();
    return exchange(application -> application.acquireToken(parameters), next -> {}, limit);
  }

  /** Returns the address where a person signs in. Sends no request. */
  URL authorizationUrl(AuthorizationRequestUrlParameters parameters) {
    return application(new EntraHttp(client, secrets, timer))
        .getAuthorizationRequestUrl(parameters);
  }

  Set<String> scopes() {
    return Set.of(account.cloud().scope());
  }

  /** Retries transient failures, as long as the limit allows. */
  private Exchange exchange(
      Function<ConfidentialClientApplication, CompletableFuture<IAuthenticationResult>> request,
      Consumer<String> received,
      Limit limit) {
    for (int attempt = 1; ; attempt++) {
      try {
        return attempt(request, received, limit);
      } catch (EntraException e) {
        Duration pause = FIRST_PAUSE.multipliedBy(attempt);
        Duration asked = e.retryAfter();
        if (asked != null) {
          pause = Durations.longer(pause, asked);
        }
        if (e.kind() != Kind.TRANSIENT || attempt == MAX_ATTEMPTS || !limit.allows(pause)) {
          throw e;
        }
        limit.await(timer.after(pause));
      }
    }
  }

  private Exchange attempt(
      Function<ConfidentialClientApplication, CompletableFuture<IAuthenticationResult>> request,
      Consumer<String> received,
      Limit limit) {
    EntraHttp http = new EntraHttp(client, secrets, timer);
    try {
      IAuthenticationResult result = limit.await(request.apply(application(http)));
      return new Exchange(result, Objects.requireNonNull(http.response(), "response"));
    } catch (EntraException e) {
      throw e;
    } catch (RuntimeException e) {
      throw failure(e);
    } finally {
      http.cancel();
      String next = http.refreshToken();
      if (next != null) {
        received.accept(next);
      }
    }
  }

  /** Creates a new application each time, because an application would keep tokens of its own. */
  private ConfidentialClientApplication application(EntraHttp http) {
    try {
      return ConfidentialClientApplication.builder(account.clientId(), credential)
          .authority(account.authority())
          .instanceDiscovery(false) // the authority is known
          .disableInternalRetries() // retries are decided here
          .executorService(threads)
          .httpClient(http)
          .build();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("partnerTenant can't be part of a URL", e);
    }
  }

  /** Returns the failure that was thrown below MSAL, or a failure for what MSAL itself threw. */
  private EntraException failure(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof EntraException) {
        return (EntraException) cause;
      }
      if (cause instanceof IOException) {
        return new EntraException(
            Retryable.failure((IOException) cause) ? Kind.TRANSIENT : Kind.PERMANENT,
            "no usable response from Entra: " + secrets.clean(messageOf(cause), MAX_MESSAGE),
            secrets.mask(cause));
      }
    }
    return new EntraException(
        Kind.PERMANENT,
        "MSAL failed: " + secrets.clean(error.toString(), MAX_MESSAGE),
        secrets.mask(error));
  }

  private static String messageOf(Throwable error) {
    String message = error.getMessage();
    return error.getClass() == IOException.class && message != null ? message : error.toString();
  }

  /** What Entra returned: the result as MSAL sees it, and the response. */
  static final class Exchange {
    final IAuthenticationResult result;
    final TokenResponse response;

    Exchange(IAuthenticationResult result, TokenResponse response) {
      this.result = result;
      this.response = response;
    }
  }
}
