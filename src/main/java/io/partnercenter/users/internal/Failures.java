package io.partnercenter.users.internal;

import io.partnercenter.users.ErrorCategory;
import io.partnercenter.users.PartnerAuthenticationException;
import io.partnercenter.users.PartnerConnectionException;
import io.partnercenter.users.PartnerException;
import io.partnercenter.users.PartnerResponseException;
import io.partnercenter.users.PartnerServiceException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** Makes the exceptions of calls, and words them. */
final class Failures {
  static final int TOO_MANY_REQUESTS = 429;
  private static final int MAX_DESCRIPTION = 200;

  private Failures() {}

  /** The service answered with this status and body. */
  static PartnerServiceException refused(Request request, int statusCode, String body) {
    CallContext context = CallContext.of(request);
    Redaction redaction = Redaction.of(request);
    ErrorDetails details = ErrorDetails.parse(body).redacted(redaction);
    StringBuilder message = new StringBuilder().append(statusCode);
    if (details.code() != null) {
      message.append(", error ").append(Texts.oneLine(details.code(), MAX_DESCRIPTION));
    }
    String description = details.description();
    message
        .append(": ")
        .append(
            description == null ? "no description" : Texts.oneLine(description, MAX_DESCRIPTION));
    if (context.retryAfter() != null) {
      message.append("; retry after ").append(context.retryAfter());
    }
    boolean preconditionFailed =
        PartnerServiceException.builder(statusCode).errorCode(details.code()).build().category()
            == ErrorCategory.PRECONDITION_FAILED;
    if (preconditionFailed && context.options().ifMatch() != null && context.attempts() > 1) {
      message.append("; an earlier attempt of this call may have made the change itself");
    }
    message.append(" – ").append(CallContext.describe(request));
    message.append(", attempts: ").append(context.attempts());
    PartnerServiceException failure =
        PartnerServiceException.builder(statusCode)
            .message(message.toString())
            .errorCode(details.code())
            .description(details.description())
            .source(details.source())
            .retryAfter(context.retryAfter())
            .requestId(context.requestId())
            .correlationId(context.correlationId())
            .attempts(context.attempts())
            .build();
    suppress(failure, context.suppressed(), redaction);
    return failure;
  }

  /** Nothing was sent, for the customer is throttled and the call can't wait. */
  static CallFailedException heldBack(Request request, Duration rest) {
    CallContext context = CallContext.of(request);
    PartnerServiceException failure =
        PartnerServiceException.builder(TOO_MANY_REQUESTS)
            .message(
                TOO_MANY_REQUESTS
                    + ": held back, for the service throttles this customer; retry after "
                    + rest
                    + " – "
                    + CallContext.describe(request)
                    + ", attempts: "
                    + context.attempts())
            .retryAfter(rest)
            .requestId(context.requestId())
            .correlationId(context.correlationId())
            .attempts(context.attempts())
            .build();
    suppress(failure, context.earlierFailure(), Redaction.of(request));
    return new CallFailedException(failure);
  }

  /** No answer came, or none that could be read. */
  static CallFailedException noAnswer(Request request, String reason, IOException cause) {
    CallContext context = CallContext.of(request);
    Redaction redaction = Redaction.of(request);
    PartnerConnectionException failure =
        PartnerConnectionException.builder()
            .message(CallContext.describe(request) + ": " + redaction.apply(reason))
            .cause(redaction.apply(cause))
            .requestId(context.requestId())
            .correlationId(context.correlationId())
            .attempts(context.attempts())
            .build();
    suppress(failure, context.earlierFailure(), redaction);
    return new CallFailedException(failure);
  }

  /** The provider gave no token that can be sent. */
  static CallFailedException noToken(Request request, @Nullable Throwable error) {
    Throwable cause =
        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    String reason = cause == null ? "the provider gave null" : String.valueOf(cause.getMessage());
    CallContext context = CallContext.of(request);
    return new CallFailedException(
        PartnerAuthenticationException.builder()
            .message("no access token for " + CallContext.describe(request) + ": " + reason)
            .cause(cause)
            .requestId(context.requestId())
            .correlationId(context.correlationId())
            .attempts(context.attempts())
            .build());
  }

  /** The service answered with success, but not with what the contract says. */
  static PartnerResponseException brokenContract(
      Request request, String problem, @Nullable Throwable cause) {
    CallContext context = CallContext.of(request);
    return PartnerResponseException.builder()
        .message(CallContext.describe(request) + ": " + problem)
        .cause(cause)
        .requestId(context.requestId())
        .correlationId(context.correlationId())
        .attempts(context.attempts())
        .build();
  }

  private static void suppress(
      PartnerException failure, @Nullable Throwable other, Redaction redaction) {
    if (other != null) {
      failure.addSuppressed(redaction.apply(other));
    }
  }
}
