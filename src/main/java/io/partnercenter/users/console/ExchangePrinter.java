package io.partnercenter.users.console;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/** Prints each request and response as it is on the wire. */
final class ExchangePrinter implements Interceptor {
  private final HttpText text;

  ExchangePrinter(HttpText text) {
    this.text = text;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    text.print(chain.request());
    Response response = chain.proceed(chain.request());
    text.print(response);
    return response;
  }
}
