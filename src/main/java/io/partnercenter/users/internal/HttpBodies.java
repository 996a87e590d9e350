package io.partnercenter.users.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import okhttp3.Call;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;

/** Reads the bodies of requests and responses. */
final class HttpBodies {
  static final long MAX_SUCCESS_BYTES = 16L << 20;
  static final long MAX_ERROR_BYTES = 1L << 20;

  private HttpBodies() {}

  /**
   * Gives the response with all of its body in memory. Only a whole response counts. Of an error's
   * body no more than 1 MB is read. The connection is free then; an error needs no closing.
   *
   * @param call cancelled if there is more than is read, for closing alone would read on a while
   */
  static Response readFully(Call call, Response response) throws IOException {
    if (!response.isSuccessful()) {
      return detached(call, response);
    }
    boolean tooLong;
    try {
      tooLong = body(response).source().request(MAX_SUCCESS_BYTES + 1);
    } catch (Throwable e) {
      response.close();
      throw e;
    }
    if (tooLong) {
      call.cancel();
      response.close();
      throw new ResponseTooLargeException();
    }
    return response;
  }

  /** In OkHttp 4 it may be null, but never for the response of a call. */
  private static ResponseBody body(Response response) {
    return Objects.requireNonNull(response.body(), "body");
  }

  private static Response detached(Call call, Response response) throws IOException {
    try (ResponseBody body = body(response)) {
      BufferedSource source = body.source();
      boolean tooLong = source.request(MAX_ERROR_BYTES + 1);
      Buffer bytes = new Buffer();
      bytes.write(source.getBuffer(), Math.min(source.getBuffer().size(), MAX_ERROR_BYTES));
      if (tooLong) {
        call.cancel();
      }
      return response
          .newBuilder()
          .body(ResponseBody.create(bytes, body.contentType(), bytes.size()))
          .build();
    }
  }

  /** What was sent; empty if there is no body, or one that can't be read again. */
  static String text(Request request) {
    RequestBody body = request.body();
    if (body == null || body.isOneShot()) {
      return "";
    }
    Buffer text = new Buffer();
    try {
      body.writeTo(text);
    } catch (IOException | RuntimeException e) { // of a caller's own body
      return "";
    }
    return text.readUtf8();
  }

  /** What {@link #readFully} gave. */
  static String text(Response response) {
    try {
      return response.peekBody(MAX_SUCCESS_BYTES).string();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // it is in memory
    }
  }
}
