package io.partnercenter.users;

import java.io.IOException;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;

/** Reads the whole body of an answer before the answer counts, so that a cut-off one never does. */
final class ResponseBodies {
  static final long MAX_SUCCESS_BYTES = 16L << 20;
  static final long MAX_ERROR_BYTES = 1L << 20;

  private ResponseBodies() {}

  /**
   * Gives the answer with its body in memory, and closes the one it came with. Of an error's body
   * no more than 1 MB is read.
   */
  static Response readFully(Response response) throws IOException {
    try (ResponseBody body = response.body()) {
      long max = response.isSuccessful() ? MAX_SUCCESS_BYTES : MAX_ERROR_BYTES;
      BufferedSource source = body.source();
      Buffer bytes = new Buffer();
      while (bytes.size() < max && source.read(bytes, max - bytes.size()) != -1) {
        // read on
      }
      if (response.isSuccessful() && bytes.size() == max && !source.exhausted()) {
        throw new CallFailedException(
            new PartnerResponseException(
                CallContext.describe(response.request()) + ": the answer is over 16 MB",
                CallContext.of(response.request()),
                null));
      }
      return response
          .newBuilder()
          .body(ResponseBody.create(bytes, body.contentType(), bytes.size()))
          .build();
    }
  }
}
