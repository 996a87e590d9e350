package io.partnercenter.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.reflect.UndeclaredThrowableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okhttp3.mockwebserver.MockResponse;
import okio.BufferedSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How interceptors, event listeners and bodies of the caller affect a call, and how the call uses
 * them.
 */
class InterceptorsTest extends MockService {
  @Test
  void aResponseThatAnInterceptorMakesForAnotherRequestIsUsed() throws Exception {
    Interceptor stub =
        chain ->
            new Response.Builder()
                .request(new Request.Builder().url("http://localhost/stub").build())
                .protocol(Protocol.HTTP_1_1)
                .code(200)
                .message("OK")
                .body(ResponseBody.create(USER, MediaType.get("application/json")))
                .build();
    try (PartnerCenter partner = client(http -> http.addInterceptor(stub))) {
      assertThat(user(partner).getAsync().get(10, TimeUnit.SECONDS).getId()).isEqualTo(ID);
      assertThat(user(partner).get().getId()).isEqualTo(ID);
    }
  }

  static List<Throwable> unchecked() {
    return List.of(
        new NullPointerException("interceptor is broken"),
        new AssertionError("interceptor is broken"),
        new StackOverflowError("interceptor is broken"));
  }

  @ParameterizedTest
  @MethodSource("unchecked")
  void anUncheckedThrowableOfAnInterceptorReachesTheCallerUnchanged(Throwable thrown) {
    Interceptor broken =
        chain -> {
          chain.proceed(chain.request()).close();
          throw InterceptorsTest.<RuntimeException>sneaky(thrown);
        };
    server.enqueue(OK);
    server.enqueue(OK);
    try (PartnerCenter partner = client(http -> http.addInterceptor(broken))) {
      assertThat(catchThrowable(() -> user(partner).get())).isSameAs(thrown);
      assertThat(user(partner).getAsync())
          .failsWithin(10, TimeUnit.SECONDS)
          .withThrowableOfType(ExecutionException.class)
          .havingCause()
          .isSameAs(thrown);
    }
  }

  /** A Kotlin interceptor can throw such an exception, because Kotlin has no checked exceptions. */
  @Test
  void aCheckedExceptionOfAnInterceptorReachesTheCallerWrapped() {
    Exception thrown = new TimeoutException("interceptor is broken");
    Interceptor broken =
        chain -> {
          throw InterceptorsTest.<RuntimeException>sneaky(thrown);
        };
    try (PartnerCenter partner = client(http -> http.addInterceptor(broken))) {
      assertThatExceptionOfType(UndeclaredThrowableException.class)
          .isThrownBy(() -> user(partner).get())
          .withCause(thrown);
      assertThat(user(partner).getAsync())
          .failsWithin(10, TimeUnit.SECONDS)
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(UndeclaredThrowableException.class);
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> T sneaky(Throwable thrown) throws T {
    throw (T) thrown;
  }

  @Test
  void aListenerThatThrowsOnACancelDoesNotStopTheLimitsOfOtherCalls() throws Exception {
    EventListener broken =
        new EventListener() {
          @Override
          public void canceled(Call call) {
            throw new IllegalStateException("listener is broken");
          }
        };
    for (int i = 0; i < 4; i++) {
      server.enqueue(SILENCE);
    }
    RequestOptions limit = RequestOptions.builder().timeout(Duration.ofMillis(100)).build();
    try (PartnerCenter partner = client(http -> http.eventListener(broken))) {
      for (int i = 0; i < 3; i++) {
        assertThat(user(partner).getWithResponseAsync(limit))
            .failsWithin(10, TimeUnit.SECONDS)
            .withThrowableOfType(ExecutionException.class)
            .withCauseInstanceOf(PartnerConnectionException.class);
      }
    }
    // OkHttp's own limits share one thread in the JVM
    OkHttpClient other = new OkHttpClient.Builder().callTimeout(Duration.ofMillis(100)).build();
    CompletableFuture<Throwable> timedOut =
        CompletableFuture.supplyAsync(
            () ->
                catchThrowable(
                    other.newCall(new Request.Builder().url(server.url("/")).build())::execute),
            task -> new Thread(task).start());
    assertThat(timedOut.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedIOException.class);
  }

  @Test
  void aBodyOfTheCallerIsWrittenOnceForEachRequestOnAThreadOfOkHttp() throws Exception {
    List<String> threads = new CopyOnWriteArrayList<>();
    RequestBody body =
        new RequestBody() {
          @Override
          public MediaType contentType() {
            return MediaType.get("application/json");
          }

          @Override
          public void writeTo(BufferedSink sink) throws IOException {
            threads.add(Thread.currentThread().getName());
            sink.writeUtf8("{\"password\":\"secret\"}");
          }
        };
    server.enqueue(new MockResponse().setResponseCode(429).setHeader("Retry-After", "1"));
    server.enqueue(new MockResponse().setResponseCode(503));
    server.enqueue(OK);
    VirtualTimer virtual = new VirtualTimer();
    try (PartnerCenter partner = builder().timer(virtual).build()) {
      CompletableFuture<Integer> status = new CompletableFuture<>();
      partner
          .api(OtherApi.class)
          .post(body)
          .enqueue(
              new retrofit2.Callback<>() {
                @Override
                public void onResponse(
                    retrofit2.Call<ResponseBody> call, retrofit2.Response<ResponseBody> response) {
                  status.complete(response.code());
                }

                @Override
                public void onFailure(retrofit2.Call<ResponseBody> call, Throwable failure) {
                  status.completeExceptionally(failure);
                }
              });

      assertThat(status.get(10, TimeUnit.SECONDS)).isEqualTo(200);
      assertThat(threads).hasSize(3).allSatisfy(name -> assertThat(name).startsWith("OkHttp "));
    }
  }
}
