package io.partnercenter.users.internal;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Stops a request whose permit no longer holds: waiting in OkHttp's dispatcher, or connecting, may
 * have taken a while. It is the last network interceptor, right before the request is written.
 */
final class PermitCheckInterceptor implements Interceptor {
  @Override
  public Response intercept(Chain chain) throws IOException {
    CallContext context = CallContext.of(chain.request());
    Attempt attempt = context.attempt();
    if (attempt != null) {
      attempt.confirmBeforeSending(context);
    }
    return chain.proceed(chain.request());
  }
}
