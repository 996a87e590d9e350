package io.partnercenter.users.benchmark;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.partnercenter.users.model.CustomerUser;
import io.partnercenter.users.model.CustomerUserUpdate;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Dispatcher;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;

/** OkHttp alone, with a request built by hand and the same codec as {@link RetrofitPeer}. */
final class OkHttpPeer implements Peer {
  static final MediaType JSON = MediaType.get("application/json; charset=UTF-8");

  private final OkHttpClient client = client().build();
  private final String baseUrl;

  OkHttpPeer(String baseUrl) {
    this.baseUrl = baseUrl;
  }

  /** Returns a builder that allows as many async calls at once as this project's client. */
  static OkHttpClient.Builder client() {
    Dispatcher dispatcher = new Dispatcher();
    dispatcher.setMaxRequestsPerHost(dispatcher.getMaxRequests());
    return new OkHttpClient.Builder().dispatcher(dispatcher);
  }

  /** Adds the headers that this project's client sends. */
  static Request.Builder headers(Request.Builder request) {
    return request
        .header("Accept", "application/json")
        .header("User-Agent", "peer/0.1 (" + Sample.APPLICATION + ")")
        .header("MS-Contract-Version", "v1")
        .header("MS-RequestId", UUID.randomUUID().toString())
        .header("MS-CorrelationId", UUID.randomUUID().toString())
        .header("X-Locale", "en-US")
        .header("MS-PartnerCenter-Application", Sample.APPLICATION)
        .header("Authorization", "Bearer " + Sample.TOKEN);
  }

  static void close(OkHttpClient client) {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  @Override
  public CustomerUser patch(UUID customer, CustomerUserUpdate update) throws IOException {
    return user(client.newCall(request(customer, update)).execute());
  }

  @Override
  public CompletableFuture<CustomerUser> patchAsync(UUID customer, CustomerUserUpdate update) {
    CompletableFuture<CustomerUser> future = new CompletableFuture<>();
    client
        .newCall(request(customer, update))
        .enqueue(
            new Callback() {
              @Override
              public void onFailure(Call call, IOException e) {
                future.completeExceptionally(e);
              }

              @Override
              public void onResponse(Call call, Response response) throws IOException {
                future.complete(user(response));
              }
            });
    return future;
  }

  @Override
  public void close() {
    close(client);
  }

  private Request request(UUID customer, CustomerUserUpdate update) {
    Buffer body = new Buffer();
    try {
      HandWrittenCodec.write(JsonWriter.of(body), update);
    } catch (IOException e) {
      throw new AssertionError(e); // can't happen: the buffer is in memory
    }
    return headers(new Request.Builder())
        .url(baseUrl + "v1/customers/" + customer + "/users/" + Sample.USER)
        .patch(RequestBody.create(body.readByteString(), JSON))
        .build();
  }

  private static CustomerUser user(Response response) throws IOException {
    try (response) {
      return HandWrittenCodec.read(JsonReader.of(response.body().source()));
    }
  }
}
