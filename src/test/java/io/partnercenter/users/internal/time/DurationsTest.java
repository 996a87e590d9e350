package io.partnercenter.users.internal.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "PT0S, 0 s",
    "PT0.000000001S, 1 ns",
    "PT0.001S, 1 ms",
    "PT0.05S, 50 ms",
    "PT1S, 1 s",
    "PT1.1S, 1.1 s",
    "PT1.5S, 1.5 s",
    "PT9.049S, 9 s",
    "PT10.5S, 11 s",
    "PT56.985659941S, 57 s",
    "PT59.6S, 1 min",
    "PT2M30S, 2 min 30 s",
    "PT2H3M, 2 h 3 min",
    "PT24H1M, 1 d 1 min",
    "PT-1M, -1 min",
    "PT8760H, 365 d"
  })
  void isReadAsAPersonWritesIt(Duration duration, String text) {
    assertThat(Durations.readable(duration)).isEqualTo(text);
  }
}
