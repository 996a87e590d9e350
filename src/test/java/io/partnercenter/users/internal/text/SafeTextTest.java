package io.partnercenter.users.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SafeTextTest {
  @Test
  void aTextThatIsTooLongEndsInAnEllipsis() {
    assertThat(SafeText.shorten("abcd", 4)).isEqualTo("abcd");
    assertThat(SafeText.shorten("abcde", 4)).isEqualTo("abc…");
  }

  @Test
  void oneLineIsOneLine() {
    assertThat(SafeText.oneLine("a\r\nb\tc", 100)).isEqualTo("a b c");
  }

  @Test
  void controlCharactersAreEscaped() {
    assertThat(SafeText.escape("a\u0000\u001b[2J\u0085\u2028\u202eb"))
        .isEqualTo("a\\u0000\\u001b[2J\\u0085\\u2028\\u202eb");
    assertThat(SafeText.escape("a\udb40\udc01b")).isEqualTo("a\\udb40\\udc01b"); // U+E0001
    assertThat(SafeText.escape("Åsa 🙂 \ud83d")).isEqualTo("Åsa 🙂 \ud83d");
  }

  @Test
  void aCutDoesNotHalveACharacter() {
    assertThat(SafeText.shorten("ab🙂cd", 4)).isEqualTo("ab…");
  }
}
