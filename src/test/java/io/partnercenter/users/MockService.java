package io.partnercenter.users;

import java.io.IOException;
import java.util.UUID;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.POST;
import retrofit2.http.Streaming;

/** Sets up a service whose responses the test enqueues, and clients of it. */
abstract class MockService {
  static final UUID CUSTOMER = UUID.fromString("eebd1b55-5360-4438-a11d-5c06918c3014");
  static final UUID ID = UUID.fromString("4b10bf41-ab11-40e3-8c53-cd67849b50de");
  static final String USER = "{\"id\":\"" + ID + "\"}";
  static final MockResponse OK = new MockResponse().setBody(USER);
  static final MockResponse SILENCE = new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE);

  final MockWebServer server = new MockWebServer();
  final ManualTimer timer = new ManualTimer();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() throws IOException {
    server.shutdown();
  }

  /** Returns a client with {@link #timer} and with these settings of its HTTP client. */
  PartnerCenter client(Consumer<OkHttpClient.Builder> settings) {
    OkHttpClient.Builder http = new OkHttpClient.Builder();
    settings.accept(http);
    return builder().timer(timer).httpClient(http.build()).build();
  }

  PartnerCenter.Builder builder() {
    return PartnerCenter.builder()
        .baseUrl(server.url("/").toString())
        .accessTokens(AccessTokens.of("token"));
  }

  static UserHandle user(PartnerCenter partner) {
    return partner.customers().byId(CUSTOMER).users().byId(ID);
  }

  interface OtherApi {
    @POST("v1/other")
    retrofit2.Call<ResponseBody> post(@Body RequestBody body);

    @Streaming
    @GET("v1/large")
    retrofit2.Call<ResponseBody> large();

    @GET("v1/small")
    retrofit2.Call<ResponseBody> small();
  }
}
