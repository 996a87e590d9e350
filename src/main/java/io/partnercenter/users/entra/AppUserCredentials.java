package io.partnercenter.users.entra;

import io.partnercenter.users.AccessTokenProvider;
import io.partnercenter.users.PartnerAuthenticationException;
import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.PartnerCloud;
import io.partnercenter.users.internal.text.HeaderValues;
import io.partnercenter.users.internal.time.DaemonThreads;
import io.partnercenter.users.internal.time.Timer;
import java.lang.System.Logger;
import java.net.URI;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * App+User credentials, the only credentials that the service accepts for users of a customer
 * (Partner Center authentication). They consist of an application of the partner, and the refresh
 * token that the application got by a person's consent. They provide access tokens, and renew them
 * before they expire. Thread-safe.
 *
 * <p>Requires MSAL4J, Microsoft's authentication library. The consumer project must add this
 * dependency: {@code com.microsoft.azure:msal4j}.
 *
 * <pre>{@code
 * AppUserCredentials.builder()
 *     .partnerTenant("contoso.example")
 *     .clientId(clientId)
 *     .clientSecret(secret)
 *     .refreshToken(() -> vault.read("partner-center-refresh-token"))
 *     .tokenStore(TokenStore.file(Path.of("/var/lib/contoso/tokens")))
 *     .build()
 * }</pre>
 *
 * <p>A token is renewed 5 minutes before it expires, or after half its lifetime if that is later.
 * Only one renewal runs at a time, for all calls. It makes up to three attempts, and takes at most
 * 30 seconds in total, even if something hangs. Meanwhile calls use the token as long as it is
 * valid.
 *
 * <p>If a renewal fails, the call ends with a {@link PartnerAuthenticationException} that says what
 * to do. Until the next renewal may begin, further calls fail at once with the same failure: for 5
 * seconds after a transient failure, for 30 seconds after any other (Entra refused the request, or
 * its certificate isn't trusted), and for longer if Entra asks for that.
 *
 * <p>A token that the service refuses because it lacks MFA is not renewed, because Entra would
 * return another token without MFA. Instead, the refresh token of the consent is used once: that of
 * the supplier, or the stored one if there is no supplier. If the service refuses its access token
 * too, calls fail at once until there is another consent, in the token store or from the supplier.
 * A new consent is noticed within a minute.
 */
public final class AppUserCredentials implements AccessTokenProvider {
  private final PartnerCloud cloud;
  private final RenewingToken token;

  private AppUserCredentials(PartnerCloud cloud, RenewingToken token) {
    this.cloud = cloud;
    this.token = token;
  }

  /** Returns a builder with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public CompletionStage<String> accessToken() {
    return token.accessToken();
  }

  @Override
  public void refused(String accessToken) {
    token.refused(accessToken);
  }

  @Override
  public void mfaRequired(String accessToken) {
    token.mfaRequired(accessToken);
  }

  @Override
  public PartnerCloud cloud() {
    return cloud;
  }

  /** Shows nothing, because all values are secret. */
  @Override
  public String toString() {
    return "AppUserCredentials(***)";
  }

  /** Builds {@link AppUserCredentials}. Not thread-safe. */
  public static final class Builder {
    private static final Logger DEFAULT_LOGGER = System.getLogger("io.partnercenter.users.entra");

    private @Nullable String partnerTenant;
    private @Nullable String clientId;
    private @Nullable String clientSecret;
    private @Nullable PrivateKey privateKey;
    private @Nullable X509Certificate certificate;
    private @Nullable Supplier<String> refreshToken;
    private PartnerCloud cloud = PartnerCloud.GLOBAL;
    private @Nullable TokenStore tokenStore;
    private @Nullable OkHttpClient httpClient;
    private Logger logger = DEFAULT_LOGGER;
    private Timer timer = Timer.SYSTEM;

    private Builder() {}

    /**
     * Sets the partner's own tenant, by id or by domain. Required.
     *
     * @throws IllegalArgumentException if the text is neither an id nor a domain
     */
    public Builder partnerTenant(String partnerTenant) {
      HeaderValues.check("partnerTenant", partnerTenant);
      if (!partnerTenant.matches("[A-Za-z0-9.-]+")) {
        throw new IllegalArgumentException("partnerTenant must be an id or a domain");
      }
      this.partnerTenant = partnerTenant;
      return this;
    }

    /**
     * Sets the id of the partner's application. Required.
     *
     * @throws IllegalArgumentException if the id is blank or contains anything but printable ASCII
     */
    public Builder clientId(String clientId) {
      this.clientId = HeaderValues.check("clientId", clientId);
      return this;
    }

    /**
     * Sets the secret of the application. Either a secret or a certificate is required.
     *
     * @throws IllegalArgumentException if the secret is blank or contains anything but printable
     *     ASCII
     */
    public Builder clientSecret(String clientSecret) {
      this.clientSecret = HeaderValues.check("clientSecret", clientSecret);
      return this;
    }

    /** Sets a certificate of the application and its key, instead of a secret. */
    public Builder clientCertificate(PrivateKey privateKey, X509Certificate certificate) {
      this.privateKey = Objects.requireNonNull(privateKey, "privateKey");
      this.certificate = Objects.requireNonNull(certificate, "certificate");
      return this;
    }

    /**
     * Sets the refresh token of the consent. Required, as a text or by a supplier, unless the token
     * store has one.
     *
     * @throws IllegalArgumentException if the token is blank or contains anything but printable
     *     ASCII
     */
    public Builder refreshToken(String refreshToken) {
      HeaderValues.check("refreshToken", refreshToken);
      return refreshToken(() -> refreshToken);
    }

    /**
     * Sets a supplier of the refresh token of the consent. It is called if the token store has no
     * token, if Entra refuses the stored token, and if the service refuses the access tokens
     * because they lack MFA. The supplier may block; it runs on a separate thread. If it hangs,
     * renewals that need it fail at their limit, and it is not called again before it has returned.
     */
    public Builder refreshToken(Supplier<String> refreshToken) {
      this.refreshToken = Objects.requireNonNull(refreshToken, "refreshToken");
      return this;
    }

    /**
     * Sets the national cloud. The default is {@link PartnerCloud#GLOBAL}. It must be the client's
     * cloud; {@link PartnerCenter.Builder#build} checks that.
     */
    public Builder cloud(PartnerCloud cloud) {
      this.cloud = Objects.requireNonNull(cloud, "cloud");
      return this;
    }

    /**
     * Sets the store that keeps the refresh token, so that it survives a restart: each renewal
     * returns a new refresh token, which lives for 90 days (Partner Center authentication). By
     * default the token is kept in memory only. A store is for one account, that is, for one cloud,
     * tenant and client id: the tokens of another account are neither used nor replaced. {@link
     * TokenStore#file} creates a store in a file that only its owner can read.
     */
    public Builder tokenStore(TokenStore tokenStore) {
      this.tokenStore = Objects.requireNonNull(tokenStore, "tokenStore");
      return this;
    }

    /**
     * Sends the requests to Microsoft Entra ID through this client. Its proxy, DNS, TLS, connection
     * pool and interceptors are used. Its time-outs, redirects, cookies, authenticator, cache and
     * retryOnConnectionFailure are not used. The default is a client with the JVM's defaults.
     */
    public Builder httpClient(OkHttpClient httpClient) {
      this.httpClient = Objects.requireNonNull(httpClient, "httpClient");
      return this;
    }

    /**
     * Sets the logger for warnings about failures that don't end a call, such as renewed tokens
     * that can't be saved. The default is the system logger {@code io.partnercenter.users.entra}.
     */
    public Builder logTo(Logger logger) {
      this.logger = Objects.requireNonNull(logger, "logger");
      return this;
    }

    Builder timer(Timer value) {
      timer = value;
      return this;
    }

    /**
     * Builds the credentials. Sends no request.
     *
     * @throws NullPointerException if something required isn't set; the message names it
     * @throws IllegalArgumentException if both a secret and a certificate are set
     * @throws IllegalStateException if MSAL4J is missing
     */
    public AppUserCredentials build() {
      try {
        return new AppUserCredentials(cloud, renewingToken());
      } catch (NoClassDefFoundError e) {
        throw withoutMsal(e);
      }
    }

    /**
     * Starts a person's consent, which saves the refresh token in the token store. Sends no
     * request. A token store must be set; a refresh token isn't needed.
     *
     * @param redirectUri the address to which the browser is redirected after the sign-in. It must
     *     be registered for the application. For {@code http://localhost}, Entra accepts any port.
     * @throws NullPointerException if something required isn't set; the message names it
     * @throws IllegalArgumentException if both a secret and a certificate are set
     * @throws IllegalStateException if MSAL4J is missing
     */
    public AppUserConsent consent(URI redirectUri) {
      Objects.requireNonNull(redirectUri, "redirectUri");
      try {
        Account account = account();
        TokenStore store = Objects.requireNonNull(tokenStore, "tokenStore");
        Secrets secrets = new Secrets(clientSecret);
        TokenEndpoint endpoint = endpoint(account, secrets, threads());
        return new AppUserConsent(account, store, endpoint, secrets, timer, redirectUri);
      } catch (NoClassDefFoundError e) {
        throw withoutMsal(e);
      }
    }

    private static IllegalStateException withoutMsal(NoClassDefFoundError e) {
      return new IllegalStateException(
          "AppUserCredentials need MSAL4J: add the dependency com.microsoft.azure:msal4j", e);
    }

    private RenewingToken renewingToken() {
      Account account = account();
      TokenStore store = tokenStore;
      if (store == null) {
        Objects.requireNonNull(refreshToken, "refreshToken or tokenStore");
        store = new MemoryTokenStore();
      }
      Secrets secrets = new Secrets(clientSecret);
      ExecutorService threads = threads();
      MfaRefusals mfaRefusals = new MfaRefusals(timer);
      TokenEndpoint endpoint = endpoint(account, secrets, threads);
      ConsentToken consent =
          refreshToken == null ? null : new ConsentToken(refreshToken, threads, secrets);
      Renewal renewal =
          new TokenRenewal(account, store, consent, endpoint, mfaRefusals, secrets, logger, timer);
      return new RenewingToken(renewal, mfaRefusals, threads, timer);
    }

    private Account account() {
      return new Account(
          cloud,
          Objects.requireNonNull(partnerTenant, "partnerTenant"),
          Objects.requireNonNull(clientId, "clientId"));
    }

    private TokenEndpoint endpoint(Account account, Secrets secrets, ExecutorService threads) {
      if (certificate == null) {
        Objects.requireNonNull(clientSecret, "clientSecret or clientCertificate");
      } else if (clientSecret != null) {
        throw new IllegalArgumentException("clientSecret and clientCertificate are both set");
      }
      return new TokenEndpoint(
          account,
          TokenEndpoint.credential(clientSecret, privateKey, certificate),
          EntraHttp.client(httpClient),
          threads,
          secrets,
          timer);
    }

    /**
     * Creates a pool with as many threads as are needed, for a renewal, MSAL and the supplier. An
     * idle thread ends after 10 seconds.
     */
    private static ExecutorService threads() {
      return new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          10,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          new DaemonThreads("partnercenter-tokens"));
    }
  }
}
