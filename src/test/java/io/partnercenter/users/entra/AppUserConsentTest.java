package io.partnercenter.users.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.partnercenter.users.PartnerAuthenticationException;
import io.partnercenter.users.PartnerCloud;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A person's consent as a caller's own program uses it. The console's has a test of its own. */
class AppUserConsentTest {
  private static final URI REDIRECT = URI.create("http://localhost:8400");

  private final EntraStub entra = new EntraStub();
  private final List<String> events = new ArrayList<>();
  private final RecordingStore store = new RecordingStore();
  private final AppUserConsent consent = consent();

  @AfterEach
  void close() throws IOException {
    entra.close();
  }

  @Test
  void theRedirectOfAnotherSignInIsRefusedBeforeAnythingIsSent() {
    for (String query :
        new String[] {
          "code=stolen&state=" + stateOf(consent()), "code=stolen", "code=stolen&state=", "error=x"
        }) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> consent.complete(URI.create(REDIRECT + "/?" + query)))
          .withMessage("the address belongs to another sign-in: its state differs");
    }

    assertThat(entra.grants).isEmpty();
    assertThat(events).isEmpty();
  }

  @Test
  void aRedirectWithoutACodeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> consent.complete(redirect("")))
        .withMessage("the address has no code");

    assertThat(entra.grants).isEmpty();
  }

  @Test
  void anInterruptedThreadStaysInterruptedAndSendsTheCodeOnceAtMost() {
    Thread.currentThread().interrupt();
    String message = failureOf(consent).getMessage();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(message).contains("the thread was interrupted");
    assertThat(entra.grants).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void theStoreIsLockedWhileItIsReadAndFilled() {
    entra.enqueue(EntraStub.tokens("at-1", "refresh-token-1"));

    ConsentedAccount account = consent.complete(redirect("&code=c0de"));

    assertThat(account.username()).isEqualTo("a-person@contoso.example");
    assertThat(account.mfa()).isNull();
    assertThat(events).containsExactly("lock", "load", "save", "unlock");
    assertThat(store.tokens).contains("refresh-token-1");
  }

  @Test
  void theCodeIsSentWithTheVerifierOfTheChallengeInTheAddress() {
    entra.enqueue(EntraStub.tokens("at-1", "refresh-token-1"));
    HttpUrl address = HttpUrl.get(consent.authorizationUri());

    consent.complete(redirect("&code=c0de"));

    String verifier = entra.grants.get(0).get("code_verifier");
    assertThat(address.queryParameter("code_challenge_method")).isEqualTo("S256");
    assertThat(ByteString.encodeUtf8(verifier).sha256().base64Url())
        .isEqualTo(address.queryParameter("code_challenge") + "=");
  }

  @Test
  void theTokensOfAnotherAccountAreKept() {
    String others =
        StoredTokens.ofConsent(
                new Account(PartnerCloud.GLOBAL, "fabrikam.example", "client-id"), "others-token")
            .format();
    store.tokens = others;
    entra.enqueue(EntraStub.tokens("at-1", "refresh-token-1"));

    assertThat(failureOf(consent)).hasMessageContaining("it belongs to another account");
    assertThat(store.tokens).isEqualTo(others);
    assertThat(events).containsExactly("lock", "load", "unlock");
  }

  @Test
  void aCodeThatEntraRepeatsIsNotShown() {
    entra.respondWith(
        grant ->
            EntraStub.refusal(
                "invalid_grant",
                "AADSTS54005: " + grant.get("code") + " with " + grant.get("code_verifier")));

    assertThat(failureOf(consent)).hasMessageContaining("AADSTS54005: *** with ***");
  }

  @Test
  void aMissingRefreshTokenIsReportedWithItsCause() {
    entra.enqueue(
        EntraStub.json(
            "{\"token_type\":\"Bearer\",\"expires_in\":3600,\"access_token\":\"at-1\"}"));

    assertThat(failureOf(consent))
        .hasMessage("Entra gave no refresh token: the scope offline_access is missing");
    assertThat(events).isEmpty();
  }

  @Test
  void aFailureOfTheStoreIsReportedWithoutTheToken() {
    entra.enqueue(EntraStub.tokens("at-1", "refresh-token-1"));
    store.broken = true;

    assertThat(failureOf(consent))
        .hasMessageContaining("the sign-in worked, but the token store failed: can't keep")
        .hasMessageNotContaining("refresh-token-1");
  }

  @Test
  void anErrorInTheRedirectIsShownWithoutSecretsAndOnOneLine() {
    URI refused =
        redirect("&error=access_denied&error_description=No%0D%0A%1B%5B2J%20client-secret-value.");

    PartnerAuthenticationException failure =
        catchThrowableOfType(PartnerAuthenticationException.class, () -> consent.complete(refused));

    assertThat(failure).hasMessage("access_denied: No \\u001b[2J ***.");
    assertThat(failure.getCause()).hasMessage("access_denied: No \\u001b[2J ***.");
    assertThat(events).isEmpty();
  }

  @Test
  void controlCharactersOfANameAreEscaped() {
    entra.enqueue(EntraStub.tokens("at-1", "refresh-token-1", "a\\u001b[2J\\nperson"));

    assertThat(consent.complete(redirect("&code=c0de")).username())
        .isEqualTo("a\\u001b[2J person@contoso.example");
  }

  @Test
  void toStringShowsNothingOfTheSignIn() {
    assertThat(consent).hasToString("AppUserConsent(***)");
  }

  private PartnerAuthenticationException failureOf(AppUserConsent failing) {
    return catchThrowableOfType(
        PartnerAuthenticationException.class, () -> failing.complete(redirect("&code=c0de")));
  }

  private URI redirect(String more) {
    return URI.create(REDIRECT + "/?state=" + stateOf(consent) + more);
  }

  private static String stateOf(AppUserConsent signIn) {
    return HttpUrl.get(signIn.authorizationUri()).queryParameter("state");
  }

  private AppUserConsent consent() {
    return AppUserCredentials.builder()
        .partnerTenant("contoso.example")
        .clientId("client-id")
        .clientSecret("client-secret-value")
        .httpClient(entra.client())
        .tokenStore(store)
        .consent(REDIRECT);
  }

  private final class RecordingStore implements TokenStore {
    private String tokens;
    private boolean broken;

    @Override
    public String load() {
      events.add("load");
      return tokens;
    }

    @Override
    public void save(String newTokens) throws IOException {
      events.add("save");
      if (broken) {
        throw new IOException("can't keep " + newTokens);
      }
      tokens = newTokens;
    }

    @Override
    public Lock lock() {
      events.add("lock");
      return () -> events.add("unlock");
    }
  }
}
