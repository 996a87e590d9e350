package io.partnercenter.users.internal.text;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonReader.Token;
import com.squareup.moshi.JsonWriter;
import io.partnercenter.users.internal.WireConstants;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import okio.Buffer;
import okio.BufferedSink;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** JSON in which the values that the spec marks as passwords are masked, and those values. */
public final class MaskedJson {
  private final Buffer text = new Buffer();
  private final JsonWriter writer = JsonWriter.of(text);
  private final List<String> secrets = new ArrayList<>();
  private final Redaction redaction;

  private MaskedJson(Redaction redaction, String indent) {
    this.redaction = redaction;
    writer.setIndent(indent);
  }

  /**
   * Returns the masked JSON; null if the text is not JSON.
   *
   * @param redaction takes other secrets out of names and strings
   */
  public static @Nullable MaskedJson of(String json, Redaction redaction) {
    return of(json, redaction, "");
  }

  /** Returns the masked JSON with indentation; of a text that isn't JSON, only its length. */
  public static String indented(String json) {
    return shown(json, "  ");
  }

  /** Like {@link #indented}, in one line. */
  public static String inOneLine(String json) {
    return shown(json, "");
  }

  private static String shown(String json, String indent) {
    MaskedJson masked = of(json, Redaction.none(), indent);
    return masked == null ? noJson(json) : masked.text();
  }

  /** Describes a text that should be JSON and isn't. The text itself may have a secret anywhere. */
  public static String noJson(String text) {
    return "(" + text.length() + " characters that are no JSON)";
  }

  /** Whether the spec marks the property as a password. */
  public static boolean isSecret(String name) {
    // the service ignores the case of names
    return WireConstants.SECRET_PROPERTIES.contains(name.toLowerCase(Locale.ROOT));
  }

  private static @Nullable MaskedJson of(String json, Redaction redaction, String indent) {
    MaskedJson masked = new MaskedJson(redaction, indent);
    JsonReader reader = JsonReader.of(new Buffer().writeUtf8(json));
    try {
      masked.copy(reader);
      return reader.peek() == Token.END_DOCUMENT ? masked : null;
    } catch (IOException | JsonDataException e) {
      return null;
    }
  }

  /** The JSON, masked. */
  public String text() {
    return text.clone().readUtf8();
  }

  /** The masked strings, unescaped. */
  public List<String> secrets() {
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
    if (!isSecret(name)) {
      copy(reader);
      return;
    }
    if (reader.peek() == Token.STRING) {
      secrets.add(reader.nextString());
    } else {
      reader.skipValue();
    }
    writer.value(SafeText.MASK);
  }
}
