package io.partnercenter.users;

import java.io.IOException;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** Sets the access token of the call, for requests to the base URL's origin only. */
final class AuthInterceptor implements Interceptor {
  private final HttpUrl baseUrl;

  AuthInterceptor(HttpUrl baseUrl) {
    this.baseUrl = baseUrl;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    String token = CallContext.of(request).accessToken();
    if (token == null || !sameOrigin(request.url())) {
      return chain.proceed(request);
    }
    return chain.proceed(request.newBuilder().header("Authorization", "Bearer " + token).build());
  }

  private boolean sameOrigin(HttpUrl url) {
    return url.scheme().equals(baseUrl.scheme())
        && url.host().equals(baseUrl.host())
        && url.port() == baseUrl.port();
  }
}
