package io.partnercenter.users.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextsTest {
  @Test
  void aTextThatIsTooLongEndsInAnEllipsis() {
    assertThat(Texts.shorten("abcd", 4)).isEqualTo("abcd");
    assertThat(Texts.shorten("abcde", 4)).isEqualTo("abc…");
  }

  @Test
  void oneLineIsOneLine() {
    assertThat(Texts.oneLine("a\r\nb\tc\u0000d", 100)).isEqualTo("a b c d");
  }
}
