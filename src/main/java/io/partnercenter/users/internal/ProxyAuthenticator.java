package io.partnercenter.users.internal;

import java.io.IOException;
import okhttp3.Authenticator;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/**
 * The caller's authenticator for a proxy, asked once for each request. One that gives the same
 * credentials again and again would otherwise make OkHttp send them without end.
 */
final class ProxyAuthenticator implements Authenticator {
  private final Authenticator callers;

  ProxyAuthenticator(Authenticator callers) {
    this.callers = callers;
  }

  @Override
  public @Nullable Request authenticate(@Nullable Route route, Response response)
      throws IOException {
    boolean refused = response.request().header("Proxy-Authorization") != null;
    if (!refused) {
      return callers.authenticate(route, response);
    }
    if (response.request().method().equals("CONNECT")) {
      throw new ProxyRefusedException();
    }
    return null; // the 407 is the response
  }
}
