package io.partnercenter.users;

import io.partnercenter.users.internal.HeaderValues;
import io.partnercenter.users.internal.Timer;
import java.net.Proxy;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * App+User credentials, the only ones that the service takes for users of a customer (Partner
 * Center authentication): an application of the partner's, and the refresh token that a person's
 * consent gave it. They give access tokens, and renew them before they expire.
 *
 * <p>Needs MSAL4J, Microsoft's library for its tokens, which a caller adds: {@code
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
 * <p>A token is renewed 5 minutes before it expires, once for all who ask, within 30 seconds and up
 * to three tries; calls go on meanwhile with the one that is still valid. What fails ends a call as
 * a {@link PartnerAuthenticationException} that says what to do. Thread-safe.
 */
public final class AppUserCredentials implements AccessTokenProvider {
  private final PartnerCloud cloud;
  private final RenewingToken token;

  private AppUserCredentials(PartnerCloud cloud, RenewingToken token) {
    this.cloud = cloud;
    this.token = token;
  }

  PartnerCloud cloud() {
    return cloud;
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

  /** Says nothing: all of it is secret. */
  @Override
  public String toString() {
    return "AppUserCredentials(***)";
  }

  /** Builds {@link AppUserCredentials}. Not thread-safe. */
  public static final class Builder {
    @Nullable String partnerTenant;
    @Nullable String clientId;
    @Nullable String clientSecret;
    @Nullable PrivateKey privateKey;
    @Nullable X509Certificate certificate;
    @Nullable Supplier<String> refreshToken;
    PartnerCloud cloud = PartnerCloud.GLOBAL;
    @Nullable TokenStore tokenStore;
    @Nullable Proxy proxy;
    @Nullable SSLSocketFactory sslSocketFactory;
    Timer timer = Timer.SYSTEM;

    private Builder() {}

    /**
     * The partner's own tenant, by id or by domain. Required.
     *
     * @throws IllegalArgumentException if it is blank, or can't be part of a URL
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
     * @throws IllegalArgumentException if it is blank
     */
    public Builder clientId(String clientId) {
      this.clientId = HeaderValues.check("clientId", clientId);
      return this;
    }

    /**
     * The secret of the application; this or a certificate is required.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public Builder clientSecret(String clientSecret) {
      this.clientSecret = HeaderValues.check("clientSecret", clientSecret);
      return this;
    }

    /** A certificate of the application, with its key; in place of a secret. */
    public Builder clientCertificate(PrivateKey privateKey, X509Certificate certificate) {
      this.privateKey = Objects.requireNonNull(privateKey, "privateKey");
      this.certificate = Objects.requireNonNull(certificate, "certificate");
      return this;
    }

    /**
     * The refresh token that the consent gave. Required, here or by a supplier.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public Builder refreshToken(String refreshToken) {
      HeaderValues.check("refreshToken", refreshToken);
      return refreshToken(() -> refreshToken);
    }

    /**
     * Where to read that token; asked when the token store has none, or one that is refused. May
     * block; runs on a thread for that.
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
     * Where the tokens survive a restart: each renewal gives a new refresh token, which lives for
     * 90 days (Partner Center authentication). In memory unless set. {@link TokenStore#file} is a
     * file with mode 0600, replaced as a whole and locked against other processes; one that others
     * can read is refused.
     */
    public Builder tokenStore(TokenStore tokenStore) {
      this.tokenStore = Objects.requireNonNull(tokenStore, "tokenStore");
      return this;
    }

    /** The proxy on the way to Microsoft Entra ID; none unless set. */
    public Builder proxy(Proxy proxy) {
      this.proxy = Objects.requireNonNull(proxy, "proxy");
      return this;
    }

    /** Makes the TLS sockets to Microsoft Entra ID; the JVM's unless set. */
    public Builder sslSocketFactory(SSLSocketFactory sslSocketFactory) {
      this.sslSocketFactory = Objects.requireNonNull(sslSocketFactory, "sslSocketFactory");
      return this;
    }

    Builder timer(Timer value) {
      timer = value;
      return this;
    }

    /**
     * Builds the credentials; sends nothing.
     *
     * @throws NullPointerException if something required isn't set; it names it
     * @throws IllegalArgumentException if there are a secret and a certificate
     * @throws IllegalStateException if MSAL4J isn't there
     */
    public AppUserCredentials build() {
      Objects.requireNonNull(partnerTenant, "partnerTenant");
      Objects.requireNonNull(clientId, "clientId");
      Objects.requireNonNull(refreshToken, "refreshToken");
      if (clientSecret != null && certificate != null) {
        throw new IllegalArgumentException("clientSecret and clientCertificate are both set");
      }
      if (certificate == null) {
        Objects.requireNonNull(clientSecret, "clientSecret or clientCertificate");
      }
      try {
        return new AppUserCredentials(
            cloud, new RenewingToken(new EntraTokens(this)::renew, timer));
      } catch (NoClassDefFoundError e) {
        throw new IllegalStateException(
            "AppUserCredentials need MSAL4J: add the dependency com.microsoft.azure:msal4j", e);
      }
    }
  }
}
