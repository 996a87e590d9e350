package io.partnercenter.users.entra;

import static io.partnercenter.users.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.PartnerCloud;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When an access token is renewed, and which token calls use meanwhile. */
class TokenRenewalTest extends AppUserCredentialsTestBase {
  @ParameterizedTest
  @CsvSource({
    "GLOBAL, login.microsoftonline.com",
    "US_GOVERNMENT, login.microsoftonline.us",
    "CHINA, login.partner.microsoftonline.cn", // MSAL's name for login.chinacloudapi.cn
  })
  void theFirstTokenComesFromTheConsent(PartnerCloud cloud, String host) {
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"));

    assertThat(tokenOf(builder().cloud(cloud).build())).isEqualTo("at-1");

    assertThat(entra.endpoints).containsExactly(host + "/contoso.example/oauth2/v2.0/token");
    assertThat(entra.grants.get(0))
        .containsEntry("grant_type", "refresh_token")
        .containsEntry("refresh_token", CONSENT)
        .containsEntry("client_id", "client-id")
        .containsEntry("client_secret", SECRET);
    assertThat(entra.grants.get(0).get("scope").split(" ")).contains(cloud.scope());
  }

  /** Microsoft asks for the id of a request that failed. */
  @Test
  void eachRequestForATokenHasAnIdOfItsOwn() {
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"), EntraStub.tokens("at-2", "rt-2"));
    AppUserCredentials credentials = builder().build();
    tokenOf(credentials);
    timer.advance(Duration.ofMinutes(61));
    tokenOf(credentials);

    assertThat(entra.requestIds).hasSize(2).doesNotContainNull().doesNotHaveDuplicates();
  }

  @Test
  void aTokenIsUsedUntilShortlyBeforeItExpires() {
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"));
    AppUserCredentials credentials = builder().build();
    tokenOf(credentials);

    timer.advance(Duration.ofMinutes(54));

    assertThat(tokenOf(credentials)).isEqualTo("at-1");
    assertThat(entra.grants).hasSize(1);
  }

  @Test
  void aTokenIsRenewedFiveMinutesBeforeItExpiresWhileCallsGoOnUsingIt() {
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"), EntraStub.tokens("at-2", "rt-2"));
    AppUserCredentials credentials = builder().build();
    tokenOf(credentials);

    timer.advance(Duration.ofMinutes(56));

    assertThat(credentials.accessToken().toCompletableFuture()).isCompletedWithValue("at-1");
    eventually("the token is renewed", () -> tokenOf(credentials).equals("at-2"));
    assertThat(entra.grants).hasSize(2);
    assertThat(entra.grants.get(1)).containsEntry("refresh_token", "rt-1");
  }

  @Test
  void anExpiredTokenIsNotUsedAndACallWaitsForTheNextOne() {
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"), EntraStub.tokens("at-2", "rt-2"));
    AppUserCredentials credentials = builder().build();
    tokenOf(credentials);

    timer.advance(Duration.ofMinutes(61));

    assertThat(tokenOf(credentials)).isEqualTo("at-2");
  }

  @Test
  void aFailedRenewalLeavesTheValidTokenAndIsNotRepeatedByEachCall() {
    entra.enqueue(
        EntraStub.tokens("at-1", "rt-1"),
        EntraStub.refusal("invalid_client", "AADSTS7000222: The secret has expired."));
    AppUserCredentials credentials = builder().build();
    tokenOf(credentials);
    timer.advance(Duration.ofMinutes(56));
    tokenOf(credentials);
    eventually("the renewal fails", () -> entra.grants.size() == 2 && timer.pending() == 0);

    assertThat(tokenOf(credentials)).isEqualTo("at-1");
    assertThat(timer.pending()).as("renewals in progress").isZero();
    entra.enqueue(EntraStub.tokens("at-2", "rt-2"));
    timer.advance(Duration.ofSeconds(30));
    eventually("the token is renewed", () -> tokenOf(credentials).equals("at-2"));
  }

  @Test
  void aShortLivedTokenIsRenewedAfterHalfItsLifetimeAndNotByEachCall() {
    String shortLived = TOKENS.replace("3600", "120");
    entra.respondWith(
        grant ->
            grant.get("refresh_token").equals("another-consent")
                ? EntraStub.tokens("at-0", "another-consent")
                : EntraStub.json(shortLived.replace("at-1", "at-" + grantsOf(CONSENT, "rt-1"))));
    AppUserCredentials credentials = builder().build();
    for (int call = 0; call < 5; call++) {
      assertThat(tokenOf(credentials)).isEqualTo("at-1");
      // takes as long as a renewal would
      tokenOf(builder().refreshToken("another-consent").build());
    }
    assertThat(grantsOf(CONSENT, "rt-1")).isEqualTo(1);

    timer.advance(Duration.ofSeconds(61));

    eventually("the token is renewed", () -> tokenOf(credentials).equals("at-2"));
    assertThat(grantsOf(CONSENT, "rt-1")).isEqualTo(2);
  }

  private long grantsOf(String... refreshTokens) {
    return entra.grants.stream()
        .filter(grant -> List.of(refreshTokens).contains(grant.get("refresh_token")))
        .count();
  }

  @ParameterizedTest
  @ValueSource(strings = {"3600", "\"3600\"", "3600.0", "\"3600.7\"", "3.6e3", "\" 3600 \""})
  void theLifetimeOfATokenMayBeANumberOrAString(String expiresIn) {
    entra.enqueue(EntraStub.json(TOKENS.replace("3600", expiresIn)));
    AppUserCredentials credentials = builder().build();

    assertThat(tokenOf(credentials)).isEqualTo("at-1");

    timer.advance(Duration.ofMinutes(54));
    assertThat(tokenOf(credentials)).isEqualTo("at-1");
    assertThat(entra.grants).hasSize(1);
  }

  @Test
  void anImplausiblyLongLifetimeIsTreatedAsTwoDays() {
    entra.enqueue(
        EntraStub.json(TOKENS.replace("3600", "99999999999999999999")),
        EntraStub.tokens("at-2", "rt-2"));
    AppUserCredentials credentials = builder().build();
    tokenOf(credentials);

    timer.advance(Duration.ofHours(47));
    assertThat(tokenOf(credentials)).isEqualTo("at-1");
    timer.advance(Duration.ofHours(1));
    assertThat(tokenOf(credentials)).isEqualTo("at-2");
  }

  @Test
  void threadsOfRenewalsDoNotKeepTheJvmAlive() {
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"));
    tokenOf(builder().build());

    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> thread.getName().startsWith("partnercenter-tokens"))
        .isNotEmpty()
        .allMatch(Thread::isDaemon);
  }

  @Test
  void aHundredThreadsShareOneRenewal() throws Exception {
    entra.enqueue(EntraStub.tokens("at-1", "rt-1").setBodyDelay(200, TimeUnit.MILLISECONDS));
    AppUserCredentials credentials = builder().build();
    List<Thread> threads = new ArrayList<>();
    Set<String> tokens = ConcurrentHashMap.newKeySet();
    for (int i = 0; i < 100; i++) {
      Thread thread = new Thread(() -> tokens.add(tokenOf(credentials)));
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(tokens).containsExactly("at-1");
    assertThat(entra.grants).hasSize(1);
  }
}
