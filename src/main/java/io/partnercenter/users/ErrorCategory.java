package io.partnercenter.users;

import io.partnercenter.users.internal.ErrorDetails;
import io.partnercenter.users.internal.WireConstants;
import org.jspecify.annotations.Nullable;

/** What kind of response a {@link PartnerServiceException} stands for. */
public enum ErrorCategory {
  /** 400: the request itself is wrong. */
  BAD_REQUEST,
  /** 401: the access token is missing, expired or not accepted. */
  UNAUTHORIZED,
  /**
   * 401, because the access token was got without multi-factor authentication. A renewed one lacks
   * it too: a person must consent again, with MFA.
   */
  MFA_REQUIRED,
  /** 403: the partner may not do this, or not for this customer. */
  FORBIDDEN,
  /** 404: there is no such customer or user, or not any more. */
  NOT_FOUND,
  /** 409: the change conflicts with what is there, such as another user's name. */
  CONFLICT,
  /** 412, or 400 with error code 2055: the user no longer has the ETag of If-Match. */
  PRECONDITION_FAILED,
  /** 429: too many requests. */
  THROTTLED,
  /** 500 to 599: the service failed. */
  SERVER_ERROR,
  /** 300 to 399: a redirect, which is never followed. */
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
