package io.partnercenter.users;

import java.time.Duration;
import okhttp3.Request;

/** Makes the exceptions for answers that are no success, and words them. */
final class ServiceExceptions {
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int MAX_DESCRIPTION = 200;

  private ServiceExceptions() {}

  /** For an answer with this status and body. */
  static PartnerServiceException of(Request request, int statusCode, String body) {
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
    if (preconditionFailed && context.attempts() > 1) {
      message.append("; an earlier attempt of this call may have made the change itself");
    }
    message.append(" – ").append(CallContext.describe(request));
    message.append(", attempts: ").append(context.attempts());
    PartnerServiceException failure =
        new PartnerServiceException(
            message.toString(), statusCode, details, context.retryAfter(), context);
    Throwable suppressed = context.suppressed();
    if (suppressed != null) {
      failure.addSuppressed(redaction.apply(suppressed));
    }
    return failure;
  }

  /** For a call whose request wasn't sent, for its customer is throttled and it can't wait. */
  static PartnerServiceException heldBack(Request request, Duration rest) {
    CallContext context = CallContext.of(request);
    return new PartnerServiceException(
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
  }
}
