package io.partnercenter.users;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Interceptor;
import okhttp3.Response;

/** Sets the time-outs that a call brings of its own. */
final class TimeoutsInterceptor implements Interceptor {
  @Override
  public Response intercept(Chain chain) throws IOException {
    RequestOptions options = CallContext.of(chain.request()).options();
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
    return timed.proceed(chain.request());
  }
}
