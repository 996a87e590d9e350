package io.partnercenter.users.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.partnercenter.users.AccessTokens;
import io.partnercenter.users.ErrorCategory;
import io.partnercenter.users.ManualTimer;
import io.partnercenter.users.PartnerAuthenticationException;
import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.PartnerException;
import io.partnercenter.users.PartnerResponse;
import io.partnercenter.users.PartnerServiceException;
import io.partnercenter.users.RequestOptions;
import io.partnercenter.users.SpecCheckedSandbox;
import io.partnercenter.users.UserHandle;
import io.partnercenter.users.model.CustomerUser;
import io.partnercenter.users.sandbox.Exchange;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The service refuses tokens that were obtained without MFA, while Entra goes on issuing them: how
 * many requests that costs, and how it ends.
 */
class MfaTest {
  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox();

  private final EntraStub entra = new EntraStub();
  private final ManualTimer timer = new ManualTimer();
  private final AtomicInteger readsOfTheVault = new AtomicInteger();
  private volatile String vault = "old-consent";

  /** Makes Entra issue a token for every refresh token. Only tokens of the new consent have MFA. */
  @BeforeEach
  void issueTokensForEverything() {
    AtomicInteger number = new AtomicInteger();
    entra.respondWith(
        grant -> {
          boolean hasMfa = grant.get("refresh_token").startsWith("new-consent");
          String consent = hasMfa ? "new-consent" : "old-consent";
          String token = "at-" + number.incrementAndGet();
          if (!hasMfa) {
            sandbox.get().takeMfaFromToken(token);
          }
          return EntraStub.tokens(token, consent + "-" + number);
        });
  }

  @AfterEach
  void close() throws IOException {
    entra.close();
  }

  @Test
  void tenCallsWithoutMfaCostTwoRequestsToTheServiceAndTwoToEntra() {
    UserHandle user = userOf(builder().build());

    PartnerException first = catchThrowableOfType(PartnerException.class, user::get);
    assertThat(first)
        .isInstanceOfSatisfying(
            PartnerServiceException.class,
            e -> {
              assertThat(e.category()).isEqualTo(ErrorCategory.MFA_REQUIRED);
              assertThat(e.errorCode()).isEqualTo("900421");
              assertThat(e.attempts()).isEqualTo(2);
            });
    for (int call = 2; call <= 10; call++) {
      assertThat(catchThrowableOfType(PartnerException.class, user::get))
          .isInstanceOf(PartnerAuthenticationException.class)
          .hasMessageContaining("a person must consent again, with MFA");
    }

    assertThat(sandbox.get().exchanges()).extracting(Exchange::status).containsExactly(401, 401);
    assertThat(entra.grants).hasSize(2);
  }

  @Test
  void theConsentIsUsedOnceInPlaceOfARenewal() {
    MemoryTokenStore store = new MemoryTokenStore();
    tokenOf(builder().tokenStore(store).build()); // saves the tokens of an earlier run
    vault = "new-consent";
    UserHandle user = userOf(builder().tokenStore(store).build());

    PartnerResponse<CustomerUser> response = user.getWithResponse(RequestOptions.none());

    assertThat(response.attempts()).isEqualTo(2);
    assertThat(entra.grants)
        .extracting(grant -> grant.get("refresh_token"))
        .containsExactly("old-consent", "old-consent-1", "new-consent");
  }

  @Test
  void aNewConsentInTheVaultIsNoticedWithinAMinute() {
    UserHandle user = userOf(builder().build());
    for (int call = 0; call < 10; call++) {
      catchThrowableOfType(PartnerException.class, user::get);
    }
    vault = "new-consent";

    timer.advance(Duration.ofSeconds(59));

    assertThat(user.get()).isNotNull();
  }

  @Test
  void aNewConsentInTheStoreIsNoticedWithinAMinute() {
    MemoryTokenStore store = new MemoryTokenStore();
    UserHandle user = userOf(builder().tokenStore(store).build());
    for (int call = 0; call < 10; call++) {
      catchThrowableOfType(PartnerException.class, user::get);
    }
    MemoryTokenStore another = new MemoryTokenStore();
    tokenOf(builder().refreshToken("new-consent").tokenStore(another).build());
    store.save(another.load());

    timer.advance(Duration.ofSeconds(59));

    assertThat(user.get()).isNotNull();
    assertThat(readsOfTheVault).hasValueLessThanOrEqualTo(3);
  }

  @Test
  void withoutASupplierTheStoredConsentIsTriedOnceMore() {
    MemoryTokenStore store = new MemoryTokenStore();
    tokenOf(builder().tokenStore(store).build());
    UserHandle user = userOf(withoutRefreshToken().tokenStore(store).build());

    for (int call = 0; call < 10; call++) {
      catchThrowableOfType(PartnerException.class, user::get);
    }

    assertThat(sandbox.get().exchanges()).hasSize(2);
    assertThat(entra.grants).hasSize(3);
    assertThat(catchThrowableOfType(PartnerException.class, user::get))
        .hasMessageContaining("a person must consent again, with MFA");
  }

  @Test
  void whileMfaIsMissingTheVaultIsReadTwiceAMinuteAndNothingIsSentToEntra() {
    UserHandle user = userOf(builder().build());
    for (int second = 0; second < 240; second++) {
      catchThrowableOfType(PartnerException.class, user::get);
      timer.advance(Duration.ofSeconds(1));
    }

    assertThat(readsOfTheVault).hasValueLessThanOrEqualTo(10);
    assertThat(entra.grants).hasSize(2);
    assertThat(sandbox.get().exchanges()).hasSize(2);
  }

  @Test
  void aWrongRefusalOfTheServiceIsForgottenAfterFiveMinutes() {
    UserHandle user = userOf(builder().build());
    for (int call = 0; call < 3; call++) {
      catchThrowableOfType(PartnerException.class, user::get);
    }
    sandbox.get().endMfaEnforcement();

    timer.advance(Duration.ofMinutes(5));

    assertThat(user.get()).isNotNull();
  }

  @Test
  void manyCallsAtOnceCostNoMoreTokensThanOne() {
    UserHandle user = userOf(builder().build());
    java.util.List<java.util.concurrent.CompletableFuture<CustomerUser>> calls =
        java.util.stream.IntStream.range(0, 50).mapToObj(i -> user.getAsync()).toList();
    calls.forEach(call -> assertThat(call).failsWithin(Duration.ofSeconds(10)));

    assertThat(entra.grants).hasSize(2);
  }

  @Test
  void aRefusalOfATokenBeforeTheCurrentOneChangesNothing() {
    AppUserCredentials credentials = builder().build();
    assertThat(tokenOf(credentials)).isEqualTo("at-1");

    credentials.mfaRequired("at-0");
    credentials.refused("at-0");

    assertThat(tokenOf(credentials)).isEqualTo("at-1");
    assertThat(entra.grants).hasSize(1);
  }

  @Test
  void aTokenThatIsRefusedForAnotherReasonIsNotRenewedByEachCall() {
    sandbox.get().acceptOnlyTokens("none-of-these");
    UserHandle user = userOf(builder().build());

    for (int call = 0; call < 10; call++) {
      assertThat(catchThrowableOfType(PartnerException.class, user::get))
          .isInstanceOf(PartnerServiceException.class);
    }

    assertThat(entra.grants).hasSize(2);
    timer.advance(Duration.ofSeconds(30));
    catchThrowableOfType(PartnerException.class, user::get);
    assertThat(entra.grants).hasSize(3);
  }

  @Test
  void aResponseSaysOnRequestWhetherTheTokenHasMfa() {
    sandbox.get().endMfaEnforcement();
    sandbox.get().takeMfaFromToken("without-token");

    assertThat(read(PartnerCenter.builder().validateMfa(), "with").mfaCompliant()).isTrue();
    assertThat(read(PartnerCenter.builder().validateMfa(), "without").mfaCompliant()).isFalse();
    assertThat(read(PartnerCenter.builder(), "with").mfaCompliant()).isNull();
  }

  private PartnerResponse<CustomerUser> read(PartnerCenter.Builder client, String token) {
    return sandbox
        .user(sandbox.client(client, AccessTokens.of(token + "-token")))
        .getWithResponse(RequestOptions.none());
  }

  private UserHandle userOf(AppUserCredentials credentials) {
    return sandbox.user(sandbox.client(PartnerCenter.builder(), credentials));
  }

  private AppUserCredentials.Builder builder() {
    return withoutRefreshToken()
        .refreshToken(
            () -> {
              readsOfTheVault.incrementAndGet();
              return vault;
            });
  }

  private AppUserCredentials.Builder withoutRefreshToken() {
    return AppUserCredentials.builder()
        .partnerTenant("contoso.example")
        .clientId("client-id")
        .clientSecret("client-secret-value")
        .httpClient(entra.client())
        .timer(timer);
  }

  private static String tokenOf(AppUserCredentials credentials) {
    return credentials.accessToken().toCompletableFuture().join();
  }
}
