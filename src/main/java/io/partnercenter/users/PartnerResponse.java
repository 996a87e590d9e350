package io.partnercenter.users;

import java.util.UUID;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A successful answer, with what HTTP said beside the value.
 *
 * @param <T> the type of the value
 */
public final class PartnerResponse<T> {
  private final T value;
  private final int statusCode;
  private final Headers headers;
  private final CallContext context;

  PartnerResponse(T value, int statusCode, Headers headers, CallContext context) {
    this.value = value;
    this.statusCode = statusCode;
    this.headers = headers;
    this.context = context;
  }

  /** The value of the answer. */
  public T value() {
    return value;
  }

  /** The HTTP status, 200 to 299. */
  public int statusCode() {
    return statusCode;
  }

  /** The request id as sent. */
  public UUID requestId() {
    return context.requestId();
  }

  /** The correlation id as sent. */
  public UUID correlationId() {
    return context.correlationId();
  }

  /** How many requests went out for this call. */
  public int attempts() {
    return context.attempts();
  }

  /**
   * A header of the answer, or null if it isn't there; the last one of several.
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
        + requestId()
        + ", correlationId="
        + correlationId()
        + "}";
  }
}
