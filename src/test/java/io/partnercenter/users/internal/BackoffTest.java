package io.partnercenter.users.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.RetryPolicy;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {
  @Test
  void aPauseIsRandomBelowALimitThatDoubles() {
    RetryPolicy policy = RetryPolicy.builder().build();
    Backoff backoff = new Backoff(policy);

    assertThat(Stream.of(1, 2, 3, 7, 8, 2_000).map(attempt -> backoff.pauseAfter(attempt, 1, null)))
        .extracting(Duration::toMillis)
        .containsExactly(500L, 1_000L, 2_000L, 30_000L, 30_000L, 30_000L);
    assertThat(backoff.pauseAfter(1, 0.5, null)).hasMillis(250);
    assertThat(backoff.pauseAfter(1, 0, null)).isZero();
  }

  @Test
  void aPauseIsNeverShorterThanTheServiceRequests() {
    RetryPolicy policy = RetryPolicy.builder().build();
    Backoff backoff = new Backoff(policy);

    assertThat(backoff.pauseAfter(1, 1, Duration.ofMillis(501))).hasMillis(501);
    assertThat(backoff.pauseAfter(1, 1, Duration.ofMillis(499))).hasMillis(500);
  }

  @Test
  void thePolicySetsAttemptsAndPauses() {
    RetryPolicy policy =
        RetryPolicy.builder()
            .initialPause(Duration.ofSeconds(2))
            .maxPause(Duration.ofSeconds(3))
            .build();
    Backoff backoff = new Backoff(policy);

    assertThat(backoff.pauseAfter(1, 1, null)).hasSeconds(2);
    assertThat(backoff.pauseAfter(2, 1, null)).hasSeconds(3);
  }

  @Test
  void noBackoffIsLongerThanTheWaitThatThePolicyAllows() {
    RetryPolicy policy = RetryPolicy.builder().maxWait(Duration.ofMillis(100)).build();
    Backoff backoff = new Backoff(policy);

    assertThat(backoff.pauseAfter(1, 1, null)).hasMillis(100);
  }
}
