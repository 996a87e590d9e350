package io.partnercenter.users.internal;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Carries what the caller's interceptors and listeners throw unchecked to the call. The first one.
 */
final class CallerCodeInterceptor implements Interceptor {
  @Override
  public Response intercept(Chain chain) throws IOException {
    try {
      return chain.proceed(chain.request());
    } catch (IOException e) {
      throw e;
    } catch (Throwable e) { // Kotlin may throw any
      throw new CallerCodeException(e);
    }
  }
}
