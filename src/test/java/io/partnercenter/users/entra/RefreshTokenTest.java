package io.partnercenter.users.entra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which refresh token a renewal sends, and where the next one is kept. */
class RefreshTokenTest extends AppUserCredentialsTestBase {
  @Test
  void theRotatedRefreshTokenSurvivesARestart(@TempDir Path folder) {
    TokenStore store = TokenStore.file(folder.resolve("tokens"));
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"), EntraStub.tokens("at-2", "rt-2"));
    tokenOf(builder().tokenStore(store).build());

    AppUserCredentials restarted =
        builder()
            .tokenStore(TokenStore.file(folder.resolve("tokens")))
            .refreshToken(
                () -> {
                  throw new AssertionError("the consent is not needed again");
                })
            .build();

    assertThat(tokenOf(restarted)).isEqualTo("at-2");
    assertThat(entra.grants.get(1)).containsEntry("refresh_token", "rt-1");
  }

  @Test
  void tokensAreSavedWhenTheyChange() {
    CountingTokenStore store = new CountingTokenStore();
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"), EntraStub.tokens("at-2", "rt-2"));
    AppUserCredentials credentials = builder().tokenStore(store).build();
    tokenOf(credentials);
    assertThat(store.saves).isEqualTo(1);
    assertThat(store.tokens).contains("rt-1");

    timer.advance(Duration.ofMinutes(61));
    tokenOf(credentials);

    assertThat(store.saves).isEqualTo(2);
    assertThat(store.tokens).contains("rt-2");
    assertThat(store.locks).isZero();
  }

  @Test
  void aStoredTokenThatIsRefusedIsReplacedByThatOfTheConsent() {
    entra.enqueue(
        EntraStub.tokens("at-1", "rt-1"),
        EntraStub.refusal("invalid_grant", "AADSTS50173: The grant was revoked."),
        EntraStub.tokens("at-2", "rt-2"));
    AppUserCredentials credentials = builder().build();
    tokenOf(credentials);
    timer.advance(Duration.ofMinutes(61));

    assertThat(tokenOf(credentials)).isEqualTo("at-2");
    assertThat(entra.grants)
        .extracting(grant -> grant.get("refresh_token"))
        .containsExactly(CONSENT, "rt-1", CONSENT);
  }

  @Test
  void aConsentOfAnotherPersonReplacesTheFirst() {
    entra.enqueue(
        EntraStub.tokens("at-1", "rt-1", "first"),
        EntraStub.refusal("invalid_grant", "AADSTS50173: The grant was revoked."),
        EntraStub.tokens("at-2", "rt-2", "second"),
        EntraStub.tokens("at-3", "rt-3", "second"));
    AppUserCredentials credentials = builder().build();
    tokenOf(credentials);
    timer.advance(Duration.ofMinutes(61));
    tokenOf(credentials);
    timer.advance(Duration.ofMinutes(61));

    assertThat(tokenOf(credentials)).isEqualTo("at-3");
    assertThat(entra.grants.get(3)).containsEntry("refresh_token", "rt-2");
  }

  @Test
  void aStoreWithoutARefreshTokenIsFilledByTheConsent(@TempDir Path folder) throws IOException {
    TokenStore store = TokenStore.file(folder.resolve("tokens"));
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"), EntraStub.tokens("at-2", "rt-2"));
    tokenOf(builder().tokenStore(store).build());
    Files.delete(folder.resolve("tokens"));

    assertThat(tokenOf(builder().tokenStore(store).build())).isEqualTo("at-2");
    assertThat(entra.grants.get(1)).containsEntry("refresh_token", CONSENT);
  }
}
