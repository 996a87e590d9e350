package io.partnercenter.users.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** All that a sandbox was told and remembers. A reset puts a new one in its place. */
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

  /** With the customer and the user there are from the start. */
  static SandboxState seeded(Clock clock) {
    SandboxState state = empty(clock);
    state.users.add(PartnerCenterSandbox.CUSTOMER_ID, PartnerCenterSandbox.USER_ID, USER);
    return state;
  }

  /** Without any customer. */
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

  /** Nothing waits in it any longer. */
  void end() {
    end.countDown();
  }

  /** Waits for so long at most, and says whether the end came first. */
  boolean endsWithin(Duration time) throws InterruptedException {
    return end.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }
}
