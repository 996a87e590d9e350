package io.partnercenter.users.benchmark;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.partnercenter.users.model.CustomerUser;
import io.partnercenter.users.model.CustomerUserObjectType;
import io.partnercenter.users.model.CustomerUserUpdate;
import io.partnercenter.users.model.Link;
import io.partnercenter.users.model.LinkHeader;
import io.partnercenter.users.model.PasswordProfile;
import io.partnercenter.users.model.ResourceAttributes;
import io.partnercenter.users.model.ResourceLinks;
import io.partnercenter.users.model.UserDomainType;
import io.partnercenter.users.model.UserState;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** JSON code written by hand instead of generated, as fast as Moshi's reader and writer allow. */
final class HandWrittenCodec {
  private static final JsonReader.Options USER =
      JsonReader.Options.of(
          "usageLocation",
          "id",
          "userPrincipalName",
          "firstName",
          "lastName",
          "displayName",
          "immutableId",
          "phoneNumber",
          "passwordProfile",
          "lastDirectorySyncTime",
          "softDeletionTime",
          "userDomainType",
          "state",
          "links",
          "attributes");
  private static final JsonReader.Options PASSWORD =
      JsonReader.Options.of("password", "forceChangePassword");
  private static final JsonReader.Options LINKS = JsonReader.Options.of("self", "next", "previous");
  private static final JsonReader.Options LINK = JsonReader.Options.of("uri", "method", "headers");
  private static final JsonReader.Options HEADER = JsonReader.Options.of("key", "value");
  private static final JsonReader.Options ATTRIBUTES = JsonReader.Options.of("etag", "objectType");

  private HandWrittenCodec() {}

  static void write(JsonWriter writer, CustomerUserUpdate update) throws IOException {
    writer.beginObject();
    write(writer, "usageLocation", update.getUsageLocation());
    write(writer, "displayName", update.getDisplayName());
    write(writer, "firstName", update.getFirstName());
    write(writer, "lastName", update.getLastName());
    write(writer, "userPrincipalName", update.getUserPrincipalName());
    write(writer, "immutableId", update.getImmutableId());
    write(writer, "phoneNumber", update.getPhoneNumber());
    PasswordProfile profile = update.getPasswordProfile();
    if (profile != null) {
      writer.name("passwordProfile").beginObject();
      write(writer, "password", profile.getPassword());
      if (profile.getForceChangePassword() != null) {
        writer.name("forceChangePassword").value(profile.getForceChangePassword());
      }
      writer.endObject();
    }
    if (update.getState() != null) {
      write(writer, "state", update.getState().value());
    }
    writer.name("attributes").beginObject();
    write(writer, "objectType", "CustomerUser");
    writer.endObject();
    writer.endObject();
  }

  static CustomerUser read(JsonReader reader) throws IOException {
    CustomerUser.Builder user = CustomerUser.builder();
    reader.beginObject();
    while (reader.hasNext()) {
      switch (reader.selectName(USER)) {
        case 0 -> user.usageLocation(string(reader));
        case 1 -> user.id(UUID.fromString(reader.nextString()));
        case 2 -> user.userPrincipalName(string(reader));
        case 3 -> user.firstName(string(reader));
        case 4 -> user.lastName(string(reader));
        case 5 -> user.displayName(string(reader));
        case 6 -> user.immutableId(string(reader));
        case 7 -> user.phoneNumber(string(reader));
        case 8 -> user.passwordProfile(passwordProfile(reader));
        case 9 -> user.lastDirectorySyncTime(dateTime(reader));
        case 10 -> user.softDeletionTime(dateTime(reader));
        case 11 -> user.userDomainType(UserDomainType.of(reader.nextString()));
        case 12 -> user.state(UserState.of(reader.nextString()));
        case 13 -> user.links(links(reader));
        case 14 -> user.attributes(attributes(reader));
        default -> skip(reader);
      }
    }
    reader.endObject();
    return user.build();
  }

  private static PasswordProfile passwordProfile(JsonReader reader) throws IOException {
    PasswordProfile.Builder profile = PasswordProfile.builder();
    reader.beginObject();
    while (reader.hasNext()) {
      switch (reader.selectName(PASSWORD)) {
        case 0 -> profile.password(reader.nextString());
        case 1 -> profile.forceChangePassword(reader.nextBoolean());
        default -> skip(reader);
      }
    }
    reader.endObject();
    return profile.build();
  }

  private static ResourceLinks links(JsonReader reader) throws IOException {
    ResourceLinks.Builder links = ResourceLinks.builder();
    reader.beginObject();
    while (reader.hasNext()) {
      switch (reader.selectName(LINKS)) {
        case 0 -> links.self(link(reader));
        case 1 -> links.next(link(reader));
        case 2 -> links.previous(link(reader));
        default -> skip(reader);
      }
    }
    reader.endObject();
    return links.build();
  }

  private static Link link(JsonReader reader) throws IOException {
    Link.Builder link = Link.builder();
    reader.beginObject();
    while (reader.hasNext()) {
      switch (reader.selectName(LINK)) {
        case 0 -> link.uri(reader.nextString());
        case 1 -> link.method(reader.nextString());
        case 2 -> link.headers(headers(reader));
        default -> skip(reader);
      }
    }
    reader.endObject();
    return link.build();
  }

  private static List<LinkHeader> headers(JsonReader reader) throws IOException {
    List<LinkHeader> headers = new ArrayList<>();
    reader.beginArray();
    while (reader.hasNext()) {
      LinkHeader.Builder header = LinkHeader.builder();
      reader.beginObject();
      while (reader.hasNext()) {
        switch (reader.selectName(HEADER)) {
          case 0 -> header.key(reader.nextString());
          case 1 -> header.value(reader.nextString());
          default -> skip(reader);
        }
      }
      reader.endObject();
      headers.add(header.build());
    }
    reader.endArray();
    return headers;
  }

  private static ResourceAttributes attributes(JsonReader reader) throws IOException {
    ResourceAttributes.Builder attributes = ResourceAttributes.builder();
    reader.beginObject();
    while (reader.hasNext()) {
      switch (reader.selectName(ATTRIBUTES)) {
        case 0 -> attributes.etag(reader.nextString());
        case 1 -> attributes.objectType(CustomerUserObjectType.of(reader.nextString()));
        default -> skip(reader);
      }
    }
    reader.endObject();
    return attributes.build();
  }

  private static String string(JsonReader reader) throws IOException {
    return reader.peek() == JsonReader.Token.NULL ? reader.nextNull() : reader.nextString();
  }

  private static OffsetDateTime dateTime(JsonReader reader) throws IOException {
    String text = string(reader);
    return text == null ? null : OffsetDateTime.parse(text);
  }

  private static void skip(JsonReader reader) throws IOException {
    reader.skipName();
    reader.skipValue();
  }

  private static void write(JsonWriter writer, String name, String value) throws IOException {
    if (value != null) {
      writer.name(name).value(value);
    }
  }
}
