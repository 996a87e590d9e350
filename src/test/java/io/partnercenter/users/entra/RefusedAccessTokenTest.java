package io.partnercenter.users.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.partnercenter.users.ErrorCategory;
import io.partnercenter.users.PartnerAuthenticationException;
import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.PartnerException;
import io.partnercenter.users.PartnerResponse;
import io.partnercenter.users.PartnerServiceException;
import io.partnercenter.users.RequestOptions;
import io.partnercenter.users.SpecCheckedSandbox;
import io.partnercenter.users.UserHandle;
import io.partnercenter.users.model.CustomerUser;
import io.partnercenter.users.model.CustomerUserUpdate;
import io.partnercenter.users.sandbox.Exchange;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a call ends if the service refuses its access token. */
class RefusedAccessTokenTest extends AppUserCredentialsTestBase {
  private static final CustomerUserUpdate UPDATE =
      CustomerUserUpdate.builder().usageLocation("SE").build();

  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox();

  @ParameterizedTest
  @ValueSource(strings = {"sync", "async"})
  void aTokenThatTheServiceRefusesIsRenewedAndTheCallIsRetriedOnce(String mode) {
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"), EntraStub.tokens("at-2", "rt-2"));
    UserHandle user = sandbox.user(sandbox.client(PartnerCenter.builder(), builder().build()));
    user.patch(UPDATE);
    sandbox.get().expireToken("at-1");

    PartnerResponse<CustomerUser> response = patch(user, mode);

    assertThat(response.attempts()).isEqualTo(2);
    List<Exchange> exchanges = sandbox.get().exchanges();
    assertThat(exchanges).extracting(Exchange::status).containsExactly(200, 401, 200);
    assertThat(exchanges)
        .extracting(each -> each.requestHeaders().get("Authorization").get(0))
        .containsExactly("Bearer at-1", "Bearer at-1", "Bearer at-2");
    assertThat(ids(exchanges.subList(1, 3), "Ms-requestid")).hasSize(1);
    assertThat(ids(exchanges.subList(1, 3), "Ms-correlationid")).hasSize(1);
    assertThat(entra.grants).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sync", "async"})
  void aSecondRefusalIsThrownToTheCaller(String mode) {
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"), EntraStub.tokens("at-2", "rt-2"));
    sandbox.get().acceptOnlyTokens("another");
    UserHandle user = sandbox.user(sandbox.client(PartnerCenter.builder(), builder().build()));

    PartnerServiceException refusal =
        (PartnerServiceException)
            catchThrowableOfType(PartnerException.class, () -> patch(user, mode));

    assertThat(refusal.category()).isEqualTo(ErrorCategory.UNAUTHORIZED);
    assertThat(refusal.attempts()).isEqualTo(2);
    assertThat(entra.grants).hasSize(2);
  }

  @Test
  void aRefusedTokenThatCannotBeRenewedIsAnAuthenticationFailure() {
    entra.enqueue(
        EntraStub.tokens("at-1", "rt-1"),
        EntraStub.refusal("invalid_client", "AADSTS7000222: The secret has expired."));
    sandbox.get().acceptOnlyTokens("another");
    UserHandle user = sandbox.user(sandbox.client(PartnerCenter.builder(), builder().build()));

    assertThatExceptionOfType(PartnerAuthenticationException.class)
        .isThrownBy(() -> user.patch(UPDATE))
        .satisfies(e -> assertThat(e.attempts()).isEqualTo(1))
        .satisfies(e -> assertThat(e.entraErrorCode()).isEqualTo("AADSTS7000222"));
  }

  private static PartnerResponse<CustomerUser> patch(UserHandle user, String mode) {
    if (mode.equals("sync")) {
      return user.patchWithResponse(UPDATE, RequestOptions.none());
    }
    try {
      return user.patchWithResponseAsync(UPDATE, RequestOptions.none()).join();
    } catch (CompletionException e) {
      throw (PartnerException) e.getCause();
    }
  }

  private static Set<String> ids(List<Exchange> exchanges, String header) {
    Set<String> ids = new TreeSet<>();
    exchanges.forEach(each -> ids.addAll(each.requestHeaders().get(header)));
    return ids;
  }
}
