package io.partnercenter.users.internal;

import io.partnercenter.users.RequestOptions;
import io.partnercenter.users.internal.time.Durations;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Sets the access token and the time-outs of the call on a request, and counts the request. It is
 * the last application interceptor, so of the caller's interceptors only the network interceptors
 * see the token.
 */
final class SendInterceptor implements Interceptor {
  private static final String BEARER = "Bearer ";

  private final HttpUrl baseUrl;
  private volatile String authorization = BEARER;

  SendInterceptor(HttpUrl baseUrl) {
    this.baseUrl = baseUrl;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    CallContext context = CallContext.of(chain.request());
    Attempt attempt = Objects.requireNonNull(context.attempt());
    attempt.countRequest(context);
    return NoReplayInterceptor.restore(
        timed(chain, context.options()).proceed(authorized(chain.request(), attempt)));
  }

  private static Chain timed(Chain chain, RequestOptions options) {
    Chain timed = chain;
    Duration connect = options.connectTimeout();
    if (connect != null) {
      timed = timed.withConnectTimeout(Durations.millis(connect), TimeUnit.MILLISECONDS);
    }
    Duration read = options.readTimeout();
    if (read != null) {
      timed = timed.withReadTimeout(Durations.millis(read), TimeUnit.MILLISECONDS);
    }
    Duration write = options.writeTimeout();
    if (write != null) {
      timed = timed.withWriteTimeout(Durations.millis(write), TimeUnit.MILLISECONDS);
    }
    return timed;
  }

  /** Adds the token, but only if the request goes to the origin of the base URL. */
  private Request authorized(Request request, Attempt attempt) {
    if (!BaseUrl.haveSameOrigin(request.url(), baseUrl)) {
      return request;
    }
    attempt.sentToken = true;
    return request.newBuilder().header("Authorization", authorization(attempt.token)).build();
  }

  /**
   * Returns the header's value. The latest one is kept, because most calls send the same token and
   * it is longer than all other headers together.
   */
  private String authorization(String token) {
    String latest = authorization;
    if (latest.length() != BEARER.length() + token.length() || !latest.endsWith(token)) {
      latest = BEARER.concat(token);
      authorization = latest;
    }
    return latest;
  }
}
