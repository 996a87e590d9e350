package io.partnercenter.users.benchmark;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.squareup.moshi.FromJson;
import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import com.squareup.moshi.Moshi;
import com.squareup.moshi.ToJson;
import io.partnercenter.users.model.CustomerUser;
import io.partnercenter.users.model.CustomerUserUpdate;
import io.partnercenter.users.model.ModelJsonAdapters;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.UUID;
import okio.Buffer;

/** Writes an update and reads a user, each with the classes of its library. */
interface Codec {
  /** The sample's update, in this codec's class. */
  Object update();

  byte[] encode(Object update) throws IOException;

  Object decode(byte[] user) throws IOException;

  /** The codecs that are compared. */
  enum Kind {
    GENERATED("generated"),
    HAND_WRITTEN("hand-written"),
    MOSHI("Moshi, reflection"),
    GSON("Gson"),
    JACKSON("Jackson");

    final String title;

    Kind(String title) {
      this.title = title;
    }

    Codec open() {
      return switch (this) {
        case GENERATED -> new Generated();
        case HAND_WRITTEN -> new ByHand();
        case MOSHI -> new ByMoshi();
        case GSON -> new ByGson();
        case JACKSON -> new ByJackson();
      };
    }
  }

  /** The adapters that are generated from the spec. */
  final class Generated implements Codec {
    private final Moshi moshi = new Moshi.Builder().add(new ModelJsonAdapters()).build();
    private final JsonAdapter<CustomerUserUpdate> updates = moshi.adapter(CustomerUserUpdate.class);
    private final JsonAdapter<CustomerUser> users = moshi.adapter(CustomerUser.class);

    @Override
    public Object update() {
      return Sample.update(0);
    }

    @Override
    public byte[] encode(Object update) throws IOException {
      Buffer json = new Buffer();
      updates.toJson(JsonWriter.of(json), (CustomerUserUpdate) update);
      return json.readByteArray();
    }

    @Override
    public Object decode(byte[] user) throws IOException {
      return users.fromJson(JsonReader.of(new Buffer().write(user)));
    }
  }

  /** The adapters of {@link HandWrittenCodec}. */
  final class ByHand implements Codec {
    @Override
    public Object update() {
      return Sample.update(0);
    }

    @Override
    public byte[] encode(Object update) throws IOException {
      Buffer json = new Buffer();
      HandWrittenCodec.write(JsonWriter.of(json), (CustomerUserUpdate) update);
      return json.readByteArray();
    }

    @Override
    public Object decode(byte[] user) throws IOException {
      return HandWrittenCodec.read(JsonReader.of(new Buffer().write(user)));
    }
  }

  /** Moshi, which reads plain classes by reflection. */
  final class ByMoshi implements Codec {
    private final Moshi moshi = new Moshi.Builder().add(new Types()).build();
    private final JsonAdapter<PlainUser> users = moshi.adapter(PlainUser.class);

    @Override
    public Object update() {
      return PlainUser.update();
    }

    @Override
    public byte[] encode(Object update) throws IOException {
      Buffer json = new Buffer();
      users.toJson(JsonWriter.of(json), (PlainUser) update);
      return json.readByteArray();
    }

    @Override
    public Object decode(byte[] user) throws IOException {
      return users.fromJson(JsonReader.of(new Buffer().write(user)));
    }

    /** Adapters for the types that Moshi doesn't know. */
    static final class Types {
      @ToJson
      String write(UUID uuid) {
        return uuid.toString();
      }

      @FromJson
      UUID uuid(String text) {
        return UUID.fromString(text);
      }

      @ToJson
      String write(OffsetDateTime time) {
        return time.toString();
      }

      @FromJson
      OffsetDateTime dateTime(String text) {
        return OffsetDateTime.parse(text);
      }
    }
  }

  /** Gson, which reads plain classes by reflection. */
  final class ByGson implements Codec {
    private final Gson gson =
        new GsonBuilder()
            .registerTypeAdapter(
                OffsetDateTime.class,
                new com.google.gson.TypeAdapter<OffsetDateTime>() {
                  @Override
                  public void write(com.google.gson.stream.JsonWriter out, OffsetDateTime value)
                      throws IOException {
                    out.value(value.toString());
                  }

                  @Override
                  public OffsetDateTime read(com.google.gson.stream.JsonReader in)
                      throws IOException {
                    return OffsetDateTime.parse(in.nextString());
                  }
                }.nullSafe())
            .create();

    @Override
    public Object update() {
      return PlainUser.update();
    }

    @Override
    public byte[] encode(Object update) {
      return gson.toJson(update).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Object decode(byte[] user) {
      return gson.fromJson(
          new InputStreamReader(new ByteArrayInputStream(user), StandardCharsets.UTF_8),
          PlainUser.class);
    }
  }

  /** Jackson, which reads plain classes by reflection. */
  final class ByJackson implements Codec {
    private final ObjectMapper mapper =
        new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .setVisibility(PropertyAccessor.FIELD, Visibility.ANY)
            .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    @Override
    public Object update() {
      return PlainUser.update();
    }

    @Override
    public byte[] encode(Object update) throws IOException {
      return mapper.writeValueAsBytes(update);
    }

    @Override
    public Object decode(byte[] user) throws IOException {
      return mapper.readValue(user, PlainUser.class);
    }
  }
}
