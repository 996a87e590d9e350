package io.partnercenter.users;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import okhttp3.mockwebserver.MockResponse;
import org.jspecify.annotations.Nullable;

/** A fault of a server, and the outcome of a PATCH that it must lead to. */
final class Fault {
  final String name;
  final Supplier<FaultyServer> server;
  @Nullable Class<? extends PartnerException> type;
  int attempts = 1;
  List<Duration> pauses = List.of();
  Consumer<PartnerCenter.Builder> client = builder -> {};
  boolean limiter;
  boolean realTimeLimit;
  RequestOptions options = RequestOptions.none();
  Consumer<PartnerException> more = e -> {};

  private Fault(String name, Supplier<FaultyServer> server) {
    this.name = name;
    this.server = server;
  }

  /** A server that sends these responses, one to each request, and the last one to all others. */
  static Fault of(String name, MockResponse... responses) {
    return new Fault(name, () -> FaultyServer.responding(Arrays.asList(responses)));
  }

  static Fault of(String name, Supplier<FaultyServer> server) {
    return new Fault(name, server);
  }

  Fault isA(Class<? extends PartnerException> expected) {
    type = expected;
    return this;
  }

  /** Expects these pauses, with random pauses at their longest, and one attempt more. */
  Fault afterPauses(long... millis) {
    pauses = LongStream.of(millis).mapToObj(Duration::ofMillis).collect(Collectors.toList());
    attempts = millis.length + 1;
    return this;
  }

  /** Sets whether the limiter chooses the pauses. Then at least this many pauses are expected. */
  Fault ofLimiter(boolean throttled) {
    limiter = throttled;
    return this;
  }

  /** Expects this many attempts, where one of them has no pause before it. */
  Fault inAttempts(int count) {
    attempts = count;
    return this;
  }

  Fault withClient(Consumer<PartnerCenter.Builder> settings) {
    client = settings;
    return this;
  }

  Fault withOptions(RequestOptions callOptions) {
    options = callOptions;
    return this;
  }

  /** Limits the call to so little real time that a busy machine may not have sent the request. */
  Fault withinRealTime(Duration limit) {
    realTimeLimit = true;
    return withOptions(RequestOptions.builder().timeout(limit).build());
  }

  Fault saying(String... parts) {
    List<String> expected = new ArrayList<>(List.of(parts));
    return and(
        e ->
            org.assertj.core.api.Assertions.assertThat(e.getMessage())
                .contains(expected.toArray(new String[0])));
  }

  Fault and(Consumer<PartnerException> expectation) {
    Consumer<PartnerException> before = more;
    more = before.andThen(expectation);
    return this;
  }

  @Override
  public String toString() {
    return name;
  }
}
