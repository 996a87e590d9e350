package io.partnercenter.users.internal;

import static io.partnercenter.users.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.partnercenter.users.AccessTokens;
import io.partnercenter.users.LogDetail;
import io.partnercenter.users.ManualTimer;
import io.partnercenter.users.PartnerTimeoutException;
import io.partnercenter.users.RetryPolicy;
import io.partnercenter.users.internal.throttle.Permit;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.Test;

/** How a call ends for the thread that waits for it. */
class BlockingDriverTest {
  private final CompletableFuture<Void> sent = new CompletableFuture<>();
  private final CompletableFuture<Void> responseReleased = new CompletableFuture<>();
  private final ManualTimer timer = new ManualTimer();
  private final RetryingCallFactory factory =
      new RetryingCallFactory(
          new OkHttpClient.Builder().addInterceptor(this::respond).build(),
          new CallHeaders(null, false),
          AccessTokens.of("t"),
          RetryPolicy.none(),
          Duration.ofMinutes(2),
          () -> 0,
          timer,
          new CallbackExecutor(null),
          new CallLog(null, LogDetail.OUTCOME, timer));

  @Test
  void aResponseThatComesDuringAStopDoesNotChangeHowTheCallEnds() throws Exception {
    RetryingCall call =
        (RetryingCall) factory.newCall(new Request.Builder().url("http://127.0.0.1/").build());
    CompletableFuture<Throwable> end =
        CompletableFuture.supplyAsync(() -> catchThrowable(call::run));
    sent.get(10, TimeUnit.SECONDS);
    for (int i = 0; i < 3; i++) {
      assertThat(acquire().granted()).isCompleted();
    }
    CompletableFuture<Void> next = acquire().granted();
    assertThat(next).isNotDone();
    // the stop returns the call's permit, which grants the next one: this runs during the stop
    next.thenRun(
        () -> {
          responseReleased.complete(null);
          eventually("the call ends", end::isDone);
        });

    call.stop(StopReason.DEADLINE);

    assertThat(next).isCompleted();
    assertThat(end.get(10, TimeUnit.SECONDS))
        .isInstanceOf(PartnerTimeoutException.class)
        .hasMessageContaining("no response within the limit");
  }

  private Response respond(Interceptor.Chain chain) {
    sent.complete(null);
    responseReleased.join();
    return new Response.Builder()
        .request(chain.request())
        .protocol(Protocol.HTTP_1_1)
        .code(200)
        .message("OK")
        .body(ResponseBody.create("{}", null))
        .build();
  }

  private Permit acquire() {
    return factory.limiter.acquire("", Duration.ofMinutes(1), Long.MAX_VALUE);
  }
}
