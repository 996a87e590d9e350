package io.partnercenter.users;

import static io.partnercenter.users.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.okhttp3.OkHttpContext;
import io.micrometer.core.instrument.binder.okhttp3.OkHttpMetricsEventListener;
import io.micrometer.core.instrument.binder.okhttp3.OkHttpObservationInterceptor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.instrumentation.okhttp.v3_0.OkHttpTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.partnercenter.users.model.CustomerUser;
import io.partnercenter.users.model.CustomerUserUpdate;
import io.partnercenter.users.sandbox.Exchange;
import io.partnercenter.users.sandbox.NextResponse;
import io.partnercenter.users.sandbox.PartnerCenterSandbox;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import retrofit2.Invocation;

/** What Micrometer and OpenTelemetry record of calls and of their attempts. */
class InstrumentationTest {
  private static final String TOKEN = "eyJ0.secret-token";
  private static final String PASSWORD = "Renew456*";
  private static final CustomerUserUpdate UPDATE =
      CustomerUserUpdate.builder().usageLocation("SE").build();
  private static final AttributeKey<Long> STATUS =
      AttributeKey.longKey("http.response.status_code");

  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox();

  private final ManualTimer timer = new ManualTimer();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final InMemorySpanExporter spans = InMemorySpanExporter.create();
  private final OpenTelemetry openTelemetry =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(spans))
                  .build())
          .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
          .build();
  private final Tracer tracer = openTelemetry.getTracer("test");

  @ParameterizedTest
  @ValueSource(strings = {"sync", "async"})
  void eachAttemptIsAChildSpanOfItsCall(String mode) {
    respondWith503Then429();

    inSpan(mode, traced());

    SpanData call = callSpan();
    assertThat(attemptSpans())
        .extracting(span -> span.getAttributes().get(STATUS))
        .containsExactly(503L, 429L, 200L);
    assertThat(attemptSpans())
        .extracting(SpanData::getTraceId, SpanData::getParentSpanId)
        .containsOnly(tuple(call.getTraceId(), call.getSpanId()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sync", "async"})
  void eachAttemptSendsItsSpanToTheService(String mode) {
    respondWith503Then429();

    inSpan(mode, traced());

    assertThat(sandbox.get().exchanges())
        .extracting(exchange -> header(exchange, "traceparent").split("-")[2])
        .containsExactlyElementsOf(
            attemptSpans().stream().map(SpanData::getSpanId).collect(Collectors.toList()));
  }

  @Test
  void anAttemptWithoutAResponseIsAFailedSpan() {
    sandbox.get().respondNext(NextResponse.builder().noResponse().build());

    inSpan("sync", traced());

    assertThat(attemptSpans())
        .extracting(span -> span.getStatus().getStatusCode())
        .containsExactly(StatusCode.ERROR, StatusCode.UNSET);
    assertThat(callSpan().getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sync", "async"})
  void eachAttemptIsTimedByItsStatus(String mode) {
    respondWith503Then429();

    timed(mode, measured());

    assertThat(meters.find("partnercenter.attempts").timers())
        .extracting(each -> each.getId().getTag("status"), Timer::count)
        .containsExactlyInAnyOrder(tuple("503", 1L), tuple("429", 1L), tuple("200", 1L));
    assertThat(meters.get("partnercenter.calls").timer().count()).isEqualTo(1);
  }

  @Test
  void anAttemptWithoutAResponseIsTimedAsAnError() {
    sandbox.get().respondNext(NextResponse.builder().noResponse().build());

    timed("sync", measured());

    assertThat(meters.find("partnercenter.attempts").timers())
        .extracting(each -> each.getId().getTag("status"))
        .containsExactlyInAnyOrder("IO_ERROR", "200");
  }

  @Test
  void anAttemptThatAThrottleHeldBackInTheQueueIsTimedAsAnError() {
    sandbox
        .get()
        .respondNext(NextResponse.builder().status(429).header("Retry-After", "1").build());
    CompletableFuture<Void> bothBegan = new CompletableFuture<>();
    Dispatcher oneAtATime = new Dispatcher();
    oneAtATime.setMaxRequests(1);
    OkHttpClient httpClient =
        new OkHttpClient.Builder()
            .dispatcher(oneAtATime)
            .eventListener(listener())
            .addInterceptor(
                chain -> {
                  bothBegan.join();
                  return chain.proceed(chain.request());
                })
            .build();
    ManualTimer stopped = new ManualTimer();
    UserHandle user =
        sandbox.user(
            sandbox.client(
                PartnerCenter.builder()
                    .timeout(Duration.ofDays(300)) // not reached, although the timer runs fast
                    .httpClient(httpClient)
                    .timer(stopped)));

    CompletableFuture<?> both = CompletableFuture.allOf(user.getAsync(), user.patchAsync(UPDATE));
    bothBegan.complete(null);
    eventually(
        "both were attempted", () -> meters.find("partnercenter.attempts").timers().size() == 2);
    eventually(
        "both calls have ended",
        () -> {
          stopped.advance(Duration.ofSeconds(1));
          return both.isDone();
        });

    assertThat(meters.find("partnercenter.attempts").timers())
        .extracting(each -> each.getId().getTag("uri"), each -> each.getId().getTag("status"))
        .containsExactlyInAnyOrder(
            tuple("getCustomerUser", "429"),
            tuple("getCustomerUser", "200"),
            tuple("updateCustomerUser", "IO_ERROR"),
            tuple("updateCustomerUser", "200"));
    assertThat(sandbox.get().exchanges()).hasSize(3);
    oneAtATime.executorService().shutdown();
  }

  @Test
  void metersNameTheOperationAndNeitherCustomerNorUser() {
    UserHandle user = sandbox.user(sandbox.client(measured()));
    user.get();
    user.patch(UPDATE);

    assertThat(meters.find("partnercenter.attempts").timers())
        .extracting(each -> each.getId().getTag("uri"))
        .containsExactlyInAnyOrder("getCustomerUser", "updateCustomerUser");
    assertThat(tagValues())
        .noneMatch(value -> value.contains(PartnerCenterSandbox.CUSTOMER_ID.toString()))
        .noneMatch(value -> value.contains(PartnerCenterSandbox.USER_ID.toString()));
  }

  @Test
  void spansOfAttemptsAreNamedByTheOperation() {
    UserHandle user = sandbox.user(sandbox.client(traced()));
    user.get();
    user.patch(UPDATE);

    assertThat(attemptSpans())
        .extracting(SpanData::getName)
        .containsExactly("getCustomerUser", "updateCustomerUser");
  }

  @Test
  @SuppressWarnings("try") // the scope is closed, not used
  void neitherTokenNorPasswordIsInASpanOrMeter() {
    sandbox
        .get()
        .respondNext(
            NextResponse.builder()
                .status(400)
                .body("{\"code\":3000,\"description\":\"" + PASSWORD + " by " + TOKEN + "\"}")
                .build());
    UserHandle user =
        sandbox.user(
            sandbox.client(
                traced().httpClient(new OkHttpClient.Builder().eventListener(listener()).build()),
                AccessTokens.of(TOKEN)));
    Span span = tracer.spanBuilder("reset password").startSpan();

    try (Scope scope = span.makeCurrent()) {
      span.recordException(catchThrowable(() -> user.resetPassword(PASSWORD, true)));
      user.resetPassword(PASSWORD, true);
    } finally {
      span.end();
    }

    assertThat(spans.getFinishedSpanItems()).hasSize(3);
    assertThat(callSpan().getEvents().toString()).contains("*** by ***");
    assertThat(spans.getFinishedSpanItems().toString()).doesNotContain(TOKEN, PASSWORD);
    assertThat(tagValues())
        .isNotEmpty()
        .noneMatch(value -> value.contains(TOKEN) || value.contains(PASSWORD));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sync", "async"})
  @SuppressWarnings("try") // the scope is closed, not used
  void eachAttemptIsAChildObservationOfItsCall(String mode) {
    respondWith503Then429();
    List<OkHttpContext> attempts = new CopyOnWriteArrayList<>();
    ObservationRegistry observations = ObservationRegistry.create();
    observations
        .observationConfig()
        .observationHandler(
            new ObservationHandler<OkHttpContext>() {
              @Override
              public void onStop(OkHttpContext context) {
                attempts.add(context);
              }

              @Override
              public boolean supportsContext(Observation.Context context) {
                return context instanceof OkHttpContext;
              }
            });
    OkHttpClient httpClient =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  Observation call = chain.request().tag(Observation.class);
                  try (Observation.Scope scope = call.openScope()) {
                    return chain.proceed(chain.request());
                  }
                })
            .addInterceptor(
                OkHttpObservationInterceptor.builder(observations, "partnercenter.attempts")
                    .uriMapper(InstrumentationTest::operation)
                    .build())
            .build();
    PartnerCenter.Builder builder =
        PartnerCenter.builder()
            .httpClient(httpClient)
            .instrumentation(
                client ->
                    request ->
                        client.newCall(
                            request
                                .newBuilder()
                                .tag(Observation.class, observations.getCurrentObservation())
                                .build()));

    Observation call = Observation.start("partnercenter.calls", observations);
    await(call.scoped(() -> patch(mode, builder)));
    call.stop();

    assertThat(attempts)
        .extracting(
            context -> context.getLowCardinalityKeyValue("status").getValue(),
            Observation.Context::getParentObservation)
        .containsExactly(tuple("503", call), tuple("429", call), tuple("200", call));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sync", "async"})
  void anInstrumentationThatDropsTheTagsOfRequestsIsReported(String mode) {
    PartnerCenter.Builder builder =
        PartnerCenter.builder()
            .instrumentation(
                client ->
                    request -> client.newCall(new Request.Builder().url(request.url()).build()));

    assertThatThrownBy(() -> patch(mode, builder).join())
        .hasStackTraceContaining("the request lost its tags")
        .extracting(error -> mode.equals("sync") ? error : error.getCause())
        .isInstanceOf(IllegalStateException.class);
    assertThat(sandbox.get().exchanges()).isEmpty();
  }

  private PartnerCenter.Builder traced() {
    OkHttpTelemetry telemetry =
        OkHttpTelemetry.builder(openTelemetry)
            .setSpanNameExtractorCustomizer(method -> chain -> operation(chain.request()))
            .build();
    return PartnerCenter.builder().instrumentation(telemetry::createCallFactory);
  }

  private PartnerCenter.Builder measured() {
    return PartnerCenter.builder()
        .httpClient(new OkHttpClient.Builder().eventListener(listener()).build());
  }

  private OkHttpMetricsEventListener listener() {
    return OkHttpMetricsEventListener.builder(meters, "partnercenter.attempts")
        .uriMapper(InstrumentationTest::operation)
        .build();
  }

  private static String operation(Request request) {
    return request.tag(Invocation.class).method().getName();
  }

  private static String header(Exchange exchange, String name) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(exchange.requestHeaders());
    return String.join(", ", headers.get(name));
  }

  private void respondWith503Then429() {
    sandbox.get().respondNext(NextResponse.builder().status(503).build());
    sandbox
        .get()
        .respondNext(NextResponse.builder().status(429).header("Retry-After", "1").build());
  }

  /** Makes a call in a span that ends with it, as the documentation shows. */
  @SuppressWarnings("try") // the scope is closed, not used
  private void inSpan(String mode, PartnerCenter.Builder builder) {
    Span span = tracer.spanBuilder("patch").startSpan();
    CompletableFuture<?> call;
    try (Scope scope = span.makeCurrent()) {
      call = patch(mode, builder);
    }
    await(call.whenComplete((user, failure) -> span.end()));
  }

  private void timed(String mode, PartnerCenter.Builder builder) {
    Timer.Sample sample = Timer.start(meters);
    await(
        patch(mode, builder)
            .whenComplete((user, failure) -> sample.stop(meters.timer("partnercenter.calls"))));
  }

  private CompletableFuture<CustomerUser> patch(String mode, PartnerCenter.Builder builder) {
    if (mode.equals("sync")) {
      UserHandle user = sandbox.user(sandbox.client(builder.timer(new VirtualTimer())));
      return CompletableFuture.completedFuture(user.patch(UPDATE));
    }
    return sandbox.user(sandbox.client(builder.random(() -> 1).timer(timer))).patchAsync(UPDATE);
  }

  /** Waits for a call. The timer ends the pauses of an async call, so retries use other threads. */
  private void await(CompletableFuture<?> call) {
    while (!call.isDone()) {
      eventually("the call pauses or ends", () -> timer.pending() > 0 || call.isDone());
      timer.advance(Duration.ofSeconds(1));
    }
    assertThat(call).isCompleted();
  }

  private SpanData callSpan() {
    List<SpanData> calls =
        spans.getFinishedSpanItems().stream()
            .filter(span -> span.getKind() == SpanKind.INTERNAL)
            .collect(Collectors.toList());
    assertThat(calls).hasSize(1);
    return calls.get(0);
  }

  private List<SpanData> attemptSpans() {
    return spans.getFinishedSpanItems().stream()
        .filter(span -> span.getKind() == SpanKind.CLIENT)
        .collect(Collectors.toList());
  }

  private Stream<String> tagValues() {
    return meters.getMeters().stream()
        .flatMap(meter -> meter.getId().getTags().stream())
        .map(Tag::getValue);
  }
}
