package io.partnercenter.users.console;

import io.partnercenter.users.internal.text.MaskedJson;
import io.partnercenter.users.internal.text.Redaction;
import io.partnercenter.users.internal.text.SafeText;
import java.io.IOException;
import java.io.PrintWriter;
import okhttp3.Headers;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;

/** Prints requests and responses for people, with secrets masked. */
final class HttpText {
  private static final long MAX_SHOWN_BYTES = 64 * 1024;

  private final TextOutput out;

  HttpText(PrintWriter out) {
    this.out = new TextOutput(out);
  }

  void print(Request request) throws IOException {
    out.line("");
    out.line(request.method() + " " + request.url());
    print(request.headers());
    printBody(body(request));
  }

  void print(Response response) throws IOException {
    out.line("");
    out.line(response.code() + " " + response.message());
    print(response.headers());
    printBody(response.peekBody(MAX_SHOWN_BYTES).string());
  }

  static String body(Request request) throws IOException {
    RequestBody body = request.body();
    Buffer sent = new Buffer();
    if (body != null) {
      body.writeTo(sent);
    }
    return sent.readUtf8();
  }

  private void print(Headers headers) {
    for (int i = 0; i < headers.size(); i++) {
      String name = headers.name(i);
      out.line(name + ": " + (Redaction.isSecretHeader(name) ? SafeText.MASK : headers.value(i)));
    }
  }

  private void printBody(String body) {
    if (!body.isEmpty()) {
      out.json(MaskedJson.indented(body));
    }
  }
}
