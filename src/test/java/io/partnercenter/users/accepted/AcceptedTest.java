package io.partnercenter.users.accepted;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A difference is reported as the lines that differ, under their heading. */
class AcceptedTest {
  private static final String BEFORE =
      """
      shop.Color
        RED
        GREEN

      shop.Named
        String name()
      """;

  @Test
  void equalTextsHaveNoDifferences() {
    assertThat(Accepted.differences(BEFORE, BEFORE)).isEmpty();
  }

  @Test
  void aRemovedAndAnAddedLineAreReported() {
    assertThat(Accepted.differences(BEFORE, BEFORE.replace("RED", "BLUE")))
        .containsExactly("shop.Color", "- RED", "+ BLUE");
  }

  @Test
  void aNewParagraphIsReportedWithItsLines() {
    assertThat(Accepted.differences(BEFORE, BEFORE + "shop.Unused\n  void run()\n"))
        .containsExactly("shop.Unused", "+ void run()");
  }

  @Test
  void aHeadingWithoutLinesIsReported() {
    assertThat(Accepted.differences(BEFORE, BEFORE + "shop\n")).containsExactly("+ shop");
    assertThat(Accepted.differences(BEFORE + "shop\n", BEFORE)).containsExactly("- shop");
  }
}
