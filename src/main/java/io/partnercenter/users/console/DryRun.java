package io.partnercenter.users.console;

import io.partnercenter.users.internal.text.SafeText;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Ends every call before it leaves the program, and keeps the request that it would have sent. So a
 * dry run shows the client's own request, not a description that is built separately.
 */
final class DryRun implements Interceptor {
  private @Nullable Request request;

  @Override
  public Response intercept(Chain chain) throws IOException {
    // after this interceptor, the client sets the token, and OkHttp the type of the body
    Request.Builder shown = chain.request().newBuilder().header("Authorization", SafeText.MASK);
    if (chain.request().body() != null) {
      shown.header("Content-Type", String.valueOf(chain.request().body().contentType()));
    }
    request = shown.build();
    throw new IOException("dry run");
  }

  /** Returns the request; null if the call failed before there was one. */
  @Nullable Request request() {
    return request;
  }
}
