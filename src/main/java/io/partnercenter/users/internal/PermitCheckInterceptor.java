package io.partnercenter.users.internal;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Lets a request out only if its permit still holds: connecting, or the queue of the dispatcher,
 * may have taken a while. The last network interceptor, right before the request is written.
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
