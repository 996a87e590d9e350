package io.partnercenter.users;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Keeps OkHttp from repeating a 503 with {@code Retry-After: 0} by itself, unseen by anybody who
 * counts attempts. Installed twice: next to the network it renames the header, and behind OkHttp's
 * own retries it gives the header its name back.
 */
final class NoReplayInterceptor implements Interceptor {
  private static final String RENAMED = "Renamed-" + RetryAfter.HEADER;

  @Override
  public Response intercept(Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    return chain.connection() != null
        ? rename(response, RetryAfter.HEADER, RENAMED)
        : rename(response, RENAMED, RetryAfter.HEADER);
  }

  private static Response rename(Response response, String from, String to) {
    String value = response.header(from);
    return response.code() != 503 || value == null
        ? response
        : response.newBuilder().removeHeader(from).header(to, value).build();
  }
}
