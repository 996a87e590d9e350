package io.partnercenter.users;

import io.partnercenter.users.internal.WireConstants;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A call that failed because the service responded with a status other than success. The details of
 * the error are kept as far as they could be read: a gateway or a proxy on the way may respond in
 * its own format, or with an empty body.
 *
 * <p>A call also ends with this exception, without a response, if the service throttles for longer
 * than the call can wait. Then the status is 429, {@link #retryAfter()} is the remaining time until
 * the next request may be sent, and {@link #attempts()} counts the requests that were sent before;
 * it is 0 if none was sent.
 *
 * <p>If {@link RequestOptions.Builder#ifMatch} was set and there was more than one attempt, {@link
 * ErrorCategory#PRECONDITION_FAILED} may mean that an earlier attempt made the change and only its
 * response was lost. Read the user to find out.
 */
public final class PartnerServiceException extends PartnerException {
  private static final long serialVersionUID = 2;

  private final int statusCode;
  private final @Nullable String errorCode;
  private final @Nullable String description;
  private final @Nullable String source;
  private final @Nullable Duration retryAfter;
  private final TreeMap<String, ArrayList<String>> headers;
  private final @Nullable String body;

  private PartnerServiceException(Builder builder) {
    super(builder);
    statusCode = builder.statusCode;
    errorCode = builder.errorCode;
    description = builder.description;
    source = builder.source;
    retryAfter = builder.retryAfter;
    headers = copy(builder.headers);
    body = builder.body;
  }

  /**
   * Returns a builder, for tests.
   *
   * @param statusCode the HTTP status
   */
  public static Builder builder(int statusCode) {
    return new Builder(statusCode);
  }

  /** Returns the HTTP status. */
  public int statusCode() {
    return statusCode;
  }

  /** Returns the kind of the error, by the status and the content of the response. */
  public ErrorCategory category() {
    return ErrorCategory.of(statusCode, errorCode, description);
  }

  /**
   * Returns the service's error code, a string of digits such as {@code 60002}; see the error codes
   * of Partner Center. Null if the response had none.
   */
  public @Nullable String errorCode() {
    return errorCode;
  }

  /**
   * Returns the description of the error by the service or the gateway; null if the response had
   * none.
   */
  public @Nullable String description() {
    return description;
  }

  /** Returns the part of the service that responded; null if the response didn't say. */
  public @Nullable String source() {
    return source;
  }

  /**
   * Returns how long the service asked to wait before the next request, counted from its response;
   * null if it didn't ask. For a call that was not sent because its customer is throttled, returns
   * the remaining time.
   */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /**
   * Returns the headers of the response by name, ignoring case. Unmodifiable. Empty if there was no
   * response. Secrets are shown as {@code ***}.
   */
  public Map<String, List<String>> headers() {
    Map<String, List<String>> view = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach((name, values) -> view.put(name, Collections.unmodifiableList(values)));
    return Collections.unmodifiableMap(view);
  }

  /**
   * Returns the body of the response, cut after 4,096 characters; null if it was empty or there was
   * no response. Secrets are shown as {@code ***}.
   */
  public @Nullable String body() {
    return body;
  }

  /** Returns the header MS-CV of the response, for Microsoft's support; null if there was none. */
  public @Nullable String correlationVector() {
    return header(WireConstants.ResponseHeaders.MS_CV);
  }

  /**
   * Returns the header MS-ServerId of the response, for Microsoft's support; null if there was
   * none.
   */
  public @Nullable String serverId() {
    return header(WireConstants.ResponseHeaders.MS_SERVER_ID);
  }

  private @Nullable String header(String name) {
    List<String> values = headers.get(name);
    return values == null ? null : values.get(values.size() - 1);
  }

  private static TreeMap<String, ArrayList<String>> copy(Map<String, ArrayList<String>> headers) {
    TreeMap<String, ArrayList<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach((name, values) -> copy.put(name, new ArrayList<>(values)));
    return copy;
  }

  /** Builds a {@link PartnerServiceException}. Not thread-safe. */
  public static final class Builder extends PartnerException.Builder<Builder> {
    private final int statusCode;
    private @Nullable String errorCode;
    private @Nullable String description;
    private @Nullable String source;
    private @Nullable Duration retryAfter;
    private final TreeMap<String, ArrayList<String>> headers =
        new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private @Nullable String body;

    private Builder(int statusCode) {
      this.statusCode = statusCode;
    }

    @Override
    Builder self() {
      return this;
    }

    @Override
    String defaultMessage() {
      return statusCode
          + (errorCode == null ? "" : ", error " + errorCode)
          + ": "
          + (description == null ? "no description" : description);
    }

    /** Sets the service's error code; null for none. */
    public Builder errorCode(@Nullable String errorCode) {
      this.errorCode = errorCode;
      return this;
    }

    /** Sets the description of the error; null for none. */
    public Builder description(@Nullable String description) {
      this.description = description;
      return this;
    }

    /** Sets the part of the service that responded; null if unknown. */
    public Builder source(@Nullable String source) {
      this.source = source;
      return this;
    }

    /** Sets how long the service asked to wait; null if it didn't ask. */
    public Builder retryAfter(@Nullable Duration retryAfter) {
      this.retryAfter = retryAfter;
      return this;
    }

    /** Adds a header of the response. */
    public Builder header(String name, String value) {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(value, "value");
      headers.computeIfAbsent(name, first -> new ArrayList<>()).add(value);
      return this;
    }

    /** Sets the body of the response; null for none. */
    public Builder body(@Nullable String body) {
      this.body = body;
      return this;
    }

    /** Builds the exception. */
    public PartnerServiceException build() {
      return new PartnerServiceException(this);
    }
  }
}
