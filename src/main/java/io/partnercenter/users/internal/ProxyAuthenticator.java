package io.partnercenter.users.internal;

import java.io.IOException;
import okhttp3.Authenticator;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/**
 * Calls the caller's authenticator for a proxy once for each request. OkHttp would otherwise send
 * the same refused credentials without end.
 */
public final class ProxyAuthenticator implements Authenticator {
  private final Authenticator callers;

  public ProxyAuthenticator(Authenticator callers) {
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
    return null; // the call ends with the 407
  }
}
