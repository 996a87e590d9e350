package io.partnercenter.users;

import static io.partnercenter.users.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.partnercenter.users.model.CustomerUser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.lang.reflect.UndeclaredThrowableException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import okhttp3.Authenticator;
import okhttp3.Call;
import okhttp3.Credentials;
import okhttp3.Dns;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.mockwebserver.SocketPolicy;
import okio.Buffer;
import okio.BufferedSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.POST;
import retrofit2.http.Streaming;

/** What a review of the call path found by running it. Each of these failed before. */
class ReviewedFaultsTest {
  private static final UUID CUSTOMER = UUID.fromString("eebd1b55-5360-4438-a11d-5c06918c3014");
  private static final UUID ID = UUID.fromString("4b10bf41-ab11-40e3-8c53-cd67849b50de");
  private static final String USER = "{\"id\":\"" + ID + "\"}";
  private static final MockResponse OK = new MockResponse().setBody(USER);
  private static final MockResponse SILENCE =
      new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE);

  private final MockWebServer server = new MockWebServer();
  private final ManualTimer timer = new ManualTimer();

  interface OtherApi {
    @POST("v1/other")
    retrofit2.Call<ResponseBody> post(@Body RequestBody body);

    @Streaming
    @GET("v1/large")
    retrofit2.Call<ResponseBody> large();

    @GET("v1/small")
    retrofit2.Call<ResponseBody> small();
  }

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() throws IOException {
    server.shutdown();
  }

  @Test
  void aResponseThatAnInterceptorMadeOfAnotherRequestIsTheCalls() throws Exception {
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
  void whatAnInterceptorThrowsUncheckedReachesTheCallerAsItIs(Throwable thrown) {
    Interceptor broken =
        chain -> {
          chain.proceed(chain.request()).close();
          throw ReviewedFaultsTest.<RuntimeException>sneaky(thrown);
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

  /** Kotlin declares no exceptions. */
  @Test
  void whatAnInterceptorThrowsCheckedReachesTheCallerWrapped() {
    Exception thrown = new TimeoutException("interceptor is broken");
    Interceptor broken =
        chain -> {
          throw ReviewedFaultsTest.<RuntimeException>sneaky(thrown);
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
  void aRequestWhoseConnectionIsSlowIsNotSentWhenAnEarlierOneWasThrottledMeanwhile()
      throws Exception {
    CountDownLatch throttled = new CountDownLatch(1);
    AtomicInteger lookups = new AtomicInteger();
    AtomicInteger ended = new AtomicInteger();
    Dns slow =
        host -> {
          if (lookups.incrementAndGet() == 2) {
            eventually("the first one was throttled", () -> throttled.getCount() == 0);
          }
          return Dns.SYSTEM.lookup(host);
        };
    EventListener listener =
        new EventListener() {
          @Override
          public void callEnd(Call call) {
            ended.incrementAndGet();
          }

          @Override
          public void callFailed(Call call, IOException e) {
            ended.incrementAndGet();
          }
        };
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            eventually("the second one connects", () -> lookups.get() == 2);
            return new MockResponse().setResponseCode(429).setHeader("Retry-After", "30");
          }
        });
    try (PartnerCenter partner = client(http -> http.dns(slow).eventListener(listener))) {
      user(partner).getAsync();
      eventually("the first one looks its host up", () -> lookups.get() == 1);
      CompletableFuture<CustomerUser> second = user(partner).getAsync();
      eventually("the first one waits", () -> timer.pending() == 1);
      throttled.countDown();

      eventually("the second one's attempt ends", () -> ended.get() == 2);
      assertThat(server.getRequestCount()).isEqualTo(1);
      assertThat(second).isNotDone();
    }
  }

  @Test
  void aListenerThatThrowsWhenACallIsCancelledEndsNoOthersLimit() throws Exception {
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
  void aBodyOfTheCallersIsWrittenOnceForEachRequestAndOnNoThreadThatOthersWaitFor()
      throws Exception {
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

  static List<Arguments> endings() {
    CustomerUser other = CustomerUser.builder().id(ID).build();
    return List.of(
        ending("complete", future -> future.complete(other)),
        ending(
            "completeExceptionally", future -> future.completeExceptionally(new IOException("x"))),
        ending("completeAsync", future -> future.completeAsync(() -> other)),
        ending("orTimeout", future -> future.orTimeout(1, TimeUnit.MILLISECONDS)),
        ending(
            "completeOnTimeout",
            future -> future.completeOnTimeout(other, 1, TimeUnit.MILLISECONDS)),
        ending("obtrudeValue", future -> future.obtrudeValue(other)),
        ending("cancel", future -> future.cancel(false)));
  }

  private static Arguments ending(String name, Consumer<CompletableFuture<CustomerUser>> way) {
    return Arguments.of(name, way);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("endings")
  void aFutureThatItsCallerEndsInAnyWayEndsTheCall(
      String name, Consumer<CompletableFuture<CustomerUser>> way) {
    server.enqueue(new MockResponse().setResponseCode(503));
    try (PartnerCenter partner = client(http -> {})) {
      CompletableFuture<CustomerUser> future = user(partner).getAsync();
      eventually("it pauses before another attempt", () -> timer.pending() == 1);

      way.accept(future);

      eventually("the pause is ended", () -> timer.pending() == 0);
      timer.advance(Duration.ofMinutes(1));
      assertThat(server.getRequestCount()).isEqualTo(1);
    }
  }

  @Test
  void anInterfaceAndItsClassLoaderAreNotKeptWhenTheClientIsGone() throws Exception {
    server.enqueue(new MockResponse().setResponseCode(429).setHeader("Retry-After", "61"));
    WeakReference<ClassLoader> loader = callThroughALoaderOfItsOwn();

    eventually(
        "the loader is collected",
        () -> {
          System.gc();
          return loader.get() == null;
        });
  }

  /** In a method of its own, so that no local variable keeps anything. */
  private WeakReference<ClassLoader> callThroughALoaderOfItsOwn() throws Exception {
    ClassLoader loader = new OtherApiLoader();
    Class<?> type = loader.loadClass(OtherApi.class.getName());
    try (PartnerCenter partner = client(http -> {})) {
      Object api = partner.api(type);
      Method small = type.getMethod("small");
      small.setAccessible(true);
      ((retrofit2.Call<?>) small.invoke(api)).execute();
    }
    return new WeakReference<>(loader);
  }

  /** Defines the interface anew. */
  private static final class OtherApiLoader extends ClassLoader {
    OtherApiLoader() {
      super(ReviewedFaultsTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.equals(OtherApi.class.getName())) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      String file = name.replace('.', '/') + ".class";
      try (InputStream in = getResourceAsStream(file)) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  @Test
  void aLimitThatIsSetOnTheCallIsTheOneThatTheFailureNames() {
    server.enqueue(SILENCE);
    try (PartnerCenter partner = client(http -> {})) {
      retrofit2.Call<ResponseBody> call = partner.api(OtherApi.class).small();
      call.timeout().timeout(200, TimeUnit.MILLISECONDS);

      assertThatThrownBy(call::execute)
          .hasCauseInstanceOf(PartnerException.class)
          .hasMessageContaining("200 ms")
          .extracting(failure -> failure.getCause().getClass().getSimpleName())
          .isEqualTo("PartnerTimeoutException");
    }
  }

  @Test
  void aTimeOutACancelAnInterruptAndABrokenInterceptorAreToldApart() throws Exception {
    for (int i = 0; i < 3; i++) {
      server.enqueue(SILENCE);
    }
    RequestOptions limit = RequestOptions.builder().timeout(Duration.ofMillis(100)).build();
    PartnerCenter partner = client(http -> {});

    Throwable timeout = catchThrowable(() -> user(partner).getWithResponse(limit));
    int sent = server.getRequestCount(); // none, if the limit ended it before it was sent

    AtomicReference<Throwable> interrupted = new AtomicReference<>();
    Thread caller = new Thread(() -> interrupted.set(catchThrowable(() -> user(partner).get())));
    caller.start();
    eventually("it is sent", () -> server.getRequestCount() == sent + 1);
    caller.interrupt();
    // a read isn't interruptible, so a time-out of the attempt wakes it
    CompletableFuture<CustomerUser> closed = user(partner).getAsync();
    eventually("it is sent", () -> server.getRequestCount() == sent + 2);
    partner.close();
    caller.join(10_000);

    assertThat(timeout.getClass().getSimpleName()).isEqualTo("PartnerTimeoutException");
    assertThat(closed)
        .failsWithin(10, TimeUnit.SECONDS)
        .withThrowableOfType(ExecutionException.class)
        .withMessageContaining("the client was closed");
    assertThat(interrupted.get())
        .isExactlyInstanceOf(PartnerConnectionException.class)
        .hasMessageMatching(".*(the client was closed|the thread was interrupted).*");
  }

  @Test
  void aLimitAndAPauseEndInTimeWhereOthersBlockTheThreadsOfTheJvm() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    Runnable blocker =
        () -> {
          try {
            release.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    for (int i = 0; i < ForkJoinPool.getCommonPoolParallelism() + 2; i++) {
      ForkJoinPool.commonPool().execute(blocker);
    }
    CompletableFuture<Void> delayed = new CompletableFuture<>();
    CompletableFuture<Void> blocked =
        delayed.thenRun(blocker); // attached first: never on this thread
    delayed.completeOnTimeout(null, 1, TimeUnit.MILLISECONDS); // on the JDK's thread for delays
    server.enqueue(new MockResponse().setResponseCode(503));
    server.enqueue(OK);
    server.enqueue(SILENCE);
    try (PartnerCenter partner = builder().build()) {
      assertThat(user(partner).getAsync().get(10, TimeUnit.SECONDS).getId()).isEqualTo(ID);

      RequestOptions limit = RequestOptions.builder().timeout(Duration.ofMillis(200)).build();
      assertThat(user(partner).getWithResponseAsync(limit))
          .failsWithin(10, TimeUnit.SECONDS)
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(PartnerConnectionException.class);
    } finally {
      release.countDown();
    }
    blocked.get(10, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void credentialsThatAProxyRefusesAreSentOnce(String scheme) throws Exception {
    Authenticator stubborn =
        (route, response) ->
            response
                .request()
                .newBuilder()
                .header("Proxy-Authorization", Credentials.basic("a", "wrong"))
                .build();
    try (RefusingProxy proxy = new RefusingProxy();
        PartnerCenter partner =
            PartnerCenter.builder()
                .accessTokens(AccessTokens.of("token"))
                .baseUrl(scheme + "://service.example/")
                .allowInsecureHttp()
                .timer(new VirtualTimer())
                .timeout(Duration.ofSeconds(4))
                .httpClient(
                    new OkHttpClient.Builder()
                        .proxy(new Proxy(Proxy.Type.HTTP, proxy.socket.getLocalSocketAddress()))
                        .proxyAuthenticator(stubborn)
                        .build())
                .build()) {
      Throwable failure = catchThrowable(() -> user(partner).get());

      assertThat(failure).isInstanceOf(PartnerException.class);
      assertThat(proxy.requests).hasSizeLessThanOrEqualTo(2);
      assertThat(((PartnerException) failure).attempts())
          .isEqualTo(scheme.equals("http") ? proxy.requests.size() : 1);
    }
  }

  /** Wants other credentials, whatever it gets. */
  private static final class RefusingProxy implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> requests = new CopyOnWriteArrayList<>();

    RefusingProxy() throws IOException {
      Thread thread = new Thread(this::serve, "refusing-proxy");
      thread.setDaemon(true);
      thread.start();
    }

    private void serve() {
      while (!socket.isClosed()) {
        try (Socket connection = socket.accept()) {
          BufferedReader in =
              new BufferedReader(
                  new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
          for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.contains(" HTTP/1.1")) {
              requests.add(line);
            } else if (line.isEmpty()) {
              connection
                  .getOutputStream()
                  .write(
                      ("HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"p\"\r\n"
                              + "Content-Length: 0\r\n\r\n")
                          .getBytes(StandardCharsets.US_ASCII));
            }
          }
        } catch (IOException e) {
          // the client closed its connection, or the test is over
        }
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  @Test
  void aStreamedResponseMayBeOfAnyLength() throws Exception {
    int length = 17 << 20;
    server.enqueue(new MockResponse().setBody(new Buffer().write(new byte[length])));
    try (PartnerCenter partner = client(http -> {})) {
      retrofit2.Response<ResponseBody> response = partner.api(OtherApi.class).large().execute();

      try (ResponseBody body = response.body()) {
        assertThat(body.byteStream().readAllBytes()).hasSize(length);
      }
    }
  }

  @Test
  void aStreamedResponseIsGivenBeforeAllOfItIsThere() throws Exception {
    server.enqueue(
        new MockResponse()
            .setBody(new Buffer().write(new byte[100_000]))
            .setSocketPolicy(SocketPolicy.DISCONNECT_DURING_RESPONSE_BODY));
    try (PartnerCenter partner = client(http -> {})) {
      retrofit2.Response<ResponseBody> response = partner.api(OtherApi.class).large().execute();

      assertThat(response.code()).isEqualTo(200);
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> response.body().byteStream().readAllBytes());
      assertThat(server.getRequestCount()).isEqualTo(1);
    }
  }

  static List<Arguments> refusals() {
    return List.of(
        Arguments.of("text/plain", "Authentication failed.", null, "Authentication failed."),
        Arguments.of("application/json", "\"Not today.\"", null, "Not today."),
        Arguments.of(
            "application/json",
            "{\"error\":{\"code\":\"Forbidden\",\"message\":\"Not yours.\"}}",
            "Forbidden",
            "Not yours."),
        Arguments.of("application/json", "{\"Message\":\"Not there.\"}", null, "Not there."),
        Arguments.of(
            "application/json",
            "{\"statusCode\":\"404\",\"message\":\"Not found here.\"}",
            null,
            "Not found here."),
        Arguments.of("application/json", "{\"Code\":60002,\"Description\":\"x\"}", "60002", "x"),
        Arguments.of("text/html", "<html>Bad gateway</html>", null, "1002 Authorization Failed"),
        Arguments.of("text/html", "Bad gateway", null, "1002 Authorization Failed"),
        Arguments.of("application/xml", "<Error/>", null, "1002 Authorization Failed"),
        Arguments.of("application/json", "{\"trace\":[]}", null, "1002 Authorization Failed"),
        Arguments.of("text/plain", "", null, "1002 Authorization Failed"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aRefusalInAnyShapeSaysWhatThereIs(
      String contentType, String body, String code, String description) {
    server.enqueue(
        new MockResponse()
            .setStatus("HTTP/1.1 403 1002 Authorization Failed")
            .setHeader("Content-Type", contentType)
            .setBody(body));
    try (PartnerCenter partner = client(http -> {})) {
      assertThatExceptionOfType(PartnerServiceException.class)
          .isThrownBy(() -> user(partner).get())
          .satisfies(e -> assertThat(e.errorCode()).isEqualTo(code))
          .satisfies(e -> assertThat(e.description()).isEqualTo(description));
    }
  }

  /** Ends a line, begins a sequence of a terminal, or turns the direction of what follows. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0085", "\u2028", "\u2029", "\u009b", "\u001b", "\r", "\n", "\u0000", "\u202e", "\u2066",
        "\u200f", "\ufeff", "\u00ad"
      })
  void controlCharactersReachNoMessageAndNoLog(String control) {
    server.enqueue(
        new MockResponse()
            .setResponseCode(400)
            .setHeader("Content-Type", "application/json; charset=utf-8")
            .setBody(
                "{\"code\":\"3000\",\"description\":\"a"
                    + control.replace("\r", "\\r").replace("\n", "\\n").replace("\0", "\\u0000")
                    + "b\"}"));
    MemoryLogger logger = new MemoryLogger();
    try (PartnerCenter partner = builder().logTo(logger, LogDetail.BODIES).build()) {
      assertThatExceptionOfType(PartnerServiceException.class)
          .isThrownBy(() -> user(partner).get())
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain(control));
    }
    assertThat(String.join("", logger.lines).replace("\n< ", "").replace("\n> ", ""))
        .doesNotContain(control);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r", "\u001b", "\u0085", "\u202e"})
  void controlCharactersOfAHeaderReachNoLog(String control) throws IOException {
    MemoryLogger logger = new MemoryLogger();
    try (FaultyServer odd =
            FaultyServer.resettingAfter(
                "HTTP/1.1 200 OK\r\nOdd: a"
                    + control
                    + "b\r\nContent-Length: "
                    + USER.length()
                    + "\r\n\r\n"
                    + USER);
        PartnerCenter partner =
            builder()
                .baseUrl(odd.baseUrl())
                .retries(RetryPolicy.none())
                .logTo(logger, LogDetail.HEADERS)
                .build()) {
      catchThrowable(() -> user(partner).get());
    }
    assertThat(logger.lines).singleElement().asString().contains("Odd: a").doesNotContain(control);
  }

  private PartnerCenter client(Consumer<OkHttpClient.Builder> settings) {
    OkHttpClient.Builder http = new OkHttpClient.Builder();
    settings.accept(http);
    return builder().timer(timer).httpClient(http.build()).build();
  }

  private PartnerCenter.Builder builder() {
    return PartnerCenter.builder()
        .baseUrl(server.url("/").toString())
        .accessTokens(AccessTokens.of("token"));
  }

  private static UserHandle user(PartnerCenter partner) {
    return partner.customers().byId(CUSTOMER).users().byId(ID);
  }
}
