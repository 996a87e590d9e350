package io.partnercenter.users.sandbox;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** JSON as maps, lists and scalars. */
final class Json {
  private Json() {}

  /** The object that the text holds, or null if it holds anything else. */
  @SuppressWarnings("unchecked") // the reader makes maps of strings
  static @Nullable Map<String, Object> readObject(String text) {
    JsonReader reader = JsonReader.of(new Buffer().writeUtf8(text));
    try {
      Object value = reader.readJsonValue();
      boolean whole = reader.peek() == JsonReader.Token.END_DOCUMENT;
      return whole && value instanceof Map ? (Map<String, Object>) value : null;
    } catch (IOException | JsonDataException e) {
      return null; // no JSON
    }
  }

  static String write(Map<String, Object> object) {
    Buffer buffer = new Buffer();
    try (JsonWriter writer = JsonWriter.of(buffer)) {
      writer.setSerializeNulls(true);
      writer.jsonValue(object);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a buffer doesn't fail
    }
    return buffer.readUtf8();
  }
}
