package io.partnercenter.users;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.Moshi;
import io.partnercenter.users.model.GatewayError;
import io.partnercenter.users.model.ModelJsonAdapters;
import io.partnercenter.users.model.ServiceError;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What the body of an error says, in whichever shape it came. */
final class ErrorDetails {
  private static final Moshi MOSHI = new Moshi.Builder().add(new ModelJsonAdapters()).build();
  private static final ErrorDetails UNREADABLE = new ErrorDetails(null, null, null);

  private final @Nullable String code;
  private final @Nullable String description;
  private final @Nullable String source;

  private ErrorDetails(
      @Nullable String code, @Nullable String description, @Nullable String source) {
    this.code = code;
    this.description = description;
    this.source = source;
  }

  /** Reads the service's shape, else the gateway's; of any other body nothing is known. */
  static ErrorDetails parse(String body) {
    ServiceError error = read(body, ServiceError.class);
    if (error != null) {
      return new ErrorDetails(error.getCode(), error.getDescription(), error.getSource());
    }
    GatewayError gatewayError = read(body, GatewayError.class);
    if (gatewayError != null) {
      return new ErrorDetails(null, gatewayError.getMessage(), null);
    }
    return UNREADABLE;
  }

  private static <T> @Nullable T read(String body, Class<T> shape) {
    try {
      return MOSHI.adapter(shape).fromJson(body);
    } catch (IOException | JsonDataException e) {
      return null; // not this shape
    }
  }

  ErrorDetails redacted(Redaction redaction) {
    return new ErrorDetails(code, redaction.apply(description), redaction.apply(source));
  }

  @Nullable String code() {
    return code;
  }

  @Nullable String description() {
    return description;
  }

  @Nullable String source() {
    return source;
  }
}
