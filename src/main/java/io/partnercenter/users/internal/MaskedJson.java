package io.partnercenter.users.internal;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonReader.Token;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import okio.Buffer;
import okio.BufferedSink;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** JSON without the values that the spec calls a password, and those values. */
final class MaskedJson {
  private final Buffer text = new Buffer();
  private final JsonWriter writer = JsonWriter.of(text);
  private final List<String> secrets = new ArrayList<>();
  private final Redaction redaction;

  private MaskedJson(Redaction redaction) {
    this.redaction = redaction;
    writer.setSerializeNulls(true);
  }

  /**
   * Null if it is no JSON.
   *
   * @param redaction takes other secrets out of names and strings
   */
  static @Nullable MaskedJson of(String json, Redaction redaction) {
    MaskedJson masked = new MaskedJson(redaction);
    JsonReader reader = JsonReader.of(new Buffer().writeUtf8(json));
    try {
      masked.copy(reader);
      return reader.peek() == Token.END_DOCUMENT ? masked : null;
    } catch (IOException | JsonDataException e) {
      return null;
    }
  }

  String text() {
    return text.clone().readUtf8();
  }

  /** Those that are strings, as they were before they became JSON. */
  List<String> secrets() {
    return secrets;
  }

  private void copy(JsonReader reader) throws IOException {
    Token next = reader.peek();
    if (next == Token.BEGIN_OBJECT) {
      reader.beginObject();
      writer.beginObject();
      while (reader.hasNext()) {
        copyProperty(reader);
      }
      reader.endObject();
      writer.endObject();
    } else if (next == Token.BEGIN_ARRAY) {
      reader.beginArray();
      writer.beginArray();
      while (reader.hasNext()) {
        copy(reader);
      }
      reader.endArray();
      writer.endArray();
    } else if (next == Token.STRING) {
      writer.value(redaction.apply(reader.nextString()));
    } else {
      try (BufferedSource value = reader.nextSource();
          BufferedSink sink = writer.valueSink()) {
        sink.writeAll(value);
      }
    }
  }

  private void copyProperty(JsonReader reader) throws IOException {
    String name = reader.nextName();
    writer.name(redaction.apply(name));
    // the service reads names without regard to case
    if (!WireConstants.SECRET_PROPERTIES.contains(name.toLowerCase(Locale.ROOT))) {
      copy(reader);
      return;
    }
    if (reader.peek() == Token.STRING) {
      secrets.add(reader.nextString());
    } else {
      reader.skipValue();
    }
    writer.value(Texts.MASK);
  }
}
