package io.partnercenter.users.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.partnercenter.users.PartnerCloud;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The text that a token store keeps. */
class StoredTokensTest {
  private static final Account ACCOUNT =
      new Account(PartnerCloud.GLOBAL, "contoso.example", "client-id");

  private final StoredTokens tokens = StoredTokens.ofConsent(ACCOUNT, "refresh-token-1");

  @Test
  void theTextHasOneMemberPerLine() {
    assertThat(tokens.format().lines()).hasSize(7).contains("  \"tenant\": \"contoso.example\",");
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    StoredTokens read = StoredTokens.parse(tokens.format());

    read.requireAccount(ACCOUNT);
    assertThat(read.refreshToken()).isEqualTo("refresh-token-1");
    assertThat(read.consent()).isEqualTo(tokens.consent());
  }

  @Test
  void membersOfALaterVersionAreSkipped() throws IOException {
    String later = tokens.format().replaceFirst("\\{", "{\"version\": 2, \"more\": {\"a\": []},");

    assertThat(StoredTokens.parse(later).refreshToken()).isEqualTo("refresh-token-1");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 20, 100})
  void aTextThatIsCutOffIsRefusedWithoutShowingIt(int length) {
    String text = tokens.format();
    String cut = text.substring(0, length == 0 ? text.lastIndexOf('}') : length);

    assertThatIOException()
        .isThrownBy(() -> StoredTokens.parse(cut))
        .withMessage("it contains something other than tokens of this library");
  }

  @Test
  void toStringShowsTheAccountAndNoToken() {
    assertThat(tokens)
        .hasToString("StoredTokens(cloud GLOBAL, tenant contoso.example, client id client-id)");
    assertThat(new AccessToken("access-token-1", 0, 0, "consent", false))
        .hasToString("AccessToken(***)");
  }
}
