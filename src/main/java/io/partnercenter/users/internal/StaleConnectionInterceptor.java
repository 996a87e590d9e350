package io.partnercenter.users.internal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Notes when a request fails on a connection that had been used before. Most likely the other side
 * had closed it in the meantime. A network interceptor.
 */
final class StaleConnectionInterceptor implements Interceptor {
  private final Set<Connection> used =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  @Override
  public Response intercept(Chain chain) throws IOException {
    boolean usedBefore = !used.add(chain.connection());
    try {
      return chain.proceed(chain.request());
    } catch (InterruptedIOException e) {
      throw e; // a time-out: the connection works, but the service is slow
    } catch (IOException e) {
      Attempt attempt = CallContext.of(chain.request()).attempt();
      if (usedBefore && attempt != null) {
        attempt.staleConnection = true;
      }
      throw e;
    }
  }
}
