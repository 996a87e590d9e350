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

/** A successful response of the token endpoint, checked before anything uses it. */
final class TokenResponse {
  private static final String ACCESS_TOKEN = "access_token";
  private static final String REFRESH_TOKEN = "refresh_token";
  private static final String EXPIRES_IN = "expires_in";

  /** Entra gives up to 28 hours. */
  private static final BigDecimal MOST_SECONDS = BigDecimal.valueOf(Duration.ofDays(2).toSeconds());

  private static final int MOST_DIGITS = 30;

  private final Map<String, String> members;
  private final long expiresIn;

  private TokenResponse(Map<String, String> members, long expiresIn) {
    this.members = members;
    this.expiresIn = expiresIn;
  }

  /**
   * Reads a response.
   *
   * @throws IOException if it gives no usable access token; the message says why, without tokens
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
   * The refresh token of a response of which nothing else may be usable; null if it has none that
   * can be sent.
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

  /** The members that are strings or numbers; null if it is no JSON object. */
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
      return null; // the message would show a part of it
    }
  }

  private static String required(Map<String, String> members, String name) {
    String value = members.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  /** Seen as a number and as text. */
  private static long seconds(String expiresIn) {
    BigDecimal seconds;
    try {
      if (expiresIn.length() > MOST_DIGITS) {
        throw new NumberFormatException();
      }
      seconds = new BigDecimal(expiresIn.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(EXPIRES_IN + " is no number");
    }
    if (seconds.compareTo(BigDecimal.ONE) < 0) {
      throw new IllegalArgumentException(EXPIRES_IN + " is less than a second");
    }
    return seconds.min(MOST_SECONDS).longValue();
  }

  String accessToken() {
    return required(members, ACCESS_TOKEN);
  }

  /** The next refresh token; null if the one that was sent stays the current one. */
  @Nullable String refreshToken() {
    return refreshToken(members);
  }

  Duration lifetime() {
    return Duration.ofSeconds(expiresIn);
  }

  /** What MSAL needs of it, in the form that MSAL reads. */
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
