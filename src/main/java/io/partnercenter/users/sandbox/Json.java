package io.partnercenter.users.sandbox;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** Reads and writes JSON as maps, lists and scalars. */
final class Json {
  private Json() {}

  /**
   * Returns the JSON object that the bytes contain in UTF-8; null if they contain anything else.
   */
  @SuppressWarnings("unchecked") // the reader makes maps of strings
  static @Nullable Map<String, Object> readObject(byte[] utf8) {
    try {
      // Okio's own decoder would replace invalid UTF-8 instead of failing
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
      JsonReader reader = JsonReader.of(new Buffer().writeUtf8(text));
      Object value = reader.readJsonValue();
      boolean whole = reader.peek() == JsonReader.Token.END_DOCUMENT;
      return whole && value instanceof Map ? (Map<String, Object>) value : null;
    } catch (IOException | JsonDataException e) {
      return null; // not JSON
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

  /**
   * Returns an unmodifiable deep copy.
   *
   * @throws IllegalArgumentException if a value isn't JSON
   */
  static Map<String, Object> copy(Map<?, ?> object) {
    Map<String, Object> copy = new LinkedHashMap<>();
    object.forEach((name, value) -> copy.put((String) name, copyOf(value)));
    return Collections.unmodifiableMap(copy);
  }

  private static @Nullable Object copyOf(@Nullable Object value) {
    if (value instanceof Map) {
      return copy((Map<?, ?>) value);
    }
    if (value instanceof List) {
      List<Object> copy = new ArrayList<>();
      ((List<?>) value).forEach(item -> copy.add(copyOf(item)));
      return Collections.unmodifiableList(copy);
    }
    if (value == null
        || value instanceof String
        || value instanceof Boolean
        || value instanceof Number) {
      return value;
    }
    throw new IllegalArgumentException("not a JSON value: " + value.getClass());
  }
}
