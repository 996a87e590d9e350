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
 * A client of Partner Center. Thread-safe. Create one client and keep it, because it holds the
 * connections.
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
          "accessTokens are for the cloud " + cloud + ", the client is for " + builder.cloud);
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
                    builder.instrumentation.apply(client), "the result of instrumentation"),
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

  /** Returns a builder with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the partner's customers. */
  public CustomersHandle customers() {
    return customers;
  }

  /**
   * Returns one user of one customer. Short for {@code
   * customers().byId(customerId).users().byId(userId)}. Sends no request.
   *
   * @param customerId the customer's tenant id
   * @param userId the user's id
   */
  public UserHandle user(UUID customerId, UUID userId) {
    return customers().byId(customerId).users().byId(userId);
  }

  /**
   * Creates an implementation of a Retrofit interface, with the tokens, headers, retries and limit
   * of this client.
   *
   * <p>A method that returns {@link PartnerCall}, as every generated method does, throws the
   * exceptions of this library. A method of your own may return Retrofit's {@code Call} instead. It
   * then keeps Retrofit's contract: a {@code Response} also for 4xx and 5xx, an {@code IOException}
   * for any other failure. It may take {@link RequestOptions} as a parameter annotated with
   * {@code @Tag}.
   *
   * <p>Calls for the same customer share a throttle. The customer is the value of the path
   * parameter that generated methods have for it. All calls of methods without this parameter share
   * one throttle, whatever their customer.
   *
   * @param api an interface of {@link io.partnercenter.users.api}, or your own interface
   * @throws IllegalArgumentException if Retrofit can't implement the interface
   */
  public <T> T api(Class<T> api) {
    return retrofit.create(Objects.requireNonNull(api, "api"));
  }

  /**
   * Returns how requests are held back because of the limit of the partner as a whole, for metrics.
   * {@link ThrottleStatus#waiting} counts the calls of all customers.
   */
  public ThrottleStatus throttle() {
    return callFactory.throttle();
  }

  /**
   * Returns how requests for a customer are held back, for metrics.
   *
   * @param customerId the customer's tenant id
   */
  public ThrottleStatus throttle(UUID customerId) {
    return callFactory.throttle(Objects.requireNonNull(customerId, "customerId").toString());
  }

  /**
   * Forgets what the client learned from responses with status 429, so that requests are sent again
   * at once. For tests that share a client and reset the stand-in for the service.
   */
  public void forgetThrottles() {
    callFactory.forgetThrottles();
  }

  /**
   * Closes the client. Calls in flight end with a {@link PartnerConnectionException}, later calls
   * with an {@link IllegalStateException}. An OkHttpClient that the caller passed to {@link
   * Builder#httpClient} stays open.
   */
  @Override
  public void close() {
    callFactory.close();
    if (ownClient != null) {
      HttpClients.close(ownClient);
    }
  }

  /** Returns whether {@link #close} was called. */
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

    /** Sets the source of access tokens. Required. */
    public Builder accessTokens(AccessTokenProvider accessTokens) {
      this.accessTokens = Objects.requireNonNull(accessTokens, "accessTokens");
      return this;
    }

    /**
     * Sets the name of the calling application, for the service's logs (Partner Center REST
     * headers).
     *
     * @throws IllegalArgumentException if the name is blank or contains anything but printable
     *     ASCII
     */
    public Builder applicationName(String applicationName) {
      this.applicationName = HeaderValues.check("applicationName", applicationName);
      return this;
    }

    /**
     * Makes each request ask the service whether the access token was obtained with multi-factor
     * authentication, which the service enforces. {@link PartnerResponse#mfaCompliant} returns the
     * result. By default requests don't ask.
     */
    public Builder validateMfa() {
      validateMfa = true;
      return this;
    }

    /** Sets the national cloud. The default is {@link PartnerCloud#GLOBAL}. */
    public Builder cloud(PartnerCloud cloud) {
      this.cloud = Objects.requireNonNull(cloud, "cloud");
      return this;
    }

    /**
     * Sends requests to this URL instead of the cloud's, for tests. What the cloud doesn't support
     * stays unsupported. The URL must be {@code https}, or {@code http} to {@code localhost},
     * {@code 127.0.0.0/8} or {@code ::1}; {@link #build()} checks that.
     *
     * @param baseUrl the part of the URL before {@code /v1}
     */
    public Builder baseUrl(String baseUrl) {
      this.baseUrl = Objects.requireNonNull(baseUrl, "baseUrl");
      return this;
    }

    /**
     * Allows {@code http} to any host, for a stand-in for the service that runs in a container.
     * Anyone who can read the traffic then sees tokens and passwords in clear text.
     */
    public Builder allowInsecureHttp() {
      allowInsecureHttp = true;
      return this;
    }

    /**
     * Sets when a failed call is retried. The default is up to 4 attempts, see {@link RetryPolicy}.
     */
    public Builder retries(RetryPolicy retries) {
      this.retries = Objects.requireNonNull(retries, "retries");
      return this;
    }

    /**
     * Sets the limit of a whole call, including its retries and pauses. The default is 2 minutes.
     * See {@link RequestOptions.Builder#timeout}.
     *
     * @throws IllegalArgumentException if it isn't positive
     */
    public Builder timeout(Duration timeout) {
      this.timeout = Durations.positive("timeout", timeout);
      return this;
    }

    /**
     * Sets the time-out of one attempt to connect. The default is 10 seconds, or the time-out of
     * the client that was passed to {@link #httpClient}.
     *
     * @throws IllegalArgumentException if it isn't positive
     */
    public Builder connectTimeout(Duration connectTimeout) {
      this.connectTimeout = Durations.positive("connectTimeout", connectTimeout);
      return this;
    }

    /**
     * Sets how long the service may be silent before an attempt counts as failed. The default is 1
     * minute, or the time-out of the client that was passed to {@link #httpClient}.
     *
     * @throws IllegalArgumentException if it isn't positive
     */
    public Builder readTimeout(Duration readTimeout) {
      this.readTimeout = Durations.positive("readTimeout", readTimeout);
      return this;
    }

    /**
     * Sets how long a write may make no progress before an attempt counts as failed. The default is
     * 1 minute, or the time-out of the client that was passed to {@link #httpClient}.
     *
     * @throws IllegalArgumentException if it isn't positive
     */
    public Builder writeTimeout(Duration writeTimeout) {
      this.writeTimeout = Durations.positive("writeTimeout", writeTimeout);
      return this;
    }

    /**
     * Logs each request with its outcome, at level INFO. By default nothing is logged. Tokens and
     * passwords are shown as {@code ***}.
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
     * Sends requests through this client. Its proxy, DNS, TLS, pool, dispatcher, event listener and
     * interceptors are used. Interceptors see the headers of a call but not its token; network
     * interceptors see the token too. Each attempt is a separate OkHttp call, with a tag {@link
     * retrofit2.Invocation} that names the operation. The client's redirects, cookies,
     * authenticator, cache and retryOnConnectionFailure are not used.
     *
     * <p>The default is a client of this library. It runs up to 64 async calls at once (OkHttp's
     * default: 5 per host) and queues the rest. It keeps up to 64 idle connections for 5 minutes
     * (OkHttp's default: 5). Its sockets use TCP_NODELAY, because without it a request over 8 kB
     * waits for about 40 ms.
     */
    public Builder httpClient(OkHttpClient httpClient) {
      this.httpClient = Objects.requireNonNull(httpClient, "httpClient");
      return this;
    }

    /**
     * Sends each attempt through the {@link Call.Factory} that this function returns for the
     * client. For instrumentation that wraps an OkHttpClient in a {@link Call.Factory}. {@link
     * #build()} calls the function once. Instrumentation by interceptors or an event listener needs
     * only {@link #httpClient}.
     *
     * <pre>{@code
     * builder.instrumentation(OkHttpTelemetry.create(openTelemetry)::createCallFactory)
     * }</pre>
     *
     * <p>For each call of this client, the factory creates one OkHttp call, on the caller's thread.
     * That OkHttp call is the first attempt; further attempts are clones of it, possibly on other
     * threads. The factory must send through the client that was passed to the function, and keep
     * the tags of the request.
     */
    public Builder instrumentation(
        Function<? super OkHttpClient, ? extends Call.Factory> instrumentation) {
      this.instrumentation = Objects.requireNonNull(instrumentation, "instrumentation");
      return this;
    }

    /**
     * Sets the executor on which async calls continue after a wait, and on which their futures
     * complete. The default is daemon threads of this library.
     *
     * <p>The executor should run each task soon, and on a thread other than the one that submits
     * it, because the limits of calls depend on it too. If it refuses a task, the task runs on a
     * thread of this library. {@link PartnerCenter#close()} doesn't shut it down.
     */
    public Builder executor(Executor executor) {
      this.executor = Objects.requireNonNull(executor, "executor");
      return this;
    }

    /** Sets the timer, for tests that don't wait in real time. */
    Builder timer(Timer timer) {
      this.timer = timer;
      return this;
    }

    /** Sets the source of the jitter of pauses, from 0 to 1, for tests. */
    Builder random(DoubleSupplier random) {
      this.random = random;
      return this;
    }

    /**
     * Builds the client. Sends no request.
     *
     * @throws NullPointerException if {@link #accessTokens} wasn't set, or if the instrumentation
     *     returned null
     * @throws IllegalArgumentException if the base URL isn't allowed, or if the access tokens are
     *     for another cloud
     */
    public PartnerCenter build() {
      return new PartnerCenter(this);
    }
  }
}
