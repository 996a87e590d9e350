package io.partnercenter.users.internal;

import io.partnercenter.users.PartnerResponse;
import java.io.IOException;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Converter;

/** Makes the typed response of an HTTP response, or the exception that it stands for. */
final class ResponseReader<T> {
  private static final int NO_CONTENT = 204;
  private static final int RESET_CONTENT = 205;

  private final Converter<ResponseBody, T> converter;
  private final boolean withoutValue;

  /**
   * @param withoutValue whether the operation has no value, so that null is right
   */
  ResponseReader(Converter<ResponseBody, T> converter, boolean withoutValue) {
    this.converter = converter;
    this.withoutValue = withoutValue;
  }

  PartnerResponse<T> read(Response response) {
    Request request = response.request();
    if (!response.isSuccessful()) {
      throw Failures.refused(request, response.code(), Bodies.text(response));
    }
    T value = value(response);
    if (value == null && !withoutValue) {
      throw Failures.brokenContract(
          request, "status " + response.code() + " without a value", null);
    }
    CallContext context = CallContext.of(request);
    return PartnerResponse.builder(value)
        .statusCode(response.code())
        .headers(response.headers())
        .requestId(context.requestId())
        .correlationId(context.correlationId())
        .attempts(context.attempts())
        .build();
  }

  private @Nullable T value(Response response) {
    try (ResponseBody body = response.body()) {
      boolean empty = response.code() == NO_CONTENT || response.code() == RESET_CONTENT;
      return empty ? null : converter.convert(body);
    } catch (IOException | RuntimeException e) { // what Moshi finds wrong is either
      Request request = response.request();
      Redaction redaction = Redaction.of(request);
      throw Failures.brokenContract(
          request,
          "the response breaks the contract: " + redaction.apply(String.valueOf(e.getMessage())),
          redaction.apply(e));
    }
  }
}
