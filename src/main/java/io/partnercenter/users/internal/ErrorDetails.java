package io.partnercenter.users.internal;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import io.partnercenter.users.internal.text.Redaction;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * What the response to a refused request says, whichever form it has: a JSON object of the service
 * or a gateway, another JSON object with the same names, plain text, or only the status line. HTML
 * is ignored.
 */
public final class ErrorDetails {
  /** The object itself and the objects directly in it are read, no deeper ones. */
  private static final int MAX_DEPTH = 2;

  private final @Nullable String code;
  private final @Nullable String description;
  private final @Nullable String source;

  private ErrorDetails(
      @Nullable String code, @Nullable String description, @Nullable String source) {
    this.code = code;
    this.description = description;
    this.source = source;
  }

  /**
   * Reads a response.
   *
   * @param body the body of the response
   */
  static ErrorDetails parse(Response response, String body) {
    Map<String, String> properties = propertiesOf(body);
    String description = first(properties, WireConstants.Errors.DESCRIPTION);
    if (description == null && properties.isEmpty()) {
      description = textOf(response, body);
    }
    if (description == null && !response.message().isBlank()) {
      description = response.message();
    }
    return new ErrorDetails(
        first(properties, WireConstants.Errors.CODE),
        description,
        first(properties, WireConstants.Errors.SOURCE));
  }

  /** Whether a 401 with these details says that the token lacks multi-factor authentication. */
  public static boolean isMfaRequired(@Nullable String code, @Nullable String description) {
    return WireConstants.Errors.MFA_REQUIRED_CODE.equals(code)
        || (description != null && description.contains(WireConstants.Errors.MFA_REQUIRED_TEXT));
  }

  boolean isMfaRequired() {
    return isMfaRequired(code, description);
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

  private static @Nullable String first(Map<String, String> properties, List<String> names) {
    for (String name : names) {
      String value = properties.get(name);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  /**
   * Returns the strings and numbers of a JSON object by their names in lower case. Returns an empty
   * map if the body is not a JSON object.
   */
  private static Map<String, String> propertiesOf(String body) {
    Map<String, String> properties = new HashMap<>();
    JsonReader reader = JsonReader.of(new Buffer().writeUtf8(body));
    try {
      read(reader, properties, 1);
    } catch (IOException | JsonDataException e) {
      return Map.of(); // not a JSON object
    }
    return properties;
  }

  private static void read(JsonReader reader, Map<String, String> properties, int depth)
      throws IOException {
    Map<String, String> inner = new HashMap<>();
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName().toLowerCase(Locale.ROOT);
      JsonReader.Token next = reader.peek();
      if (next == JsonReader.Token.STRING) {
        properties.putIfAbsent(name, reader.nextString());
      } else if (next == JsonReader.Token.NUMBER) {
        try (BufferedSource number = reader.nextSource()) {
          properties.putIfAbsent(name, number.readUtf8()); // unchanged: a double would lose digits
        }
      } else if (next == JsonReader.Token.BEGIN_OBJECT && depth < MAX_DEPTH) {
        read(reader, inner, depth + 1);
      } else {
        reader.skipValue();
      }
    }
    reader.endObject();
    inner.forEach(properties::putIfAbsent); // the properties of the object itself come first
  }

  private static @Nullable String textOf(Response response, String body) {
    String text = body.strip();
    if (text.startsWith("\"")) {
      text = jsonString(text).strip();
    }
    boolean isText = !text.isEmpty() && !text.startsWith("<") && !isJson(text) && !isHtml(response);
    return isText ? text : null;
  }

  private static String jsonString(String json) {
    try {
      return JsonReader.of(new Buffer().writeUtf8(json)).nextString();
    } catch (IOException | JsonDataException e) {
      return json;
    }
  }

  private static boolean isJson(String text) {
    return text.startsWith("{") || text.startsWith("[") || text.equals("null");
  }

  private static boolean isHtml(Response response) {
    ResponseBody body = response.body();
    MediaType type = body == null ? null : body.contentType();
    return type != null && type.subtype().toLowerCase(Locale.ROOT).contains("html");
  }
}
