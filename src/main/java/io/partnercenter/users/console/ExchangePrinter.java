package io.partnercenter.users.console;

import java.io.IOException;
import java.io.PrintStream;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;

/** Shows each request and answer as they are on the wire, secrets masked. */
final class ExchangePrinter implements Interceptor {
  private static final long MAX_SHOWN_BYTES = 64 * 1024;

  private final PrintStream out;

  ExchangePrinter(PrintStream out) {
    this.out = out;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    out.println();
    out.println(request.method() + " " + request.url());
    print(request.headers());
    RequestBody body = request.body();
    if (body != null) {
      Buffer sent = new Buffer();
      body.writeTo(sent);
      print(sent.readUtf8());
    }
    Response response = chain.proceed(request);
    out.println();
    out.println(response.code() + " " + response.message());
    print(response.headers());
    print(response.peekBody(MAX_SHOWN_BYTES).string());
    return response;
  }

  private void print(Headers headers) {
    for (int i = 0; i < headers.size(); i++) {
      String name = headers.name(i);
      out.println(name + ": " + (Secrets.isSecret(name) ? Secrets.MASK : headers.value(i)));
    }
  }

  private void print(String body) {
    if (!body.isEmpty()) {
      out.println(MaskedJson.of(body));
    }
  }
}
