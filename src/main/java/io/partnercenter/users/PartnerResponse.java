package io.partnercenter.users;

import io.partnercenter.users.internal.WireConstants;
import java.util.Objects;
import java.util.UUID;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A successful response: its value, and what HTTP said beside it. Immutable.
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

  /** A builder, for tests. */
  public static <T extends @Nullable Object> Builder<T> builder(T value) {
    return new Builder<>(value);
  }

  /** The value of the response; null only where the operation has none. */
  public T value() {
    return value;
  }

  /** The HTTP status, 200 to 299. */
  public int statusCode() {
    return statusCode;
  }

  /** The request id as sent. */
  public UUID requestId() {
    return requestId;
  }

  /** The correlation id as sent. */
  public UUID correlationId() {
    return correlationId;
  }

  /** How many requests were sent for this call. */
  public int attempts() {
    return attempts;
  }

  /**
   * Whether the access token was got with multi-factor authentication; null if the service didn't
   * say. It does only if {@link PartnerCenter.Builder#validateMfa} is set.
   */
  public @Nullable Boolean mfaCompliant() {
    String value = header(WireConstants.ResponseHeaders.IS_MFA_COMPLIANT);
    if ("true".equalsIgnoreCase(value)) {
      return true;
    }
    return "false".equalsIgnoreCase(value) ? false : null;
  }

  /**
   * A header of the response, or null if it isn't there; the last one of several.
   *
   * @param name the name, in any case
   */
  public @Nullable String header(String name) {
    return headers.get(name);
  }

  /** The status and the ids, for logs. */
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

    /** The HTTP status; 200 unless set. */
    public Builder<T> statusCode(int statusCode) {
      this.statusCode = statusCode;
      return this;
    }

    /** Adds a header of the response. */
    public Builder<T> header(String name, String value) {
      headers = headers.newBuilder().add(name, value).build();
      return this;
    }

    /** Replaces the headers of the response. */
    public Builder<T> headers(Headers headers) {
      this.headers = Objects.requireNonNull(headers, "headers");
      return this;
    }

    /** The request id; all zeros unless set. */
    public Builder<T> requestId(UUID requestId) {
      this.requestId = Objects.requireNonNull(requestId, "requestId");
      return this;
    }

    /** The correlation id; all zeros unless set. */
    public Builder<T> correlationId(UUID correlationId) {
      this.correlationId = Objects.requireNonNull(correlationId, "correlationId");
      return this;
    }

    /** How many requests were sent; 1 unless set. */
    public Builder<T> attempts(int attempts) {
      this.attempts = attempts;
      return this;
    }

    /** Builds the response. */
    public PartnerResponse<T> build() {
      return new PartnerResponse<>(this);
    }
  }
}
