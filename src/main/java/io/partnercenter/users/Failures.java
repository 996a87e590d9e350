package io.partnercenter.users;

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
        ErrorCategory.of(statusCode, details.code()) == ErrorCategory.PRECONDITION_FAILED;
    if (preconditionFailed && context.options().ifMatch() != null && context.attempts() > 1) {
      message.append("; an earlier attempt of this call may have made the change itself");
    }
    message.append(" – ").append(CallContext.describe(request));
    message.append(", attempts: ").append(context.attempts());
    PartnerServiceException failure =
        new PartnerServiceException(
            message.toString(), statusCode, details, context.retryAfter(), context);
    suppress(failure, context.suppressed(), redaction);
    return failure;
  }

  /** Nothing was sent, for the customer is throttled and the call can't wait. */
  static CallFailedException heldBack(Request request, Duration rest) {
    CallContext context = CallContext.of(request);
    PartnerServiceException failure =
        new PartnerServiceException(
            TOO_MANY_REQUESTS
                + ": held back, for the service throttles this customer; retry after "
                + rest
                + " – "
                + CallContext.describe(request)
                + ", attempts: "
                + context.attempts(),
            TOO_MANY_REQUESTS,
            ErrorDetails.NONE,
            rest,
            context);
    suppress(failure, context.earlierFailure(), Redaction.of(request));
    return new CallFailedException(failure);
  }

  /** No answer came, or none that could be read. */
  static CallFailedException noAnswer(Request request, String reason, IOException cause) {
    CallContext context = CallContext.of(request);
    Redaction redaction = Redaction.of(request);
    PartnerConnectionException failure =
        new PartnerConnectionException(
            CallContext.describe(request) + ": " + redaction.apply(reason),
            context,
            redaction.apply(cause));
    suppress(failure, context.earlierFailure(), redaction);
    return new CallFailedException(failure);
  }

  /** The provider gave no token that can be sent. */
  static CallFailedException noToken(Request request, @Nullable Throwable error) {
    Throwable cause =
        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    String reason = cause == null ? "the provider gave null" : String.valueOf(cause.getMessage());
    return new CallFailedException(
        new PartnerAuthenticationException(
            "no access token for " + CallContext.describe(request) + ": " + reason,
            CallContext.of(request),
            cause));
  }

  /** The service answered with success, but not with what the contract says. */
  static CallFailedException brokenContract(
      Request request, String problem, @Nullable Throwable cause) {
    return new CallFailedException(
        new PartnerResponseException(
            CallContext.describe(request) + ": " + problem, CallContext.of(request), cause));
  }

  private static void suppress(
      PartnerException failure, @Nullable Throwable other, Redaction redaction) {
    if (other != null) {
      failure.addSuppressed(redaction.apply(other));
    }
  }
}
