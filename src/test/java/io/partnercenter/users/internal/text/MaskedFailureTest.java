package io.partnercenter.users.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskedFailureTest {
  @ParameterizedTest
  @ValueSource(strings = {"\n", "\t", "\r\n", "\u001b", "\u2028"})
  void aControlCharacterCountsWhereverItIs(String control) {
    Exception itself = new IOException("a" + control + "b");
    Exception cause = new Exception("no", itself);
    Exception suppressed = new Exception("no");
    suppressed.addSuppressed(itself);

    assertThat(masked(itself)).hasMessageStartingWith("java.io.IOException: a\\u").hasNoCause();
    assertThat(masked(cause)).hasMessage("java.lang.Exception: no").hasNoCause();
    assertThat(masked(suppressed))
        .hasMessage("java.lang.Exception: no")
        .hasNoSuppressedExceptions();
  }

  @Test
  void aFailureThatIsItsOwnCauseInTheEndIsKept() {
    Exception first = new Exception("first");
    first.initCause(new Exception("second", first));

    assertThat(masked(first)).isSameAs(first);
  }

  @Test
  void theSecretsAreTakenOut() {
    Exception telling = new Exception("of secret");

    assertThat(MaskedFailure.masked(telling, text -> text.replace("secret", "***")))
        .hasMessage("java.lang.Exception: of ***");
  }

  private static Throwable masked(Throwable failure) {
    return MaskedFailure.masked(failure, text -> text);
  }
}
