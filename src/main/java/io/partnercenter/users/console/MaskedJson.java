package io.partnercenter.users.console;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.math.BigDecimal;
import okio.Buffer;

/** Writes JSON as a person reads it: indented, in the order it came, its secrets masked. */
final class MaskedJson {
  private MaskedJson() {}

  static String of(String json) {
    return masked(json, "  ");
  }

  static String inOneLine(String json) {
    return masked(json, "");
  }

  private static String masked(String json, String indent) {
    JsonReader reader = JsonReader.of(new Buffer().writeUtf8(json));
    Buffer out = new Buffer();
    JsonWriter writer = JsonWriter.of(out);
    writer.setIndent(indent);
    writer.setSerializeNulls(true);
    try {
      copy(reader, writer);
    } catch (IOException | JsonDataException | NumberFormatException e) {
      return "(" + json.length() + " characters that are no JSON)";
    }
    return out.readUtf8();
  }

  private static void copy(JsonReader reader, JsonWriter writer) throws IOException {
    switch (reader.peek()) {
      case BEGIN_OBJECT:
        reader.beginObject();
        writer.beginObject();
        while (reader.hasNext()) {
          String name = reader.nextName();
          writer.name(name);
          if (Secrets.isSecret(name)) {
            reader.skipValue();
            writer.value(Secrets.MASK);
          } else {
            copy(reader, writer);
          }
        }
        reader.endObject();
        writer.endObject();
        break;
      case BEGIN_ARRAY:
        reader.beginArray();
        writer.beginArray();
        while (reader.hasNext()) {
          copy(reader, writer);
        }
        reader.endArray();
        writer.endArray();
        break;
      case NUMBER:
        writer.value(new BigDecimal(reader.nextString())); // as a double, 200 would be 200.0
        break;
      default:
        writer.jsonValue(reader.readJsonValue());
    }
  }
}
