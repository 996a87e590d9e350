package io.partnercenter.users;

import io.partnercenter.users.internal.WireConstants;
import java.util.Objects;
import java.util.UUID;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A successful response: its value, status, headers and ids. Immutable.
 *
 * @param <T> the type of the value
 */
public final class PartnerResponse<T extends @Nullable Object> {
  private final T value;
  private final int statusCode;
  private final Headers headers;
  private final UUID requestId;
  private final UUID correlationId;
  private final int attempts;

  private PartnerResponse(Builder<T> builder) {
    value = builder.value;
    statusCode = builder.statusCode;
    headers = builder.headers;
    requestId = builder.requestId;
    correlationId = builder.correlationId;
    attempts = builder.attempts;
  }

  /** Returns a builder, for tests. */
  public static <T extends @Nullable Object> Builder<T> builder(T value) {
    return new Builder<>(value);
  }

  /** Returns the value of the response; null only if the operation has none. */
  public T value() {
    return value;
  }

  /** Returns the HTTP status, 200 to 299. */
  public int statusCode() {
    return statusCode;
  }

  /** Returns the request id that was sent. */
  public UUID requestId() {
    return requestId;
  }

  /** Returns the correlation id that was sent. */
  public UUID correlationId() {
    return correlationId;
  }

  /** Returns how many requests were sent for this call. */
  public int attempts() {
    return attempts;
  }

  /**
   * Returns whether the access token was obtained with multi-factor authentication; null if the
   * service didn't say. The service says it only if {@link PartnerCenter.Builder#validateMfa} is
   * set.
   */
  public @Nullable Boolean mfaCompliant() {
    String value = header(WireConstants.ResponseHeaders.IS_MFA_COMPLIANT);
    if ("true".equalsIgnoreCase(value)) {
      return true;
    }
    return "false".equalsIgnoreCase(value) ? false : null;
  }

  /**
   * Returns a header of the response, or null if the header is missing. If it occurs several times,
   * returns the last one.
   *
   * @param name the name of the header, in upper or lower case
   */
  public @Nullable String header(String name) {
    return headers.get(name);
  }

  /** Returns the status and the ids, for logs. */
  @Override
  public String toString() {
    return "PartnerResponse{"
        + statusCode
        + ", requestId="
        + requestId
        + ", correlationId="
        + correlationId
        + "}";
  }

  /**
   * Builds a {@link PartnerResponse}. Not thread-safe.
   *
   * @param <T> the type of the value
   */
  public static final class Builder<T extends @Nullable Object> {
    private static final UUID NOT_SET = new UUID(0, 0);
    private static final Headers NO_HEADERS = new Headers.Builder().build();

    private final T value;
    private int statusCode = 200;
    private Headers headers = NO_HEADERS;
    private UUID requestId = NOT_SET;
    private UUID correlationId = NOT_SET;
    private int attempts = 1;

    private Builder(T value) {
      this.value = value;
    }

    /** Sets the HTTP status. The default is 200. */
    public Builder<T> statusCode(int statusCode) {
      this.statusCode = statusCode;
      return this;
    }

    /** Adds a header of the response. */
    public Builder<T> header(String name, String value) {
      headers = headers.newBuilder().add(name, value).build();
      return this;
    }

    /** Replaces all headers of the response. */
    public Builder<T> headers(Headers headers) {
      this.headers = Objects.requireNonNull(headers, "headers");
      return this;
    }

    /** Sets the request id. The default is all zeros. */
    public Builder<T> requestId(UUID requestId) {
      this.requestId = Objects.requireNonNull(requestId, "requestId");
      return this;
    }

    /** Sets the correlation id. The default is all zeros. */
    public Builder<T> correlationId(UUID correlationId) {
      this.correlationId = Objects.requireNonNull(correlationId, "correlationId");
      return this;
    }

    /**
     * Sets how many requests were sent. The default is 1.
     *
     * @throws IllegalArgumentException if the number is negative
     */
    public Builder<T> attempts(int attempts) {
      if (attempts < 0) {
        throw new IllegalArgumentException("attempts must not be negative, not " + attempts);
      }
      this.attempts = attempts;
      return this;
    }

    /** Builds the response. */
    public PartnerResponse<T> build() {
      return new PartnerResponse<>(this);
    }
  }
}
