package io.partnercenter.users.entra;

import com.microsoft.aad.msal4j.AuthorizationRequestUrlParameters;
import com.microsoft.aad.msal4j.Prompt;
import io.partnercenter.users.PartnerAuthenticationException;
import io.partnercenter.users.entra.EntraException.Kind;
import io.partnercenter.users.entra.TokenEndpoint.Exchange;
import io.partnercenter.users.internal.time.Timer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A person's consent, by the authorization-code flow with PKCE. The person opens {@link
 * #authorizationUri} in a browser, signs in with MFA and agrees. Entra redirects the browser to the
 * redirect address. {@link #complete} takes the whole address to which the browser was redirected,
 * and saves the refresh token in the token store. Created by {@link
 * AppUserCredentials.Builder#consent}. Thread-safe. For one sign-in only.
 */
public final class AppUserConsent {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int MAX_MESSAGE = 300;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Account account;
  private final TokenStore store;
  private final TokenEndpoint endpoint;
  private final Secrets secrets;
  private final Timer timer;
  private final URI redirectUri;
  private final String state = random();
  private final String codeVerifier = random();

  AppUserConsent(
      Account account,
      TokenStore store,
      TokenEndpoint endpoint,
      Secrets secrets,
      Timer timer,
      URI redirectUri) {
    this.account = account;
    this.store = store;
    this.endpoint = endpoint;
    this.secrets = secrets;
    this.timer = timer;
    this.redirectUri = redirectUri;
  }

  /**
   * Returns the address where the person signs in. It requests a new sign-in, because the sign-in
   * of an open session may lack MFA.
   */
  public URI authorizationUri() {
    AuthorizationRequestUrlParameters parameters =
        AuthorizationRequestUrlParameters.builder(redirectUri.toString(), endpoint.scopes())
            .prompt(Prompt.LOGIN)
            .state(state)
            .codeChallenge(challenge(codeVerifier))
            .codeChallengeMethod("S256")
            .build();
    // MSAL requests a posted form, which a person can't paste; PKCE protects the code anyway
    return Objects.requireNonNull(HttpUrl.get(endpoint.authorizationUrl(parameters)))
        .newBuilder()
        .setQueryParameter("response_mode", "query")
        .build()
        .uri();
  }

  /**
   * Returns whether the redirect belongs to this sign-in.
   *
   * @param redirectedTo the whole address to which the browser was redirected
   */
  public boolean isAnswer(URI redirectedTo) {
    String given = parameter(redirectedTo, "state");
    return given != null
        && MessageDigest.isEqual(
            given.getBytes(StandardCharsets.UTF_8), state.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Exchanges the code in the address for tokens, and saves them. If the thread is interrupted, it
   * stays interrupted, and the code may have been used. Blocks for up to 30 seconds, and then for
   * as long as the token store takes.
   *
   * @param redirectedTo the whole address to which the browser was redirected
   * @throws IllegalArgumentException if the redirect belongs to another sign-in, or if the address
   *     has no code
   * @throws PartnerAuthenticationException if the person or Entra refused, or if the tokens can't
   *     be saved; the message says what to do
   */
  public ConsentedAccount complete(URI redirectedTo) {
    if (!isAnswer(redirectedTo)) {
      throw new IllegalArgumentException(
          "the address belongs to another sign-in: its state differs");
    }
    try (Limit limit = new Limit(timer, LIMIT)) {
      String error = parameter(redirectedTo, "error");
      if (error != null) {
        String description = parameter(redirectedTo, "error_description");
        throw EntraRefusals.ofSignIn(error, description == null ? error : description, secrets);
      }
      String code = parameter(redirectedTo, "code");
      if (code == null) {
        throw new IllegalArgumentException("the address has no code");
      }
      return consented(redeem(code, limit));
    } catch (EntraException e) {
      throw PartnerAuthenticationException.builder()
          .message(String.valueOf(e.getMessage()))
          .cause(e)
          .attempts(0)
          .build();
    }
  }

  private Exchange redeem(String code, Limit limit) {
    try {
      return endpoint.redeem(code, codeVerifier, redirectUri, limit);
    } finally {
      if (limit.wasInterrupted()) {
        Thread.currentThread().interrupt(); // this is the caller's thread
      }
    }
  }

  private ConsentedAccount consented(Exchange exchange) {
    String refreshToken = exchange.response.refreshToken();
    if (refreshToken == null) {
      throw new EntraException(
          Kind.PERMANENT, "Entra gave no refresh token: the scope offline_access is missing", null);
    }
    save(StoredTokens.ofConsent(account, refreshToken));
    String username =
        exchange.result.account() == null ? null : exchange.result.account().username();
    return new ConsentedAccount(
        username == null ? null : secrets.clean(username, MAX_MESSAGE),
        AmrClaim.hasMfa(exchange.response.accessToken()));
  }

  /**
   * Replaces the tokens of the same account in the store. If the store has tokens of another
   * account, it keeps them, and this method fails.
   */
  private void save(StoredTokens tokens) {
    try {
      TokenStore.Lock lock = store.lock();
      try {
        String before = store.load();
        if (before != null) {
          StoredTokens.parse(before).requireAccount(account);
        }
        store.save(tokens.format());
      } finally {
        lock.close();
      }
    } catch (IOException | RuntimeException e) {
      throw new EntraException(
          Kind.PERMANENT,
          "the sign-in worked, but the token store failed: "
              + secrets.clean(String.valueOf(e.getMessage()), MAX_MESSAGE),
          secrets.mask(e));
    }
  }

  private static @Nullable String parameter(URI address, String name) {
    HttpUrl url = HttpUrl.get(address);
    return url == null ? null : url.queryParameter(name);
  }

  private static String random() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String challenge(String codeVerifier) {
    return ByteString.encodeUtf8(codeVerifier).sha256().base64Url().replace("=", "");
  }

  /** Shows nothing, because the state and the verifier are secret. */
  @Override
  public String toString() {
    return "AppUserConsent(***)";
  }
}
