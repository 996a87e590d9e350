package io.partnercenter.users.entra;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonEncodingException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.partnercenter.users.PartnerCloud;
import io.partnercenter.users.internal.text.HeaderValues;
import java.io.EOFException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import okio.Buffer;
import okio.ByteString;

/** The content of a token store: the current refresh token of one account. */
final class StoredTokens {
  private static final String CLOUD = "cloud";
  private static final String TENANT = "tenant";
  private static final String CLIENT_ID = "clientId";
  private static final String CONSENT = "consent";
  private static final String REFRESH_TOKEN = "refreshToken";

  private final Account account;
  private final String consent;
  private final String refreshToken;

  private StoredTokens(Account account, String consent, String refreshToken) {
    this.account = account;
    this.consent = consent;
    this.refreshToken = refreshToken;
  }

  /** Returns the first tokens of a consent. */
  static StoredTokens ofConsent(Account account, String refreshToken) {
    return new StoredTokens(account, fingerprint(refreshToken), refreshToken);
  }

  /**
   * Checks that the tokens belong to this account.
   *
   * @throws IOException if they belong to another account; the message names both accounts
   */
  void requireAccount(Account expected) throws IOException {
    if (!account.equals(expected)) {
      throw new IOException(
          "it belongs to another account ("
              + account
              + "; expected "
              + expected
              + "): give each account a store of its own");
    }
  }

  /**
   * Returns the fingerprint of the consent. It stays the same, however often the refresh token
   * changes.
   */
  String consent() {
    return consent;
  }

  String refreshToken() {
    return refreshToken;
  }

  StoredTokens withRefreshToken(String newRefreshToken) {
    return new StoredTokens(account, consent, newRefreshToken);
  }

  /**
   * Parses what {@link #format} returned.
   *
   * @throws IOException if the text is something else; the message does not show the text
   */
  static StoredTokens parse(String text) throws IOException {
    Map<String, String> members = members(text);
    try {
      return new StoredTokens(
          new Account(
              PartnerCloud.valueOf(required(members, CLOUD)),
              required(members, TENANT),
              required(members, CLIENT_ID)),
          required(members, CONSENT),
          HeaderValues.check(REFRESH_TOKEN, required(members, REFRESH_TOKEN)));
    } catch (IllegalArgumentException | NullPointerException e) { // the message may show the text
      throw notTokens();
    }
  }

  private static Map<String, String> members(String text) throws IOException {
    Map<String, String> members = new HashMap<>();
    try (JsonReader reader = JsonReader.of(new Buffer().writeUtf8(text))) {
      reader.beginObject();
      while (reader.hasNext()) {
        String name = reader.nextName();
        if (reader.peek() == JsonReader.Token.STRING) {
          members.put(name, reader.nextString());
        } else {
          reader.skipValue();
        }
      }
      reader.endObject();
    } catch (EOFException | JsonDataException | JsonEncodingException e) {
      throw notTokens();
    }
    return members;
  }

  private static IOException notTokens() {
    return new IOException("it contains something other than tokens of this library");
  }

  private static String required(Map<String, String> members, String name) {
    return Objects.requireNonNull(members.get(name), name);
  }

  /** Returns the tokens as JSON. */
  String format() {
    Buffer json = new Buffer();
    try (JsonWriter writer = JsonWriter.of(json)) {
      writer.setIndent("  ");
      writer.beginObject();
      writer.name(CLOUD).value(account.cloud().name());
      writer.name(TENANT).value(account.tenant());
      writer.name(CLIENT_ID).value(account.clientId());
      writer.name(CONSENT).value(consent);
      writer.name(REFRESH_TOKEN).value(refreshToken);
      writer.endObject();
    } catch (IOException e) {
      throw new AssertionError("a buffer does not fail", e);
    }
    return json.readUtf8() + "\n";
  }

  static String fingerprint(String refreshToken) {
    return ByteString.encodeUtf8(refreshToken).sha256().base64Url().substring(0, 16);
  }

  /** Shows the account, but no token. */
  @Override
  public String toString() {
    return "StoredTokens(" + account + ")";
  }
}
