package io.partnercenter.users.entra;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which secrets of an account are masked. */
class SecretsTest {
  private final Secrets secrets = new Secrets("client-secret");

  @Test
  void theTwelveLatestTokensAreMasked() {
    for (int i = 10; i <= 22; i++) {
      secrets.add("token-" + i);
    }

    assertThat(secrets.mask("token-10 token-11 token-22 client-secret"))
        .isEqualTo("token-10 *** *** ***");
  }

  @Test
  void aTokenThatIsAddedAgainIsKeptLonger() {
    for (int i = 10; i <= 21; i++) {
      secrets.add("token-" + i);
    }
    secrets.add("token-10");
    secrets.add("token-22");

    assertThat(secrets.mask("token-10 token-11 token-12")).isEqualTo("*** token-11 ***");
  }

  @Test
  void aTextOfLessThanFourCharactersIsNoToken() {
    secrets.add("abc");
    secrets.add("wxyz");

    assertThat(secrets.mask("abc wxyz")).isEqualTo("abc ***");
  }
}
