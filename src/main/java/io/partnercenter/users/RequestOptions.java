package io.partnercenter.users;

import io.partnercenter.users.internal.text.HeaderValues;
import io.partnercenter.users.internal.time.Durations;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
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
  private static final RequestOptions NONE = builder().build();

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

  /** Options with nothing set. */
  public static RequestOptions none() {
    return NONE;
  }

  /** A builder with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** The ETag in double quotes, or null. See {@link Builder#ifMatch}. */
  public @Nullable String ifMatch() {
    return ifMatch;
  }

  /** The language of texts in the response, or null. See {@link Builder#locale}. */
  public @Nullable String locale() {
    return locale;
  }

  /** The limit over the whole call, or null for that of the client. */
  public @Nullable Duration timeout() {
    return timeout;
  }

  /** The time-out of one attempt to connect, or null for that of the client. */
  public @Nullable Duration connectTimeout() {
    return connectTimeout;
  }

  /** How long the service may be silent, or null for what the client has. */
  public @Nullable Duration readTimeout() {
    return readTimeout;
  }

  /** How long a write may make no progress, or null for what the client has. */
  public @Nullable Duration writeTimeout() {
    return writeTimeout;
  }

  /** The idempotency key, or null for a fresh one. */
  public @Nullable UUID requestId() {
    return requestId;
  }

  /** The id of the call in logs, or null for a fresh one. */
  public @Nullable UUID correlationId() {
    return correlationId;
  }

  /** A builder with what these options set. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.ifMatch = ifMatch;
    builder.locale = locale;
    builder.timeout = timeout;
    builder.connectTimeout = connectTimeout;
    builder.readTimeout = readTimeout;
    builder.writeTimeout = writeTimeout;
    builder.requestId = requestId;
    builder.correlationId = correlationId;
    return builder;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RequestOptions && values().equals(((RequestOptions) other).values());
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  /** What is set, such as {@code RequestOptions{timeout=10 s}}. */
  @Override
  public String toString() {
    StringJoiner set = new StringJoiner(", ", "RequestOptions{", "}");
    values().forEach((name, value) -> set.add(name + "=" + Durations.readable(value)));
    return set.toString();
  }

  /** What is set, by name. */
  private Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    put(values, "ifMatch", ifMatch);
    put(values, "locale", locale);
    put(values, "timeout", timeout);
    put(values, "connectTimeout", connectTimeout);
    put(values, "readTimeout", readTimeout);
    put(values, "writeTimeout", writeTimeout);
    put(values, "requestId", requestId);
    put(values, "correlationId", correlationId);
    return values;
  }

  private static void put(Map<String, Object> values, String name, @Nullable Object value) {
    if (value != null) {
      values.put(name, value);
    }
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
     * The language of texts in the response; {@code en-US} unless set (Partner Center REST
     * headers).
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
     * free connection, all attempts with the pauses between them, and the response. Replaces the
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
     * call after a failure that leaves open whether it was carried out: the service then carries it
     * out once (Partner Center REST headers).
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
