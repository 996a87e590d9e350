package io.partnercenter.users.internal.throttle;

import io.partnercenter.users.internal.time.SimulatedTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Calls that ask a limiter as the call path does, and whose requests travel to a server. */
final class SimulatedCalls {
  private static final Duration MAX_WAIT = Duration.ofMinutes(1);
  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  private final SimulatedTime time;
  private final WindowServer server;
  private final Limiter limiter;
  private final Random random;
  private final Duration shortest;
  private final Duration longest;
  private final Map<String, Watch> watches = new HashMap<>();
  private int started;
  private int completed;
  private int failed;

  /** Requests take from shortest to longest there and back, each a random time. */
  SimulatedCalls(
      SimulatedTime time, WindowServer server, Random random, Duration shortest, Duration longest) {
    this.time = time;
    this.server = server;
    this.limiter = new Limiter(time);
    this.random = random;
    this.shortest = shortest;
    this.longest = longest;
  }

  Limiter limiter() {
    return limiter;
  }

  /** Calls at once, without waiting for responses. */
  void start(int count, String scope) {
    for (int i = 0; i < count; i++) {
      start(scope, () -> {});
    }
  }

  /** Calls one after the other. */
  void startInTurn(int count, String scope) {
    if (count > 0) {
      start(scope, () -> startInTurn(count - 1, scope));
    }
  }

  /** A call now and then, at regular times. */
  void startEvery(Duration interval, int count, String scope) {
    for (int i = 0; i < count; i++) {
      time.in(interval.multipliedBy(i), () -> start(scope, () -> {}));
    }
  }

  int completed() {
    return completed;
  }

  /** Calls that the limiter held back. */
  int failed() {
    return failed;
  }

  int unfinished() {
    return started - completed - failed;
  }

  /** Takes the times of the calls for a scope from now on. */
  Watch watch(String scope) {
    return watches.computeIfAbsent(scope, name -> new Watch());
  }

  private void start(String scope, Runnable then) {
    started++;
    Duration start = time.elapsed();
    long deadline = time.nanoTime() + TIMEOUT.toNanos();
    send(
        limiter.acquire(scope, MAX_WAIT, deadline),
        scope,
        () -> {
          completed++;
          if (watches.containsKey(scope)) {
            watches.get(scope).times.add(time.elapsed().minus(start));
          }
          then.run();
        });
  }

  private void send(Permit permit, String scope, Runnable success) {
    permit
        .granted()
        .whenComplete(
            (granted, failure) -> {
              if (failure != null) {
                failed++;
              } else if (permit.confirm()) {
                time.in(oneWay(), () -> arrive(permit, scope, success));
              } else {
                send(permit.again(), scope, success);
              }
            });
  }

  private void arrive(Permit permit, String scope, Runnable success) {
    WindowServer.Response response = server.request(scope);
    time.in(
        oneWay(),
        () -> {
          if (response.admitted()) {
            permit.admitted();
            success.run();
          } else {
            permit.throttled(response.retryAfter());
            send(permit.again(), scope, success);
          }
        });
  }

  private Duration oneWay() {
    long range = longest.minus(shortest).toNanos();
    return Duration.ofNanos((shortest.toNanos() + (long) (random.nextDouble() * range)) / 2);
  }

  /** How long calls took. */
  static final class Watch {
    private final List<Duration> times = new ArrayList<>();

    int completed() {
      return times.size();
    }

    /** 99 % of the calls took no longer. */
    Duration percentile99() {
      return times.stream().sorted().toList().get((times.size() - 1) * 99 / 100);
    }
  }
}
