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
 * Gives a request what is the call's own: its token, which no interceptor of the caller saw, and
 * its time-outs. Counts it. The last interceptor before OkHttp's own work.
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

  /** The token is for the base URL's origin only. */
  private Request authorized(Request request, Attempt attempt) {
    if (!BaseUrl.haveSameOrigin(request.url(), baseUrl)) {
      return request;
    }
    attempt.sentToken = true;
    return request.newBuilder().header("Authorization", authorization(attempt.token)).build();
  }

  /** Kept for the calls to come: most send the same token, and it is as long as all else. */
  private String authorization(String token) {
    String latest = authorization;
    if (latest.length() != BEARER.length() + token.length() || !latest.endsWith(token)) {
      latest = BEARER.concat(token);
      authorization = latest;
    }
    return latest;
  }
}
