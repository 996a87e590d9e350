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
    assertThat(Texts.oneLine("a\r\nb\tc", 100)).isEqualTo("a b c");
  }

  @Test
  void controlCharactersAreEscaped() {
    assertThat(Texts.escape("a\u0000\u001b[2J\u0085\u2028\u202eb"))
        .isEqualTo("a\\u0000\\u001b[2J\\u0085\\u2028\\u202eb");
    assertThat(Texts.escape("a\udb40\udc01b")).isEqualTo("a\\udb40\\udc01b"); // U+E0001
    assertThat(Texts.escape("Åsa 🙂 \ud83d")).isEqualTo("Åsa 🙂 \ud83d");
  }

  @Test
  void aCutDoesNotHalveACharacter() {
    assertThat(Texts.shorten("ab🙂cd", 4)).isEqualTo("ab…");
  }
}
