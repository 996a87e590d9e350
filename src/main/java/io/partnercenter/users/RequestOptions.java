package io.partnercenter.users;

import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is set for one call alone. Immutable.
 *
 * <pre>{@code
 * RequestOptions.builder().ifMatch(etag).timeout(Duration.ofSeconds(10)).build()
 * }</pre>
 */
public final class RequestOptions {
  static final RequestOptions NONE = builder().build();

  private final @Nullable String ifMatch;
  private final @Nullable String locale;
  private final @Nullable Duration timeout;
  private final @Nullable Duration connectTimeout;
  private final @Nullable Duration readTimeout;
  private final @Nullable Duration writeTimeout;
  private final @Nullable UUID requestId;
  private final @Nullable UUID correlationId;

  private RequestOptions(Builder builder) {
    ifMatch = builder.ifMatch;
    locale = builder.locale;
    timeout = builder.timeout;
    connectTimeout = builder.connectTimeout;
    readTimeout = builder.readTimeout;
    writeTimeout = builder.writeTimeout;
    requestId = builder.requestId;
    correlationId = builder.correlationId;
  }

  /** A builder with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  @Nullable String ifMatch() {
    return ifMatch;
  }

  @Nullable String locale() {
    return locale;
  }

  @Nullable Duration timeout() {
    return timeout;
  }

  @Nullable Duration connectTimeout() {
    return connectTimeout;
  }

  @Nullable Duration readTimeout() {
    return readTimeout;
  }

  @Nullable Duration writeTimeout() {
    return writeTimeout;
  }

  @Nullable UUID requestId() {
    return requestId;
  }

  @Nullable UUID correlationId() {
    return correlationId;
  }

  /** Builds {@link RequestOptions}. Not thread-safe. */
  public static final class Builder {
    private @Nullable String ifMatch;
    private @Nullable String locale;
    private @Nullable Duration timeout;
    private @Nullable Duration connectTimeout;
    private @Nullable Duration readTimeout;
    private @Nullable Duration writeTimeout;
    private @Nullable UUID requestId;
    private @Nullable UUID correlationId;

    private Builder() {}

    /**
     * Carries a change out only if the user still has this ETag; a GET doesn't send it. An ETag is
     * short-lived; a stale one ends the call as a {@link PartnerServiceException} with status 400
     * and error code 2055, or with status 412 (Partner Center REST headers, error codes). After
     * more than one attempt that may also mean that an earlier attempt made the change, see {@link
     * PartnerServiceException}.
     *
     * @param etag the ETag, from the response header or the user's attributes, with or without its
     *     double quotes
     * @throws IllegalArgumentException if it is blank, has a quote inside, or no header can carry
     *     it
     */
    public Builder ifMatch(String etag) {
      HeaderValues.check("ifMatch", etag);
      boolean quoted = etag.length() > 2 && etag.startsWith("\"") && etag.endsWith("\"");
      String bare = quoted ? etag.substring(1, etag.length() - 1) : etag;
      if (bare.contains("\"")) {
        throw new IllegalArgumentException("ifMatch must be one ETag, with no quote inside");
      }
      ifMatch = '"' + bare + '"';
      return this;
    }

    /**
     * The language of texts in the answer; {@code en-US} unless set (Partner Center REST headers).
     *
     * @param locale a language tag such as {@code sv-SE}
     * @throws IllegalArgumentException if it is blank or no header can carry it
     */
    public Builder locale(String locale) {
      this.locale = HeaderValues.check("locale", locale);
      return this;
    }

    /**
     * The limit over the whole call: the wait for a token (unless its provider blocks) and for a
     * free connection, all attempts with the pauses between them, and the answer. Replaces the
     * limit of the client.
     *
     * @throws IllegalArgumentException if it isn't positive
     */
    public Builder timeout(Duration timeout) {
      this.timeout = Durations.positive("timeout", timeout);
      return this;
    }

    /**
     * The time-out of one attempt to connect. Replaces that of the client.
     *
     * @throws IllegalArgumentException if it isn't positive
     */
    public Builder connectTimeout(Duration connectTimeout) {
      this.connectTimeout = Durations.positive("connectTimeout", connectTimeout);
      return this;
    }

    /**
     * How long the service may be silent before an attempt counts as failed. Replaces that of the
     * client.
     *
     * @throws IllegalArgumentException if it isn't positive
     */
    public Builder readTimeout(Duration readTimeout) {
      this.readTimeout = Durations.positive("readTimeout", readTimeout);
      return this;
    }

    /**
     * How long a write may make no progress before an attempt counts as failed. Replaces that of
     * the client.
     *
     * @throws IllegalArgumentException if it isn't positive
     */
    public Builder writeTimeout(Duration writeTimeout) {
      this.writeTimeout = Durations.positive("writeTimeout", writeTimeout);
      return this;
    }

    /**
     * The idempotency key; a fresh one unless set. Give the one of an earlier call to repeat that
     * very call after it ended without a business outcome: the service then carries it out once
     * (Partner Center REST headers).
     */
    public Builder requestId(UUID requestId) {
      this.requestId = Objects.requireNonNull(requestId, "requestId");
      return this;
    }

    /** The id of the call in logs and towards Microsoft's support; a fresh one unless set. */
    public Builder correlationId(UUID correlationId) {
      this.correlationId = Objects.requireNonNull(correlationId, "correlationId");
      return this;
    }

    /** Builds the options. */
    public RequestOptions build() {
      return new RequestOptions(this);
    }
  }
}
