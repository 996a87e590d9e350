package io.partnercenter.users.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The whole state of a sandbox: what was set, and what it remembers. A reset replaces it. */
final class SandboxState {
  private static final Map<String, ?> USER =
      Map.of("userPrincipalName", "emailid@abcdefgh1234.ccsctp.net");

  private final SandboxClock clock;
  private final UserStore users;
  private final Conditions conditions = new Conditions();
  private final Tokens tokens = new Tokens();
  private final ContinuationTokens continuationTokens = new ContinuationTokens();
  private final UserList list = new UserList(continuationTokens);
  private final Throttle throttle;
  private final UsersResource resource;
  private final Queue<NextResponse> injected = new ConcurrentLinkedQueue<>();
  private final Recorder recorder = new Recorder();
  private final CountDownLatch end = new CountDownLatch(1);

  private SandboxState(Clock base) {
    clock = new SandboxClock(base);
    users = new UserStore(clock);
    throttle = new Throttle(clock);
    resource = new UsersResource(users, list, conditions, tokens, throttle);
  }

  /** Returns a state with the customer and the user that every new sandbox has. */
  static SandboxState seeded(Clock clock) {
    SandboxState state = empty(clock);
    state.users.add(PartnerCenterSandbox.CUSTOMER_ID, PartnerCenterSandbox.USER_ID, USER);
    return state;
  }

  /** Returns a state without customers. */
  static SandboxState empty(Clock clock) {
    return new SandboxState(clock);
  }

  SandboxClock clock() {
    return clock;
  }

  UserStore users() {
    return users;
  }

  Conditions conditions() {
    return conditions;
  }

  Tokens tokens() {
    return tokens;
  }

  ContinuationTokens continuationTokens() {
    return continuationTokens;
  }

  UserList list() {
    return list;
  }

  Throttle throttle() {
    return throttle;
  }

  UsersResource resource() {
    return resource;
  }

  Queue<NextResponse> injected() {
    return injected;
  }

  Recorder recorder() {
    return recorder;
  }

  /** Ends the state and every wait in it. */
  void end() {
    end.countDown();
  }

  /** Waits for at most this time, and returns whether the state ended. */
  boolean endsWithin(Duration time) throws InterruptedException {
    return end.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }
}
