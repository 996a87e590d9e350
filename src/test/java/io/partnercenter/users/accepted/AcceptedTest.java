package io.partnercenter.users.accepted;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A change is told by the lines that differ, under the heading that they stand under. */
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
  void ofTheSameTextNothingIsTold() {
    assertThat(Accepted.differences(BEFORE, BEFORE)).isEmpty();
  }

  @Test
  void aLineThatIsGoneAndANewOneAreTold() {
    assertThat(Accepted.differences(BEFORE, BEFORE.replace("RED", "BLUE")))
        .containsExactly("shop.Color", "- RED", "+ BLUE");
  }

  @Test
  void aNewParagraphIsToldWithItsLines() {
    assertThat(Accepted.differences(BEFORE, BEFORE + "shop.Unused\n  void run()\n"))
        .containsExactly("shop.Unused", "+ void run()");
  }

  @Test
  void aHeadingWithoutLinesIsTold() {
    assertThat(Accepted.differences(BEFORE, BEFORE + "shop\n")).containsExactly("+ shop");
    assertThat(Accepted.differences(BEFORE + "shop\n", BEFORE)).containsExactly("- shop");
  }
}
