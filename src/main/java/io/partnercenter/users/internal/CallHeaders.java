package io.partnercenter.users.internal;

import static io.partnercenter.users.internal.WireConstants.RequestHeaders;

import io.partnercenter.users.RequestOptions;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** Sets all headers except Authorization. They are the same for all attempts of a call. */
public final class CallHeaders {
  private final @Nullable String applicationName;
  private final boolean validateMfa;
  private final String userAgent;

  public CallHeaders(@Nullable String applicationName, boolean validateMfa) {
    this.applicationName = applicationName;
    this.validateMfa = validateMfa;
    String library = "partnercenter-users-client/" + WireConstants.LIBRARY_VERSION;
    this.userAgent = applicationName == null ? library : library + " (" + applicationName + ")";
  }

  /**
   * Sets the headers.
   *
   * @param method the HTTP method of the request
   */
  void set(Request.Builder request, String method, CallContext context) {
    RequestOptions options = context.options();
    String locale = options.locale();
    request
        .header("Accept", "application/json")
        .header("User-Agent", userAgent)
        .header(RequestHeaders.MS_CONTRACT_VERSION, RequestHeaders.MS_CONTRACT_VERSION_DEFAULT)
        .header(RequestHeaders.MS_REQUEST_ID, context.requestId().toString())
        .header(RequestHeaders.MS_CORRELATION_ID, context.correlationId().toString())
        .header(RequestHeaders.X_LOCALE, locale != null ? locale : RequestHeaders.X_LOCALE_DEFAULT);
    if (applicationName != null) {
      request.header(RequestHeaders.MS_PARTNER_CENTER_APPLICATION, applicationName);
    }
    if (validateMfa) {
      request.header(RequestHeaders.VALIDATE_MFA, "true");
    }
    String ifMatch = options.ifMatch();
    // the service accepts it only with changes
    if (ifMatch != null && !method.equals("GET")) {
      request.header(RequestHeaders.IF_MATCH, ifMatch);
    }
  }
}
