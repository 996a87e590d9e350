package io.partnercenter.users.entra;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import java.io.IOException;
import java.util.Base64;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** The authentication methods that an access token names. Only a hint: nothing is verified. */
final class AmrClaim {
  private AmrClaim() {}

  /** Returns whether MFA is among them; null if the token can't be read, or names no method. */
  static @Nullable Boolean hasMfa(String accessToken) {
    String[] parts = accessToken.split("\\.", -1);
    if (parts.length != 3) {
      return null;
    }
    try (JsonReader reader =
        JsonReader.of(new Buffer().write(Base64.getUrlDecoder().decode(parts[1])))) {
      reader.beginObject();
      while (reader.hasNext()) {
        if (reader.nextName().equals("amr")) {
          return names(reader, "mfa");
        }
        reader.skipValue();
      }
      return null;
    } catch (IOException | JsonDataException | IllegalArgumentException e) {
      return null; // not a JWT: the token is meant for the service and may have any form
    }
  }

  private static boolean names(JsonReader reader, String method) throws IOException {
    boolean found = false;
    reader.beginArray();
    while (reader.hasNext()) {
      found |= method.equals(reader.nextString());
    }
    return found;
  }
}
