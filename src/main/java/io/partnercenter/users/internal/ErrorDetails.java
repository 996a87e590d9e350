package io.partnercenter.users.internal;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import com.squareup.moshi.Moshi;
import io.partnercenter.users.model.ErrorBody;
import io.partnercenter.users.model.ModelJsonAdapters;
import java.io.IOException;
import okio.Buffer;
import okio.BufferedSink;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** What the body of an error says, in whichever shape it came. */
final class ErrorDetails {
  private static final Moshi MOSHI = new Moshi.Builder().add(new ModelJsonAdapters()).build();
  static final ErrorDetails NONE = new ErrorDetails(null, null, null);

  private final @Nullable String code;
  private final @Nullable String description;
  private final @Nullable String source;

  private ErrorDetails(
      @Nullable String code, @Nullable String description, @Nullable String source) {
    this.code = code;
    this.description = description;
    this.source = source;
  }

  /** Reads the shape of the service and that of the gateway; of any other body nothing is known. */
  static ErrorDetails parse(String body) {
    ErrorBody error = read(scalarsOf(body));
    if (error == null) {
      return NONE;
    }
    String description = error.getDescription();
    return new ErrorDetails(
        error.getCode(), description == null ? error.getMessage() : description, error.getSource());
  }

  /** The body without what isn't used of it, so that nothing odd in there hides the rest. */
  private static String scalarsOf(String body) {
    JsonReader reader = JsonReader.of(new Buffer().writeUtf8(body));
    Buffer scalars = new Buffer();
    try (JsonWriter writer = JsonWriter.of(scalars)) {
      reader.beginObject();
      writer.beginObject();
      while (reader.hasNext()) {
        String name = reader.nextName();
        if (reader.peek() == JsonReader.Token.STRING) {
          writer.name(name).value(reader.nextString());
        } else if (reader.peek() == JsonReader.Token.NUMBER) {
          writer.name(name);
          try (BufferedSource number = reader.nextSource();
              BufferedSink value = writer.valueSink()) {
            value.writeAll(number); // as it stands: a long one takes long to compute
          }
        } else {
          reader.skipValue();
        }
      }
      writer.endObject();
    } catch (IOException | JsonDataException e) {
      return ""; // no JSON object
    }
    return scalars.readUtf8();
  }

  private static @Nullable ErrorBody read(String body) {
    try {
      return MOSHI.adapter(ErrorBody.class).fromJson(body);
    } catch (IOException | JsonDataException e) {
      return null; // of another shape
    }
  }

  ErrorDetails redacted(Redaction redaction) {
    return new ErrorDetails(
        redacted(code, redaction), redacted(description, redaction), redacted(source, redaction));
  }

  private static @Nullable String redacted(@Nullable String text, Redaction redaction) {
    return text == null ? null : redaction.apply(text);
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
