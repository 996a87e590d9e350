package io.partnercenter.users;

import static io.partnercenter.users.WireConstants.RequestHeaders;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Sets every header but Authorization. */
final class HeadersInterceptor implements Interceptor {
  private final @Nullable String applicationName;
  private final String userAgent;

  HeadersInterceptor(@Nullable String applicationName) {
    this.applicationName = applicationName;
    String library = "partnercenter-users-client/" + WireConstants.LIBRARY_VERSION;
    this.userAgent = applicationName == null ? library : library + " (" + applicationName + ")";
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    CallContext context = CallContext.of(chain.request());
    RequestOptions options = context.options();
    String locale = options.locale();
    Request.Builder request =
        chain
            .request()
            .newBuilder()
            .header("Accept", "application/json")
            .header("User-Agent", userAgent)
            .header(RequestHeaders.MS_CONTRACT_VERSION, RequestHeaders.MS_CONTRACT_VERSION_DEFAULT)
            .header(RequestHeaders.MS_REQUEST_ID, context.requestId().toString())
            .header(RequestHeaders.MS_CORRELATION_ID, context.correlationId().toString())
            .header(
                RequestHeaders.X_LOCALE, locale != null ? locale : RequestHeaders.X_LOCALE_DEFAULT);
    if (applicationName != null) {
      request.header(RequestHeaders.MS_PARTNER_CENTER_APPLICATION, applicationName);
    }
    String ifMatch = options.ifMatch();
    // the service takes it with changes only
    if (ifMatch != null && !chain.request().method().equals("GET")) {
      request.header(RequestHeaders.IF_MATCH, ifMatch);
    }
    return chain.proceed(request.build());
  }
}
