package io.partnercenter.users.contract;

import io.partnercenter.users.ErrorCategory;
import java.util.Map;

/** What may stand in the way of every operation alike. */
enum Refusal {
  EXPIRED_TOKEN(
      401,
      "400",
      ErrorCategory.UNAUTHORIZED,
      "an expired token",
      Map.of("token", ConsumerInteraction.TOKEN)),
  NO_MFA(
      401,
      "900421",
      ErrorCategory.MFA_REQUIRED,
      "a token without MFA",
      Map.of("token", ConsumerInteraction.TOKEN)),
  NO_RELATIONSHIP(403, "20002", ErrorCategory.FORBIDDEN, "no relationship with the customer"),
  NO_ROLE(403, "900150", ErrorCategory.FORBIDDEN, "a withdrawn role"),
  NO_USER(404, "60002", ErrorCategory.NOT_FOUND, "no such user"),
  NO_CUSTOMER(404, "60003", ErrorCategory.NOT_FOUND, "no such customer"),
  THROTTLED(429, "429", ErrorCategory.THROTTLED, "a throttle", Map.of("shape", "SERVICE")),
  FAILURE(500, "500", ErrorCategory.SERVER_ERROR, "an outage", Map.of("status", 500)),
  OUTAGE(503, "503", ErrorCategory.SERVER_ERROR, "an outage", Map.of("status", 503));

  final int status;
  final String code;
  final ErrorCategory category;
  final String state;
  final Map<String, ?> parameters;

  Refusal(int status, String code, ErrorCategory category, String state) {
    this(status, code, category, state, Map.of());
  }

  Refusal(
      int status, String code, ErrorCategory category, String state, Map<String, ?> parameters) {
    this.status = status;
    this.code = code;
    this.category = category;
    this.state = state;
    this.parameters = parameters;
  }

  /** Whether it can happen to the operation. */
  boolean isOf(ConsumerOperation operation) {
    return this != NO_USER || operation.isOfAUser();
  }
}
