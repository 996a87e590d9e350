package io.partnercenter.users.internal;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Passes on to the call what the caller's interceptors and listeners throw unchecked. It is the
 * first interceptor, around all of theirs.
 */
final class CallerCodeInterceptor implements Interceptor {
  @Override
  public Response intercept(Chain chain) throws IOException {
    try {
      return chain.proceed(chain.request());
    } catch (IOException e) {
      throw e;
    } catch (Throwable e) { // Kotlin may throw checked ones, too
      throw new CallerCodeException(e);
    }
  }
}
