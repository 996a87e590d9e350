package io.partnercenter.users;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import okio.Buffer;
import okio.BufferedSink;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** JSON without the values that the spec calls a password, and those values. */
final class MaskedJson {
  private static final Set<String> SECRET_PROPERTIES =
      new HashSet<>(Arrays.asList(WireConstants.SECRET_PROPERTIES.split("\n")));

  private final Buffer text = new Buffer();
  private final JsonWriter writer = JsonWriter.of(text);
  private final List<String> secrets = new ArrayList<>();
  private final UnaryOperator<String> redaction;

  private MaskedJson(UnaryOperator<String> redaction) {
    this.redaction = redaction;
    writer.setSerializeNulls(true);
  }

  /**
   * Null if it is no JSON.
   *
   * @param redaction takes other secrets out of names and strings
   */
  static @Nullable MaskedJson of(String json, UnaryOperator<String> redaction) {
    MaskedJson masked = new MaskedJson(redaction);
    JsonReader reader = JsonReader.of(new Buffer().writeUtf8(json));
    try {
      masked.copy(reader);
      return reader.peek() == JsonReader.Token.END_DOCUMENT ? masked : null;
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
    switch (reader.peek()) {
      case BEGIN_OBJECT:
        reader.beginObject();
        writer.beginObject();
        while (reader.hasNext()) {
          copyProperty(reader);
        }
        reader.endObject();
        writer.endObject();
        break;
      case BEGIN_ARRAY:
        reader.beginArray();
        writer.beginArray();
        while (reader.hasNext()) {
          copy(reader);
        }
        reader.endArray();
        writer.endArray();
        break;
      case STRING:
        writer.value(redaction.apply(reader.nextString()));
        break;
      default:
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
    if (!SECRET_PROPERTIES.contains(name.toLowerCase(Locale.ROOT))) {
      copy(reader);
      return;
    }
    if (reader.peek() == JsonReader.Token.STRING) {
      secrets.add(reader.nextString());
    } else {
      reader.skipValue();
    }
    writer.value(Redaction.MASK);
  }
}
