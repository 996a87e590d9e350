package io.partnercenter.users.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.AccessTokenProvider;
import io.partnercenter.users.LogDetail;
import io.partnercenter.users.RetryPolicy;
import io.partnercenter.users.internal.time.SimulatedTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Timeout;
import org.junit.jupiter.api.Test;

/**
 * The async driver with the real limiter, where all events come in random order. One thread runs
 * them, so a run with the same seed is always the same.
 */
class CallPathRandomTest {
  /** 400 rounds are 100,000 calls, in half a minute. */
  private static final int ROUNDS = Integer.getInteger("random.rounds", 40);

  private static final int CALLS = 250;

  @Test
  void inAnyOrderOfEventsEveryCallEndsOnceAndNothingIsSentBeforeTheNamedMoment() {
    for (int seed = 0; seed < ROUNDS; seed++) {
      World world = new World(new Random(seed));
      world.run();
      world.check("seed " + seed);
    }
  }

  /** Simulates the service, a provider of tokens, an executor, a clock, and callers. */
  private static final class World {
    private final Random random;
    private final SimulatedTime time = new SimulatedTime();
    private final List<Runnable> events = new ArrayList<>();
    private final List<Observer> observers = new ArrayList<>();
    private final List<RetryingCall> calls = new ArrayList<>();
    private final RetryingCallFactory factory;
    private long closedUntil;
    private int sentWhileClosed;
    private int sent;

    World(Random random) {
      this.random = random;
      this.factory =
          new RetryingCallFactory(
              request -> new FakeAttempt(this, request),
              new CallHeaders(null, false),
              provider(),
              RetryPolicy.builder().maxAttempts(1 + random.nextInt(4)).build(),
              Duration.ofMinutes(2),
              random::nextDouble,
              time,
              events::add,
              new CallLog(null, LogDetail.OUTCOME, time));
    }

    private AccessTokenProvider provider() {
      return () -> {
        if (random.nextInt(50) == 0) {
          throw new IllegalStateException("no token");
        }
        CompletableFuture<String> token = new CompletableFuture<>();
        if (random.nextBoolean()) {
          token.complete("token" + random.nextInt(2));
        } else {
          events.add(() -> token.complete("token" + random.nextInt(2)));
        }
        return token;
      };
    }

    void run() {
      int steps = 0;
      while (calls.size() < CALLS || !events.isEmpty() || factory.inFlight() > 0) {
        int choice = random.nextInt(10);
        if (choice < 2 && calls.size() < CALLS) {
          begin();
        } else if (choice < 8 && !events.isEmpty()) {
          events.remove(random.nextInt(events.size())).run();
        } else if (choice == 8 && random.nextInt(4) == 0 && !calls.isEmpty()) {
          stopAny();
        } else {
          time.advance(Duration.ofMillis(random.nextInt(400)));
        }
        assertThat(steps++).as("it comes to an end").isLessThan(1_000_000);
      }
    }

    private void begin() {
      Request request = new Request.Builder().url("http://127.0.0.1/").build();
      RetryingCall call = (RetryingCall) factory.newCall(request);
      Observer observer = new Observer();
      calls.add(call);
      observers.add(observer);
      call.runAsync(observer);
    }

    private void stopAny() {
      RetryingCall call = calls.get(random.nextInt(calls.size()));
      if (random.nextBoolean()) {
        call.cancel();
      } else {
        call.stop(StopReason.DEADLINE);
      }
    }

    /** Simulates the service, which reads a request. */
    Response respondTo(Request request) {
      sent++;
      if (time.nanoTime() < closedUntil) {
        sentWhileClosed++;
      }
      int choice = random.nextInt(20);
      Response.Builder response =
          new Response.Builder()
              .request(request)
              .protocol(Protocol.HTTP_1_1)
              .message("")
              .body(ResponseBody.create("", null));
      if (choice == 0) {
        return response.code(429).header("Retry-After", "2").build();
      }
      int[] statuses = {503, 401, 404, 200};
      return response.code(statuses[Math.min(choice - 1, 3)]).build();
    }

    /** Records that the client reads a 429 that names a moment. */
    void throttles() {
      closedUntil = Math.max(closedUntil, time.nanoTime() + Duration.ofSeconds(2).toNanos());
    }

    void check(String seed) {
      assertThat(observers).as(seed).allSatisfy(observer -> assertThat(observer.ends).isEqualTo(1));
      assertThat(sentWhileClosed).as("%s: sent while closed, of %d", seed, sent).isZero();
      assertThat(factory.limiter.status("").waiting()).as(seed).isZero();
      // the limiter never forgets a scope with a permit that wasn't returned
      for (int i = 0; i < 5; i++) {
        time.advance(Duration.ofMinutes(2));
        factory.limiter.acquire("another", Duration.ZERO, time.nanoTime()).release();
      }
      assertThat(factory.limiter.scopes()).as("%s: scopes", seed).isEqualTo(1);
    }
  }

  private static final class Observer implements AsyncDriver.Listener {
    private int ends;

    @Override
    public void responded(Response response) {
      ends++;
    }

    @Override
    public void failed(Throwable failure) {
      ends++;
    }
  }

  /** An attempt that connects, is sent and gets a response, each some time later. */
  private static final class FakeAttempt implements Call {
    private final World world;
    private final Request request;
    private boolean canceled;
    private boolean executed;

    FakeAttempt(World world, Request request) {
      this.world = world;
      this.request = request;
    }

    @Override
    public void enqueue(Callback callback) {
      executed = true;
      if (world.random.nextInt(100) == 0) {
        throw new IllegalStateException("a listener is broken");
      }
      world.events.add(() -> send(callback));
    }

    private void send(Callback callback) {
      CallContext context = CallContext.of(request);
      Attempt attempt = context.attempt();
      if (canceled) {
        callback.onFailure(this, new IOException("Canceled"));
        return;
      }
      attempt.countRequest(context);
      if (world.random.nextInt(15) == 0) {
        callback.onFailure(this, new IOException("refused"));
        return;
      }
      try {
        attempt.confirmBeforeSending(context);
      } catch (PermitLostException e) {
        callback.onFailure(this, e);
        return;
      }
      attempt.sentToken = true;
      Response response = world.respondTo(request);
      // a 429 is read at once, so that the world knows what the client knows
      if (response.code() == 429) {
        respond(callback, response);
      } else {
        world.events.add(() -> respond(callback, response));
      }
    }

    private void respond(Callback callback, Response response) {
      try {
        if (canceled || world.random.nextInt(15) == 0) {
          callback.onFailure(this, new IOException("reset"));
        } else {
          if (response.code() == 429) {
            world.throttles();
          }
          callback.onResponse(this, response);
        }
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void cancel() {
      canceled = true;
    }

    @Override
    public boolean isCanceled() {
      return canceled;
    }

    @Override
    public boolean isExecuted() {
      return executed;
    }

    @Override
    public Request request() {
      return request;
    }

    @Override
    public Timeout timeout() {
      return Timeout.NONE;
    }

    @Override
    public Call clone() {
      return new FakeAttempt(world, request);
    }

    @Override
    public Response execute() {
      throw new AssertionError("async only");
    }
  }
}
