package io.partnercenter.users.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {
  private final Table table = new Table("calls", "µs");

  @Test
  void aRatioIsTakenRoundByRoundSoADisturbedRoundDoesNotCount() {
    round(11, 10);
    round(600, 500);
    round(12, 10);

    assertThat(table.ratio("sync", "client", "baseline")).isEqualTo(new Table.Ratio(1.2, 1.1, 1.2));
  }

  @Test
  void aRatioOfMediansDividesTheTwoMedians() {
    round(11, 10);
    round(600, 500);
    round(12, 20);
    round(13, 10);

    assertThat(table.ratioOfMedians("sync", "client", "baseline")).isEqualTo(12.5 / 15);
  }

  @Test
  void theMedianOfAnUnmeasuredSubjectIsNaN() {
    round(11, 10);

    assertThat(table.median("sync", "another")).isNaN();
  }

  @Test
  void aTargetIsComparedWithTheRoundedValueThatIsShown() {
    assertThat(Target.atMost(1.05, "time", ratio(1.054)).verdict()).isEqualTo("met");
    assertThat(Target.atMost(1.05, "time", ratio(1.056)).verdict()).isEqualTo("missed");
    assertThat(Target.atLeast(0.95, "calls", ratio(0.946)).verdict()).isEqualTo("met");
    assertThat(Target.atLeast(0.95, "calls", ratio(0.944)).verdict()).isEqualTo("missed");
  }

  private void round(double client, double baseline) {
    table.add("sync", "client", client);
    table.add("sync", "baseline", baseline);
  }

  private static Table.Ratio ratio(double median) {
    return new Table.Ratio(median, median, median);
  }
}
