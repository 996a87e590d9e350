package io.partnercenter.users.internal.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How admitted requests are counted. The counts begin at second 100. */
class RateEstimateTest {
  private final RateEstimate estimate = new RateEstimate();

  @BeforeEach
  void start() {
    estimate.restart(second(100));
  }

  @Test
  void allRequestsSinceTheStartAreCounted() {
    admit(3, 100);
    admit(4, 159);

    assertThat(estimate.all().admitted).isEqualTo(7);
    assertThat(estimate.all().since).isEqualTo(second(100));
  }

  @Test
  void onlySecondsSinceTheMomentAreCounted() {
    admit(3, 100);
    admit(4, 101);
    admit(5, 102);

    assertThat(estimate.since(second(101), 0).admitted).isEqualTo(9);
    assertThat(estimate.since(second(101), 0).since).isEqualTo(second(101));
    assertThat(estimate.since(second(101) + 1, 9).admitted).isEqualTo(9);
  }

  @Test
  void earlierSecondsAreIncludedUntilTheCountIsEnough() {
    admit(3, 100);
    admit(4, 101);
    admit(5, 102);

    assertThat(estimate.since(second(102), 5).admitted).isEqualTo(5);
    assertThat(estimate.since(second(102), 6).admitted).isEqualTo(9);
    assertThat(estimate.since(second(102), 100).admitted).isEqualTo(12);
    assertThat(estimate.since(second(102), 100).since).isEqualTo(second(100));
  }

  @Test
  void whatIsOlderThanAMinuteIsForgotten() {
    admit(3, 100);
    admit(4, 101);
    admit(5, 160);

    assertThat(estimate.all().admitted).isEqualTo(9);
    assertThat(estimate.all().since).isEqualTo(second(101));
  }

  @Test
  void afterAMinuteWithoutRequestsOnlyTheLatestSecondIsCounted() {
    admit(3, 100);
    admit(4, 130);
    admit(5, 190);
    assertThat(estimate.all().admitted).isEqualTo(5);

    admit(6, 1000);

    assertThat(estimate.all().admitted).isEqualTo(6);
  }

  private void admit(int count, long atSecond) {
    for (int i = 0; i < count; i++) {
      estimate.admitted(second(atSecond));
    }
  }

  private static long second(long number) {
    return Duration.ofSeconds(number).toNanos();
  }
}
