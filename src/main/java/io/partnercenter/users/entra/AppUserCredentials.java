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
 * App+User credentials, the only ones that the service accepts for users of a customer (Partner
 * Center authentication): an application of the partner's, and the refresh token that it got by a
 * person's consent. They give access tokens, and renew them before they expire. Thread-safe.
 *
 * <p>Needs MSAL4J, Microsoft's authentication library, which a caller adds: {@code
 * com.microsoft.azure:msal4j}.
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
 * <p>A token is renewed 5 minutes before it expires, or after half its life if that is later. There
 * is one renewal at a time, for all who ask; it takes up to three attempts, and 30 seconds in all,
 * whatever hangs. Calls go on meanwhile with the token that is still valid.
 *
 * <p>A failure ends a call as a {@link PartnerAuthenticationException} that says what to do. Until
 * the next renewal may begin, further calls get the same failure at once: for 30 seconds if Entra
 * refused the request, for 5 seconds otherwise, for longer if Entra asks for that.
 *
 * <p>A token that the service refuses because it lacks MFA is not renewed: Entra would give the
 * same again. The refresh token of the consent is asked for and used once instead. If the service
 * refuses that, too, calls fail at once until there is another consent, in the token store or from
 * the supplier, which is noticed within a minute.
 */
public final class AppUserCredentials implements AccessTokenProvider {
  private final PartnerCloud cloud;
  private final RenewingToken token;

  private AppUserCredentials(PartnerCloud cloud, RenewingToken token) {
    this.cloud = cloud;
    this.token = token;
  }

  /** A builder with nothing set. */
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

  /** Shows nothing: all of it is secret. */
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
     * The partner's own tenant, by id or by domain. Required.
     *
     * @throws IllegalArgumentException if it is neither
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
     * The id of the partner's application. Required.
     *
     * @throws IllegalArgumentException if it is blank, or holds anything but printable ASCII
     */
    public Builder clientId(String clientId) {
      this.clientId = HeaderValues.check("clientId", clientId);
      return this;
    }

    /**
     * The secret of the application. This or a certificate is required.
     *
     * @throws IllegalArgumentException if it is blank, or holds anything but printable ASCII
     */
    public Builder clientSecret(String clientSecret) {
      this.clientSecret = HeaderValues.check("clientSecret", clientSecret);
      return this;
    }

    /** A certificate of the application, with its key. In place of a secret. */
    public Builder clientCertificate(PrivateKey privateKey, X509Certificate certificate) {
      this.privateKey = Objects.requireNonNull(privateKey, "privateKey");
      this.certificate = Objects.requireNonNull(certificate, "certificate");
      return this;
    }

    /**
     * The refresh token that the consent gave. Required, here or by a supplier, unless the token
     * store has one.
     *
     * @throws IllegalArgumentException if it is blank, or holds anything but printable ASCII
     */
    public Builder refreshToken(String refreshToken) {
      HeaderValues.check("refreshToken", refreshToken);
      return refreshToken(() -> refreshToken);
    }

    /**
     * Where to read that token. Asked when the token store has none, when Entra refuses the stored
     * one, and when the service refuses its access tokens because they lack MFA. May block, on a
     * thread of its own. If it hangs, renewals that need it fail at their limit, and it is not
     * called again before it returned.
     */
    public Builder refreshToken(Supplier<String> refreshToken) {
      this.refreshToken = Objects.requireNonNull(refreshToken, "refreshToken");
      return this;
    }

    /**
     * The national cloud; {@link PartnerCloud#GLOBAL} unless set. It must be the client's, which
     * {@link PartnerCenter.Builder#build} checks.
     */
    public Builder cloud(PartnerCloud cloud) {
      this.cloud = Objects.requireNonNull(cloud, "cloud");
      return this;
    }

    /**
     * Where the refresh token survives a restart: each renewal gives a new one, which lives for 90
     * days (Partner Center authentication). In memory unless set. A store is for one account, that
     * is one cloud, tenant and client id: the tokens of another one are neither used nor replaced.
     * {@link TokenStore#file} is a file that only its owner can read.
     */
    public Builder tokenStore(TokenStore tokenStore) {
      this.tokenStore = Objects.requireNonNull(tokenStore, "tokenStore");
      return this;
    }

    /**
     * The way to Microsoft Entra ID: this client's proxy, DNS, TLS, connection pool and
     * interceptors are used. Its time-outs, redirects, cookies, authenticator, cache and
     * retryOnConnectionFailure are not. One with the JVM's defaults unless set.
     */
    public Builder httpClient(OkHttpClient httpClient) {
      this.httpClient = Objects.requireNonNull(httpClient, "httpClient");
      return this;
    }

    /**
     * Where a warning goes that ends no call: that the renewed tokens can't be saved. The logger
     * {@code io.partnercenter.users.entra} of the system unless set.
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
     * Builds the credentials; sends nothing.
     *
     * @throws NullPointerException if something required isn't set; the message names it
     * @throws IllegalArgumentException if there are a secret and a certificate
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
     * Begins a person's consent, which fills the token store; sends nothing. A refresh token is not
     * needed, a token store is.
     *
     * @param redirectUri where the browser is sent after the sign-in; the application must have it
     *     registered. For {@code http://localhost}, Entra accepts any port.
     * @throws NullPointerException if something required isn't set; the message names it
     * @throws IllegalArgumentException if there are a secret and a certificate
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

    /** As many as are needed: a renewal, MSAL, the supplier. None is kept alive by another. */
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
