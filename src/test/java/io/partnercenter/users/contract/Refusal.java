package io.partnercenter.users.contract;

import io.partnercenter.users.ErrorCategory;
import java.util.Map;

/** The errors that every operation can have. */
enum Refusal {
  EXPIRED_TOKEN(
      401,
      "400",
      ErrorCategory.UNAUTHORIZED,
      GivenState.EXPIRED_TOKEN,
      Map.of("token", ConsumerInteraction.TOKEN)),
  NO_MFA(
      401,
      "900421",
      ErrorCategory.MFA_REQUIRED,
      GivenState.TOKEN_WITHOUT_MFA,
      Map.of("token", ConsumerInteraction.TOKEN)),
  NO_RELATIONSHIP(403, "20002", ErrorCategory.FORBIDDEN, GivenState.NO_RELATIONSHIP),
  NO_ROLE(403, "900150", ErrorCategory.FORBIDDEN, GivenState.WITHDRAWN_ROLE),
  NO_USER(404, "60002", ErrorCategory.NOT_FOUND, GivenState.NO_USER),
  NO_CUSTOMER(404, "60003", ErrorCategory.NOT_FOUND, GivenState.NO_CUSTOMER),
  THROTTLED(429, "429", ErrorCategory.THROTTLED, GivenState.THROTTLE, Map.of("shape", "SERVICE")),
  FAILURE(500, "500", ErrorCategory.SERVER_ERROR, GivenState.OUTAGE, Map.of("status", 500)),
  OUTAGE(503, "503", ErrorCategory.SERVER_ERROR, GivenState.OUTAGE, Map.of("status", 503));

  final int status;
  final String code;
  final ErrorCategory category;
  final GivenState state;
  final Map<String, ?> parameters;

  Refusal(int status, String code, ErrorCategory category, GivenState state) {
    this(status, code, category, state, Map.of());
  }

  Refusal(
      int status,
      String code,
      ErrorCategory category,
      GivenState state,
      Map<String, ?> parameters) {
    this.status = status;
    this.code = code;
    this.category = category;
    this.state = state;
    this.parameters = parameters;
  }

  /** Returns whether the operation can have this error. */
  boolean isOf(ConsumerOperation operation) {
    return this != NO_USER || operation.isOfAUser();
  }
}
