package io.partnercenter.users.console;

import io.partnercenter.users.internal.text.SafeText;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Ends every call before it leaves the program, and keeps the request it would have sent: the one
 * that the client really makes, not a second telling of it.
 */
final class DryRun implements Interceptor {
  private @Nullable Request request;

  @Override
  public Response intercept(Chain chain) throws IOException {
    // the client sets the token behind this interceptor, and OkHttp the type of the body
    Request.Builder shown = chain.request().newBuilder().header("Authorization", SafeText.MASK);
    if (chain.request().body() != null) {
      shown.header("Content-Type", String.valueOf(chain.request().body().contentType()));
    }
    request = shown.build();
    throw new IOException("dry run");
  }

  /** The request, or null if the call didn't come that far. */
  @Nullable Request request() {
    return request;
  }
}
