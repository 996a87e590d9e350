package io.partnercenter.users.entra;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.partnercenter.users.internal.text.HeaderValues;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** A successful response of the token endpoint, checked before it is used. */
final class TokenResponse {
  private static final String ACCESS_TOKEN = "access_token";
  private static final String REFRESH_TOKEN = "refresh_token";
  private static final String EXPIRES_IN = "expires_in";

  /** A longer lifetime is cut to this. Entra returns up to 28 hours. */
  private static final BigDecimal MAX_SECONDS = BigDecimal.valueOf(Duration.ofDays(2).toSeconds());

  private static final int MAX_DIGITS = 30;

  private final Map<String, String> members;
  private final long expiresIn;

  private TokenResponse(Map<String, String> members, long expiresIn) {
    this.members = members;
    this.expiresIn = expiresIn;
  }

  /**
   * Parses a response.
   *
   * @throws IOException if the response has no usable access token; the message says why, and shows
   *     no token
   */
  static TokenResponse parse(String json) throws IOException {
    Map<String, String> members = members(json);
    if (members == null) {
      throw new IOException("it is not JSON, or cut off");
    }
    try {
      String type = members.getOrDefault("token_type", "Bearer");
      if (!type.equalsIgnoreCase("Bearer")) {
        throw new IllegalArgumentException("its token is not of the type Bearer");
      }
      HeaderValues.check(ACCESS_TOKEN, required(members, ACCESS_TOKEN));
      refreshToken(members);
      return new TokenResponse(members, seconds(required(members, EXPIRES_IN)));
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage());
    }
  }

  /**
   * Returns the refresh token of a response, even if the rest of the response is unusable; null if
   * it has no refresh token that can be sent.
   */
  static @Nullable String refreshToken(String json) {
    Map<String, String> members = members(json);
    try {
      return members == null ? null : refreshToken(members);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static @Nullable String refreshToken(Map<String, String> members) {
    String token = members.get(REFRESH_TOKEN);
    return token == null || token.isEmpty() ? null : HeaderValues.check(REFRESH_TOKEN, token);
  }

  /** Returns the members that are strings or numbers; null if the text isn't a JSON object. */
  static @Nullable Map<String, String> members(String json) {
    Map<String, String> members = new LinkedHashMap<>();
    try (JsonReader reader = JsonReader.of(new Buffer().writeUtf8(json))) {
      reader.beginObject();
      while (reader.hasNext()) {
        String name = reader.nextName();
        JsonReader.Token token = reader.peek();
        if (token == JsonReader.Token.STRING || token == JsonReader.Token.NUMBER) {
          members.put(name, reader.nextString());
        } else {
          reader.skipValue();
        }
      }
      reader.endObject();
      return members;
    } catch (IOException | JsonDataException e) {
      return null; // the message would show a part of the text
    }
  }

  private static String required(Map<String, String> members, String name) {
    String value = members.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  /** Parses a lifetime in seconds. It was seen as a number and as text. */
  private static long seconds(String expiresIn) {
    BigDecimal seconds;
    try {
      if (expiresIn.length() > MAX_DIGITS) {
        throw new NumberFormatException();
      }
      seconds = new BigDecimal(expiresIn.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(EXPIRES_IN + " is not a number");
    }
    if (seconds.compareTo(BigDecimal.ONE) < 0) {
      throw new IllegalArgumentException(EXPIRES_IN + " is less than a second");
    }
    return seconds.min(MAX_SECONDS).longValue();
  }

  String accessToken() {
    return required(members, ACCESS_TOKEN);
  }

  /** Returns the next refresh token; null if the one that was sent stays the current one. */
  @Nullable String refreshToken() {
    return refreshToken(members);
  }

  Duration lifetime() {
    return Duration.ofSeconds(expiresIn);
  }

  /** Returns the members that MSAL needs, in the format that MSAL reads. */
  String forMsal() {
    Buffer json = new Buffer();
    try (JsonWriter writer = JsonWriter.of(json)) {
      writer.beginObject();
      for (String name :
          new String[] {
            "token_type", "scope", ACCESS_TOKEN, REFRESH_TOKEN, "id_token", "client_info"
          }) {
        String value = members.get(name);
        if (value != null) {
          writer.name(name).value(value);
        }
      }
      writer.name(EXPIRES_IN).value(expiresIn);
      writer.endObject();
    } catch (IOException e) {
      throw new AssertionError("a buffer does not fail", e);
    }
    return json.readUtf8();
  }

  /** Shows no token. */
  @Override
  public String toString() {
    return "TokenResponse(***)";
  }
}
