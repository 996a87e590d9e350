package io.partnercenter.users.internal;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Keeps OkHttp from repeating a request after a 503 with {@code Retry-After: 0}, because attempts
 * are counted and decided by {@link CallStateMachine}. This network interceptor renames the header,
 * so that OkHttp's own retries don't see it. {@link #restore} gives the header its name back.
 */
final class NoReplayInterceptor implements Interceptor {
  private static final String RENAMED = "Renamed-" + RetryAfter.HEADER;

  @Override
  public Response intercept(Chain chain) throws IOException {
    return rename(chain.proceed(chain.request()), RetryAfter.HEADER, RENAMED);
  }

  static Response restore(Response response) {
    return rename(response, RENAMED, RetryAfter.HEADER);
  }

  private static Response rename(Response response, String from, String to) {
    if (response.code() != 503) {
      return response;
    }
    String value = response.header(from);
    return value == null
        ? response
        : response.newBuilder().removeHeader(from).header(to, value).build();
  }
}
