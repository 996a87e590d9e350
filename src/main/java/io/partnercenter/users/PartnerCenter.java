package io.partnercenter.users;

import io.partnercenter.users.api.UsersApi;
import io.partnercenter.users.internal.BaseUrl;
import io.partnercenter.users.internal.CallHeaders;
import io.partnercenter.users.internal.CallLog;
import io.partnercenter.users.internal.CallbackExecutor;
import io.partnercenter.users.internal.HttpClients;
import io.partnercenter.users.internal.PartnerCallAdapterFactory;
import io.partnercenter.users.internal.RetryingCallFactory;
import io.partnercenter.users.internal.WireConverterFactory;
import io.partnercenter.users.internal.text.HeaderValues;
import io.partnercenter.users.internal.time.Durations;
import io.partnercenter.users.internal.time.Timer;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import retrofit2.Retrofit;

/**
 * A client of Partner Center. Thread-safe; make one and keep it, for it holds the connections.
 *
 * <pre>{@code
 * try (PartnerCenter partner =
 *     PartnerCenter.builder().accessTokens(AccessTokens.of(token)).build()) {
 *   UserHandle user = partner.customers().byId(customerId).users().byId(userId);
 *   CustomerUser updated = user.patch(CustomerUserUpdate.builder().usageLocation("SE").build());
 * }
 * }</pre>
 */
public final class PartnerCenter implements AutoCloseable {
  private final Retrofit retrofit;
  private final RetryingCallFactory callFactory;
  private final CustomersHandle customers;
  private final @Nullable OkHttpClient ownClient;

  private PartnerCenter(Builder builder) {
    AccessTokenProvider accessTokens = Objects.requireNonNull(builder.accessTokens, "accessTokens");
    PartnerCloud cloud = accessTokens.cloud();
    if (cloud != null && cloud != builder.cloud) {
      throw new IllegalArgumentException(
          "accessTokens are of the cloud " + cloud + ", the client of " + builder.cloud);
    }
    String baseUrlText = builder.baseUrl != null ? builder.baseUrl : builder.cloud.baseUrl();
    HttpUrl baseUrl = BaseUrl.parse(baseUrlText, builder.allowInsecureHttp);
    OkHttpClient.Builder http =
        builder.httpClient != null ? builder.httpClient.newBuilder() : HttpClients.builder();
    HttpClients.setTimeouts(
        http, builder.connectTimeout, builder.readTimeout, builder.writeTimeout);
    HttpClients.configure(http, baseUrl);
    OkHttpClient client = http.build();
    ownClient = builder.httpClient != null ? null : client;
    callFactory =
        new RetryingCallFactory(
            builder.instrumentation == null
                ? client
                : Objects.requireNonNull(
                    builder.instrumentation.apply(client), "what instrumentation made"),
            new CallHeaders(builder.applicationName, builder.validateMfa),
            accessTokens,
            builder.retries,
            builder.timeout,
            builder.random,
            builder.timer,
            new CallbackExecutor(builder.executor),
            new CallLog(builder.logger, builder.logDetail, builder.timer));
    retrofit =
        new Retrofit.Builder()
            .baseUrl(baseUrl)
            .callFactory(callFactory)
            .addCallAdapterFactory(new PartnerCallAdapterFactory())
            .addConverterFactory(new WireConverterFactory())
            .build();
    customers = new CustomersHandle(retrofit.create(UsersApi.class), builder.cloud);
  }

  /** A builder with nothing set but the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** The partner's customers. */
  public CustomersHandle customers() {
    return customers;
  }

  /**
   * One user of one customer, for short.
   *
   * @param customerId the customer's tenant id
   * @param userId the user's id
   */
  public UserHandle user(UUID customerId, UUID userId) {
    return customers().byId(customerId).users().byId(userId);
  }

  /**
   * Any Retrofit interface, with the tokens, headers, retries and limit of this client.
   *
   * <p>A method that returns {@link PartnerCall}, as every generated one does, throws the
   * exceptions of this library. A method of your own may return Retrofit's {@code Call} instead. It
   * then keeps Retrofit's contract: a {@code Response} also for 4xx and 5xx, an {@code IOException}
   * for anything else. It may take {@link RequestOptions} as a parameter annotated with
   * {@code @Tag}.
   *
   * <p>Calls share a throttle by the path parameter that generated methods have for the customer.
   * Those of methods without it share one throttle, whatever their customer.
   *
   * @param api an interface of {@link io.partnercenter.users.api}, or one of your own
   * @throws IllegalArgumentException if Retrofit can't implement it
   */
  public <T> T api(Class<T> api) {
    return retrofit.create(Objects.requireNonNull(api, "api"));
  }

  /**
   * How requests are held back because of the limit of the partner as a whole; {@link
   * ThrottleStatus#waiting} counts the calls of all customers. For metrics.
   */
  public ThrottleStatus throttle() {
    return callFactory.throttle();
  }

  /**
   * How requests for a customer are held back. For metrics.
   *
   * @param customerId the customer's tenant id
   */
  public ThrottleStatus throttle(UUID customerId) {
    return callFactory.throttle(Objects.requireNonNull(customerId, "customerId").toString());
  }

  /**
   * Forgets what was learned from responses with status 429, so that requests are sent again at
   * once. For tests that share a client and reset the stand-in of the service.
   */
  public void forgetThrottles() {
    callFactory.forgetThrottles();
  }

  /**
   * Ends the client. Calls in flight end as {@link PartnerConnectionException}, later ones as
   * {@link IllegalStateException}. An OkHttpClient that the caller handed in stays open.
   */
  @Override
  public void close() {
    callFactory.close();
    if (ownClient != null) {
      HttpClients.close(ownClient);
    }
  }

  /** Whether {@link #close} was called. */
  public boolean isClosed() {
    return callFactory.isClosed();
  }

  /** Builds a {@link PartnerCenter}. Not thread-safe. */
  public static final class Builder {
    private @Nullable AccessTokenProvider accessTokens;
    private @Nullable String applicationName;
    private boolean validateMfa;
    private PartnerCloud cloud = PartnerCloud.GLOBAL;
    private @Nullable String baseUrl;
    private boolean allowInsecureHttp;
    private RetryPolicy retries = RetryPolicy.builder().build();
    private Duration timeout = Duration.ofMinutes(2);
    private @Nullable Duration connectTimeout;
    private @Nullable Duration readTimeout;
    private @Nullable Duration writeTimeout;
    private @Nullable OkHttpClient httpClient;
    private @Nullable Logger logger;
    private LogDetail logDetail = LogDetail.OUTCOME;
    private @Nullable Function<? super OkHttpClient, ? extends Call.Factory> instrumentation;
    private Timer timer = Timer.SYSTEM;
    private DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();
    private @Nullable Executor executor;

    private Builder() {}

    /** Where access tokens come from. Required. */
    public Builder accessTokens(AccessTokenProvider accessTokens) {
      this.accessTokens = Objects.requireNonNull(accessTokens, "accessTokens");
      return this;
    }

    /**
     * The name of the calling application, for the service's logs (Partner Center REST headers).
     *
     * @throws IllegalArgumentException if it is blank or no header can carry it
     */
    public Builder applicationName(String applicationName) {
      this.applicationName = HeaderValues.check("applicationName", applicationName);
      return this;
    }

    /**
     * Asks the service with each request whether the access token was got with multi-factor
     * authentication, which it enforces. {@link PartnerResponse#mfaCompliant} tells. Not asked
     * unless set.
     */
    public Builder validateMfa() {
      validateMfa = true;
      return this;
    }

    /** The national cloud; {@link PartnerCloud#GLOBAL} unless set. */
    public Builder cloud(PartnerCloud cloud) {
      this.cloud = Objects.requireNonNull(cloud, "cloud");
      return this;
    }

    /**
     * Talks to this URL in place of the cloud's, for tests; what the cloud can't do stays as it is.
     * It must be {@code https}, or {@code http} to {@code localhost}, {@code 127.0.0.0/8} or {@code
     * ::1}; that is checked by {@link #build()}.
     *
     * @param baseUrl all before {@code /v1}
     */
    public Builder baseUrl(String baseUrl) {
      this.baseUrl = Objects.requireNonNull(baseUrl, "baseUrl");
      return this;
    }

    /**
     * Admits {@code http} to any host, for a stand-in of the service in a container. Whoever sees
     * the traffic then sees tokens and passwords in clear text.
     */
    public Builder allowInsecureHttp() {
      allowInsecureHttp = true;
      return this;
    }

    /** When a failed call is retried; up to 4 attempts unless set, see {@link RetryPolicy}. */
    public Builder retries(RetryPolicy retries) {
      this.retries = Objects.requireNonNull(retries, "retries");
      return this;
    }

    /**
     * The limit over a whole call, its retries and pauses included; 2 minutes unless set. See
     * {@link RequestOptions.Builder#timeout}.
     *
     * @throws IllegalArgumentException if it isn't positive
     */
    public Builder timeout(Duration timeout) {
      this.timeout = Durations.positive("timeout", timeout);
      return this;
    }

    /**
     * The time-out of one attempt to connect; 10 seconds unless set, or that of the client handed
     * in.
     *
     * @throws IllegalArgumentException if it isn't positive
     */
    public Builder connectTimeout(Duration connectTimeout) {
      this.connectTimeout = Durations.positive("connectTimeout", connectTimeout);
      return this;
    }

    /**
     * How long the service may be silent before an attempt counts as failed; 1 minute unless set,
     * or that of the client handed in.
     *
     * @throws IllegalArgumentException if it isn't positive
     */
    public Builder readTimeout(Duration readTimeout) {
      this.readTimeout = Durations.positive("readTimeout", readTimeout);
      return this;
    }

    /**
     * How long a write may make no progress before an attempt counts as failed; 1 minute unless
     * set, or that of the client handed in.
     *
     * @throws IllegalArgumentException if it isn't positive
     */
    public Builder writeTimeout(Duration writeTimeout) {
      this.writeTimeout = Durations.positive("writeTimeout", writeTimeout);
      return this;
    }

    /**
     * Logs each request with its outcome, at level INFO. Nothing is logged unless set. Tokens and
     * passwords show as {@code ***}.
     *
     * <pre>{@code
     * builder.logTo(System.getLogger("partnercenter"), LogDetail.OUTCOME)
     * }</pre>
     */
    public Builder logTo(Logger logger, LogDetail detail) {
      this.logger = Objects.requireNonNull(logger, "logger");
      this.logDetail = Objects.requireNonNull(detail, "detail");
      return this;
    }

    /**
     * Sends through this client: its proxy, DNS, TLS, pool, dispatcher, event listener and
     * interceptors are kept (they see a call's headers, but not its token; network interceptors
     * do). Each attempt is an OkHttp call to them, with a tag {@link retrofit2.Invocation} that
     * names the operation. Its redirects, cookies, authenticator, cache and
     * retryOnConnectionFailure are not kept.
     *
     * <p>Unless set, a client of our own runs up to 64 async calls at once (OkHttp alone: 5 a
     * host), queues the rest, and keeps as many connections for 5 minutes (OkHttp alone: 5). Its
     * sockets have TCP_NODELAY, without which a request over 8 kB waits for about 40 ms.
     */
    public Builder httpClient(OkHttpClient httpClient) {
      this.httpClient = Objects.requireNonNull(httpClient, "httpClient");
      return this;
    }

    /**
     * Sends each attempt through what this makes of the client, for instrumentation that comes as a
     * {@link Call.Factory} around an OkHttpClient. Called once, by {@link #build()}. What comes as
     * interceptors or an event listener needs only {@link #httpClient}.
     *
     * <pre>{@code
     * builder.instrumentation(OkHttpTelemetry.create(openTelemetry)::createCallFactory)
     * }</pre>
     *
     * <p>For each call the factory makes one, on the caller's thread, which is the first attempt;
     * the further ones are clones of it, maybe on other threads. It must send through the client it
     * was given, and keep the tags of the request.
     */
    public Builder instrumentation(
        Function<? super OkHttpClient, ? extends Call.Factory> instrumentation) {
      this.instrumentation = Objects.requireNonNull(instrumentation, "instrumentation");
      return this;
    }

    /**
     * Where async calls go on after a wait, and where their futures complete; daemon threads of our
     * own unless set.
     *
     * <p>It should run each task soon, on another thread than the one that hands it over: limits of
     * calls depend on it as well. A task that it refuses runs on a thread of our own. It is not
     * shut down by {@link PartnerCenter#close()}.
     */
    public Builder executor(Executor executor) {
      this.executor = Objects.requireNonNull(executor, "executor");
      return this;
    }

    /** For tests, which don't wait. */
    Builder timer(Timer timer) {
      this.timer = timer;
      return this;
    }

    /** For tests: gives the jitter of pauses, from 0 to 1. */
    Builder random(DoubleSupplier random) {
      this.random = random;
      return this;
    }

    /**
     * Builds the client; sends nothing.
     *
     * @throws NullPointerException if there are no access tokens, or the instrumentation made null
     * @throws IllegalArgumentException if the base URL isn't one that may be used, or the access
     *     tokens are of another cloud
     */
    public PartnerCenter build() {
      return new PartnerCenter(this);
    }
  }
}
