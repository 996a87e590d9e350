package io.partnercenter.users.internal;

import io.partnercenter.users.ErrorCategory;
import io.partnercenter.users.PartnerAuthenticationException;
import io.partnercenter.users.PartnerConnectionException;
import io.partnercenter.users.PartnerException;
import io.partnercenter.users.PartnerResponseException;
import io.partnercenter.users.PartnerServiceException;
import io.partnercenter.users.PartnerTimeoutException;
import io.partnercenter.users.internal.text.MaskedJson;
import io.partnercenter.users.internal.text.Redaction;
import io.partnercenter.users.internal.text.SafeText;
import io.partnercenter.users.internal.time.Durations;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.reflect.UndeclaredThrowableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import okhttp3.Headers;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Makes the exceptions of one call with their messages. */
final class Failures {
  private static final int MAX_DESCRIPTION = 200;
  private static final int MAX_BODY = 4_096;

  private final CallContext context;
  private final Redaction redaction;
  private final String call;

  Failures(Request request, CallContext context) {
    this.context = context;
    this.redaction = context.redaction(request);
    this.call = CallContext.describe(request, context);
  }

  /**
   * Returns the exception for a failure.
   *
   * @param limit the limit over the whole call
   * @param earlier the failure of an earlier attempt; null if there was none
   */
  Throwable of(CallFailure failure, Duration limit, @Nullable Throwable earlier) {
    switch (failure.kind) {
      case NO_TOKEN:
        return suppress(noToken(Objects.requireNonNull(failure.cause)), earlier);
      case THROTTLED:
        return suppress(throttled(Objects.requireNonNull(failure.remaining)), earlier);
      case DEADLINE:
        return suppress(timeout(limit), earlier);
      case CANCELLED:
        return suppress(connection("the call was cancelled", new IOException("Canceled")), earlier);
      case CLOSED:
        return suppress(connection("the client was closed", new IOException("Canceled")), earlier);
      case INTERRUPTED:
        return suppress(
            connection("the thread was interrupted", new InterruptedIOException("interrupted")),
            earlier);
      case CONNECTION:
        return connection((IOException) Objects.requireNonNull(failure.cause), earlier);
      default:
        return unchecked(Objects.requireNonNull(failure.cause));
    }
  }

  /**
   * Returns the exception for a response with another status than success.
   *
   * @param body the body of the response
   */
  PartnerServiceException refused(Response response, String body, Instant now) {
    int status = response.code();
    Duration retryAfter = RetryAfter.of(response.headers(), now);
    ErrorDetails details = ErrorDetails.parse(response, body).redacted(redaction);
    PartnerServiceException.Builder failure =
        context
            .identify(PartnerServiceException.builder(status))
            .errorCode(details.code())
            .description(details.description())
            .source(details.source())
            .retryAfter(retryAfter)
            .body(body.isEmpty() ? null : shown(body));
    addHeaders(failure, response.headers());
    // the exception computes its category, which the message needs
    ErrorCategory category = failure.build().category();
    return failure.message(message(status, details, retryAfter, category)).build();
  }

  private String message(
      int status, ErrorDetails details, @Nullable Duration retryAfter, ErrorCategory category) {
    StringBuilder message = new StringBuilder().append(status);
    String code = details.code();
    if (code != null) {
      message.append(", error ").append(SafeText.oneLine(code, MAX_DESCRIPTION));
    }
    String description = details.description();
    message
        .append(": ")
        .append(
            description == null
                ? "no description"
                : SafeText.oneLine(description, MAX_DESCRIPTION));
    if (retryAfter != null) {
      message.append("; retry after ").append(Durations.readable(retryAfter));
    }
    if (category == ErrorCategory.PRECONDITION_FAILED
        && context.options().ifMatch() != null
        && context.sent() > 1) {
      message.append("; an earlier attempt of this call may have made the change itself");
    }
    return message
        .append(" – ")
        .append(call)
        .append(", attempts: ")
        .append(context.sent())
        .toString();
  }

  private String shown(String body) {
    MaskedJson json = MaskedJson.of(body, redaction);
    return SafeText.shorten(json == null ? redaction.apply(body) : json.text(), MAX_BODY);
  }

  private void addHeaders(PartnerServiceException.Builder failure, Headers headers) {
    for (int i = 0; i < headers.size(); i++) {
      failure.header(
          headers.name(i),
          Redaction.isSecretHeader(headers.name(i))
              ? SafeText.MASK
              : redaction.apply(headers.value(i)));
    }
  }

  private PartnerServiceException throttled(Duration remaining) {
    return context
        .identify(PartnerServiceException.builder(ResponseFacts.TOO_MANY_REQUESTS))
        .message(
            ResponseFacts.TOO_MANY_REQUESTS
                + ": not sent, because the service is throttling; retry after "
                + Durations.readable(remaining)
                + " – "
                + call
                + ", attempts: "
                + context.sent())
        .retryAfter(remaining)
        .build();
  }

  private PartnerConnectionException timeout(Duration limit) {
    return context
        .identify(PartnerTimeoutException.builder())
        .message(call + ": no response within the limit of " + Durations.readable(limit))
        .build();
  }

  private PartnerException connection(IOException cause, @Nullable Throwable earlier) {
    if (cause instanceof ResponseTooLargeException) {
      return invalidResponse(String.valueOf(cause.getMessage()), null);
    }
    String reason = cause.getClass().getSimpleName() + ": " + cause.getMessage();
    return suppress(connection(reason, cause), earlier);
  }

  private PartnerConnectionException connection(String reason, IOException cause) {
    PartnerConnectionException.Builder failure =
        Timeouts.isTimeout(cause)
            ? PartnerTimeoutException.builder()
            : PartnerConnectionException.builder();
    return context
        .identify(failure)
        .message(call + ": " + redaction.apply(reason))
        .cause(redaction.apply(cause))
        .build();
  }

  private PartnerAuthenticationException noToken(Throwable cause) {
    String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return context
        .identify(PartnerAuthenticationException.builder())
        .message("no access token for " + call + ": " + redaction.apply(reason))
        .cause(cause)
        .build();
  }

  /**
   * The caller's code may throw checked exceptions that it doesn't declare; Kotlin declares none.
   */
  private static Throwable unchecked(Throwable cause) {
    return cause instanceof RuntimeException || cause instanceof Error
        ? cause
        : new UndeclaredThrowableException(cause);
  }

  /** Returns the exception for a successful response that breaks the contract. */
  PartnerResponseException invalidResponse(String problem, @Nullable Throwable cause) {
    return context
        .identify(PartnerResponseException.builder())
        .message(call + ": " + redaction.apply(problem))
        .cause(cause == null ? null : redaction.apply(cause))
        .build();
  }

  <E extends PartnerException> E suppress(E failure, @Nullable Throwable other) {
    if (other != null) {
      failure.addSuppressed(redaction.apply(other));
    }
    return failure;
  }
}
