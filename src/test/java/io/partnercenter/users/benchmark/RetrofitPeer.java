package io.partnercenter.users.benchmark;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.partnercenter.users.model.CustomerUser;
import io.partnercenter.users.model.CustomerUserUpdate;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import okio.Buffer;
import retrofit2.Call;
import retrofit2.Converter;
import retrofit2.Retrofit;
import retrofit2.http.Body;
import retrofit2.http.PATCH;
import retrofit2.http.Path;

/**
 * Retrofit alone: an interceptor sets the headers, and the hand-written codec reads and writes
 * JSON. It has no retries, no limit and no typed errors.
 */
final class RetrofitPeer implements Peer {
  private final OkHttpClient client;
  private final Users users;

  RetrofitPeer(String baseUrl) {
    client =
        OkHttpPeer.client()
            .addInterceptor(
                chain -> chain.proceed(OkHttpPeer.headers(chain.request().newBuilder()).build()))
            .build();
    users =
        new Retrofit.Builder()
            .baseUrl(baseUrl)
            .client(client)
            .addConverterFactory(new HandWrittenConverters())
            .build()
            .create(Users.class);
  }

  @Override
  public CustomerUser patch(UUID customer, CustomerUserUpdate update) throws IOException {
    return users.update(customer, Sample.USER, update).execute().body();
  }

  @Override
  public CompletableFuture<CustomerUser> patchAsync(UUID customer, CustomerUserUpdate update) {
    return users.updateAsync(customer, Sample.USER, update);
  }

  @Override
  public void close() {
    OkHttpPeer.close(client);
  }

  interface Users {
    @PATCH("v1/customers/{customer}/users/{user}")
    Call<CustomerUser> update(
        @Path("customer") UUID customer, @Path("user") UUID user, @Body CustomerUserUpdate update);

    @PATCH("v1/customers/{customer}/users/{user}")
    CompletableFuture<CustomerUser> updateAsync(
        @Path("customer") UUID customer, @Path("user") UUID user, @Body CustomerUserUpdate update);
  }

  private static final class HandWrittenConverters extends Converter.Factory {
    @Override
    public Converter<CustomerUserUpdate, RequestBody> requestBodyConverter(
        Type type, Annotation[] parameters, Annotation[] methods, Retrofit retrofit) {
      return update -> {
        Buffer buffer = new Buffer();
        HandWrittenCodec.write(JsonWriter.of(buffer), update);
        return RequestBody.create(buffer.readByteString(), OkHttpPeer.JSON);
      };
    }

    @Override
    public Converter<ResponseBody, CustomerUser> responseBodyConverter(
        Type type, Annotation[] annotations, Retrofit retrofit) {
      return body -> {
        try (body) {
          return HandWrittenCodec.read(JsonReader.of(body.source()));
        }
      };
    }
  }
}
