package io.partnercenter.users.internal;

import io.partnercenter.users.PartnerResponse;
import java.io.IOException;
import java.util.function.Function;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Converter;

/** Makes the typed response from an HTTP response, or throws the exception that it stands for. */
final class ResponseReader<T> {
  private static final int NO_CONTENT = 204;
  private static final int RESET_CONTENT = 205;

  private final Converter<ResponseBody, T> converter;
  private final boolean withoutValue;

  /**
   * Makes a reader.
   *
   * @param withoutValue whether the operation has no value, so that null is right
   */
  ResponseReader(Converter<ResponseBody, T> converter, boolean withoutValue) {
    this.converter = converter;
    this.withoutValue = withoutValue;
  }

  <R> ResponseReader<R> map(Function<T, R> function) {
    return new ResponseReader<>(
        body -> {
          T value = converter.convert(body);
          return value == null ? null : function.apply(value);
        },
        withoutValue);
  }

  @SuppressWarnings("NullAway") // the value is null only where T is Void
  PartnerResponse<T> read(RetryingCall call, Response response) {
    if (!response.isSuccessful()) {
      throw call.refused(response);
    }
    T value = value(call, response);
    if (value == null && !withoutValue) {
      throw call.failures()
          .invalidResponse(
              "the response breaks the contract: status " + response.code() + " without a value",
              null);
    }
    CallContext context = call.context();
    return PartnerResponse.builder(value)
        .statusCode(response.code())
        .headers(response.headers())
        .requestId(context.requestId())
        .correlationId(context.correlationId())
        .attempts(context.sent())
        .build();
  }

  private @Nullable T value(RetryingCall call, Response response) {
    if (response.code() == NO_CONTENT || response.code() == RESET_CONTENT) {
      response.close();
      return null;
    }
    try {
      return converter.convert(response.body()); // closes the body, unless the body is the value
    } catch (IOException | RuntimeException e) { // Moshi throws either for a wrong body
      response.close();
      throw call.failures()
          .invalidResponse("the response breaks the contract: " + e.getMessage(), e);
    }
  }
}
