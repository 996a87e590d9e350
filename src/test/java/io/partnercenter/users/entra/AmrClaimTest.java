package io.partnercenter.users.entra;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an access token says about multi-factor authentication. */
class AmrClaimTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"amr\":[\"pwd\",\"mfa\"]} | true",
        "{\"amr\":[\"mfa\",\"pwd\"]} | true",
        "{\"iss\":\"x\",\"amr\":[\"mfa\"]} | true",
        "{\"amr\":[\"pwd\"]} | false",
        "{\"amr\":[]} | false",
      })
  void mfaIsOneOfTheMethods(String claims, boolean mfa) {
    assertThat(AmrClaim.hasMfa(token(claims))).isEqualTo(mfa);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"iss\":\"x\"}", "{}", "[]", "{\"amr\":\"mfa\"}", "{\"amr\":[", "x"})
  void otherClaimsSayNothing(String claims) {
    assertThat(AmrClaim.hasMfa(token(claims))).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"opaque", "a.b", "e30.e30.e30.e30", "e30.%.e30"})
  void anotherFormOfATokenSaysNothing(String token) {
    assertThat(AmrClaim.hasMfa(token)).isNull();
  }

  private static String token(String claims) {
    String encoded =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims.getBytes(StandardCharsets.UTF_8));
    return "e30." + encoded + ".signature";
  }
}
