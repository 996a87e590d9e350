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
 * The options for one call only. Immutable.
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

  /** Returns options with nothing set. */
  public static RequestOptions none() {
    return NONE;
  }

  /** Returns a builder with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the ETag in double quotes, or null if none is set. See {@link Builder#ifMatch}. */
  public @Nullable String ifMatch() {
    return ifMatch;
  }

  /**
   * Returns the language of texts in the response, or null if none is set. See {@link
   * Builder#locale}.
   */
  public @Nullable String locale() {
    return locale;
  }

  /** Returns the limit of the whole call, or null for the client's limit. */
  public @Nullable Duration timeout() {
    return timeout;
  }

  /** Returns the time-out of one attempt to connect, or null for the client's time-out. */
  public @Nullable Duration connectTimeout() {
    return connectTimeout;
  }

  /** Returns how long the service may be silent, or null for the client's time-out. */
  public @Nullable Duration readTimeout() {
    return readTimeout;
  }

  /** Returns how long a write may make no progress, or null for the client's time-out. */
  public @Nullable Duration writeTimeout() {
    return writeTimeout;
  }

  /** Returns the idempotency key, or null for a new one. */
  public @Nullable UUID requestId() {
    return requestId;
  }

  /** Returns the id of the call in logs, or null for a new one. */
  public @Nullable UUID correlationId() {
    return correlationId;
  }

  /** Returns a builder with the values of these options. */
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

  /** Returns the values that are set, such as {@code RequestOptions{timeout=10 s}}. */
  @Override
  public String toString() {
    StringJoiner set = new StringJoiner(", ", "RequestOptions{", "}");
    values().forEach((name, value) -> set.add(name + "=" + Durations.readable(value)));
    return set.toString();
  }

  /** Returns the values that are set, by name. */
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
     * Makes the service carry out a change only if the user still has this ETag; a GET doesn't send
     * it. ETags are short-lived. A stale ETag ends the call with a {@link PartnerServiceException}
     * with status 400 and error code 2055, or with status 412 (Partner Center REST headers, error
     * codes). After more than one attempt, the exception may also mean that an earlier attempt made
     * the change, see {@link PartnerServiceException}.
     *
     * @param etag the ETag, from the response header or the user's attributes, with or without its
     *     double quotes
     * @throws IllegalArgumentException if the ETag is blank, has a quote inside, or contains
     *     anything but printable ASCII
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
     * Sets the language of texts in the response. The default is {@code en-US} (Partner Center REST
     * headers).
     *
     * @param locale a language tag such as {@code sv-SE}
     * @throws IllegalArgumentException if the locale is blank or contains anything but printable
     *     ASCII
     */
    public Builder locale(String locale) {
      this.locale = HeaderValues.check("locale", locale);
      return this;
    }

    /**
     * Sets the limit of the whole call: the waits for a token (unless its provider blocks), for the
     * throttle and for a free connection, all attempts with the pauses between them, and the
     * response. Replaces the client's limit.
     *
     * @throws IllegalArgumentException if it isn't positive
     */
    public Builder timeout(Duration timeout) {
      this.timeout = Durations.positive("timeout", timeout);
      return this;
    }

    /**
     * Sets the time-out of one attempt to connect. Replaces the client's time-out.
     *
     * @throws IllegalArgumentException if it isn't positive
     */
    public Builder connectTimeout(Duration connectTimeout) {
      this.connectTimeout = Durations.positive("connectTimeout", connectTimeout);
      return this;
    }

    /**
     * Sets how long the service may be silent before an attempt counts as failed. Replaces the
     * client's time-out.
     *
     * @throws IllegalArgumentException if it isn't positive
     */
    public Builder readTimeout(Duration readTimeout) {
      this.readTimeout = Durations.positive("readTimeout", readTimeout);
      return this;
    }

    /**
     * Sets how long a write may make no progress before an attempt counts as failed. Replaces the
     * client's time-out.
     *
     * @throws IllegalArgumentException if it isn't positive
     */
    public Builder writeTimeout(Duration writeTimeout) {
      this.writeTimeout = Durations.positive("writeTimeout", writeTimeout);
      return this;
    }

    /**
     * Sets the idempotency key. The default is a new one. After a failure that leaves open whether
     * the call was carried out, repeat the call with the key of the failed call: the service then
     * carries out the call only once (Partner Center REST headers).
     */
    public Builder requestId(UUID requestId) {
      this.requestId = Objects.requireNonNull(requestId, "requestId");
      return this;
    }

    /** Sets the id of the call in logs and for Microsoft's support. The default is a new one. */
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
