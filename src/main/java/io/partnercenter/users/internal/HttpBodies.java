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
   * Returns the response with its whole body in memory, so that a body that is cut off fails here.
   * At most 1 MB of an error's body is read. Afterwards the connection is free, and an error
   * response need not be closed.
   *
   * @param call cancelled if the body is longer than is read: closing the response alone would go
   *     on reading for a while
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

  /** Returns the body. OkHttp 4 declares it nullable, but the response of a call always has one. */
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

  /**
   * Returns the body of a request as text; empty if it has none, or one that can't be read again.
   */
  static String text(Request request) {
    RequestBody body = request.body();
    if (body == null || body.isOneShot()) {
      return "";
    }
    Buffer text = new Buffer();
    try {
      body.writeTo(text);
    } catch (IOException | RuntimeException e) { // from a RequestBody of the caller
      return "";
    }
    return text.readUtf8();
  }

  /** Returns the body of a response that {@link #readFully} returned, as text. */
  static String text(Response response) {
    try {
      return response.peekBody(MAX_SUCCESS_BYTES).string();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // it is in memory
    }
  }
}
