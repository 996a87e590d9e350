package io.partnercenter.users;

import java.io.IOException;
import java.util.Objects;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Lets a request out, as the last one before OkHttp's own work: counts it, unless its customer was
 * throttled since the call got its turn, for it may have waited in the dispatcher's queue.
 */
final class SendInterceptor implements Interceptor {
  @Override
  public Response intercept(Chain chain) throws IOException {
    CallContext context = CallContext.of(chain.request());
    if (Objects.requireNonNull(context.turn()).isLost()) {
      throw new TurnLostException();
    }
    context.requestGoesOut();
    return chain.proceed(chain.request());
  }

  /** The call must ask for another turn. */
  static final class TurnLostException extends IOException {
    private static final long serialVersionUID = 1;

    TurnLostException() {
      super("not sent: the customer was throttled while the request was queued");
    }
  }
}
