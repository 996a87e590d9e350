package io.partnercenter.users;

import io.partnercenter.users.internal.ErrorDetails;
import io.partnercenter.users.internal.WireConstants;
import org.jspecify.annotations.Nullable;

/** The kind of error that a {@link PartnerServiceException} reports. */
public enum ErrorCategory {
  /** 400: the request itself is wrong. */
  BAD_REQUEST,
  /** 401: the access token is missing, expired or not accepted. */
  UNAUTHORIZED,
  /**
   * 401: the access token was obtained without multi-factor authentication. A renewed token lacks
   * it too: a person must consent again, with MFA.
   */
  MFA_REQUIRED,
  /** 403: the partner may not do this, or not for this customer. */
  FORBIDDEN,
  /** 404: the customer or the user doesn't exist, or no longer exists. */
  NOT_FOUND,
  /** 409: the change conflicts with existing data, such as another user's name. */
  CONFLICT,
  /** 412, or 400 with error code 2055: the user no longer has the ETag in If-Match. */
  PRECONDITION_FAILED,
  /** 429: too many requests. */
  THROTTLED,
  /** 500 to 599: the service failed. */
  SERVER_ERROR,
  /** 300 to 399: a redirect. The client never follows it. */
  REDIRECT,
  /** Any other status. */
  OTHER;

  static ErrorCategory of(
      int statusCode, @Nullable String errorCode, @Nullable String description) {
    switch (statusCode) {
      case 400:
        return WireConstants.RequestHeaders.IF_MATCH_REFUSED_WITH.equals(errorCode)
            ? PRECONDITION_FAILED
            : BAD_REQUEST;
      case 401:
        return ErrorDetails.isMfaRequired(errorCode, description) ? MFA_REQUIRED : UNAUTHORIZED;
      case 403:
        return FORBIDDEN;
      case 404:
        return NOT_FOUND;
      case 409:
        return CONFLICT;
      case 412:
        return PRECONDITION_FAILED;
      case 429:
        return THROTTLED;
      default:
        return ofClass(statusCode / 100);
    }
  }

  private static ErrorCategory ofClass(int hundreds) {
    switch (hundreds) {
      case 3:
        return REDIRECT;
      case 5:
        return SERVER_ERROR;
      default:
        return OTHER;
    }
  }
}
