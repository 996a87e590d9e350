package io.partnercenter.users.console;

import io.partnercenter.users.PartnerException;
import io.partnercenter.users.PartnerServiceException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The report of a failure. All kinds have the same form, so that scripts can treat them alike. */
final class FailureReport {
  private final @Nullable PartnerException failure;
  private final @Nullable PartnerServiceException response;
  private final String description;

  private FailureReport(@Nullable PartnerException failure, @Nullable String description) {
    this.failure = failure;
    this.response =
        failure instanceof PartnerServiceException ? (PartnerServiceException) failure : null;
    this.description = String.valueOf(description);
  }

  static FailureReport of(PartnerException failure) {
    return new FailureReport(
        failure,
        failure instanceof PartnerServiceException
            ? ((PartnerServiceException) failure).description()
            : failure.getMessage());
  }

  /** Creates the report of a failure outside a call. */
  static FailureReport of(String description) {
    return new FailureReport(null, description);
  }

  void print(TextOutput err) {
    if (failure == null) {
      err.property("description", description);
      return;
    }
    err.property("status", response == null ? null : response.statusCode());
    err.property("error code", response == null ? null : response.errorCode());
    err.property("description", description);
    if (response != null && response.retryAfter() != null) {
      err.property("retry after", response.retryAfter().toSeconds() + " s");
    }
    err.property("attempts", failure.attempts());
    err.property("request id", failure.requestId());
    err.property("correlation id", failure.correlationId());
    if (failure.continuation() != null) {
      err.line("To continue with the failed page: --continue-from=" + failure.continuation());
    }
  }

  Map<String, @Nullable Object> toJsonValue() {
    Map<String, @Nullable Object> report = new LinkedHashMap<>();
    report.put("statusCode", response == null ? null : response.statusCode());
    report.put("errorCode", response == null ? null : response.errorCode());
    report.put("description", description);
    report.put(
        "retryAfterSeconds",
        response == null || response.retryAfter() == null
            ? null
            : response.retryAfter().toSeconds());
    report.put("attempts", failure == null ? 0 : failure.attempts());
    report.put("requestId", failure == null ? null : failure.requestId().toString());
    report.put("correlationId", failure == null ? null : failure.correlationId().toString());
    if (failure != null && failure.continuation() != null) {
      report.put("continuation", failure.continuation());
    }
    return report;
  }
}
