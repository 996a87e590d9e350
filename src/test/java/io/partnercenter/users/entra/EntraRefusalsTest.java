package io.partnercenter.users.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.partnercenter.users.PartnerAuthenticationException;
import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.SpecCheckedSandbox;
import io.partnercenter.users.UserHandle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the exception of a refusal by Entra says. */
class EntraRefusalsTest extends AppUserCredentialsTestBase {
  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox();

  @ParameterizedTest
  @CsvSource({
    "AADSTS65001, invalid_grant, consent is missing",
    "AADSTS700082, invalid_grant, the refresh token has expired",
    "AADSTS50173, invalid_grant, the refresh token was revoked",
    "AADSTS50076, invalid_grant, MFA is required",
    "AADSTS50079, invalid_grant, MFA must be set up",
    "AADSTS7000215, invalid_client, the client secret is wrong",
    "AADSTS7000222, invalid_client, the client secret has expired",
  })
  void theFailureOfACallSaysWhatToDo(String code, String error, String advice) {
    entra.enqueue(
        EntraStub.refusal(error, code + ": No. Given: " + SECRET + " and " + CONSENT + "."));
    UserHandle user = sandbox.user(sandbox.client(PartnerCenter.builder(), builder().build()));

    PartnerAuthenticationException failure =
        catchThrowableOfType(PartnerAuthenticationException.class, user::get);

    assertThat(failure.entraErrorCode()).isEqualTo(code);
    assertThat(failure.entraCorrelationId()).isEqualTo("c0ffee");
    assertThat(failure.attempts()).isZero();
    assertThat(failure).hasMessageContaining(code).hasMessageContaining(advice);
    assertThat(traceOf(failure)).doesNotContain(SECRET, CONSENT);
    assertThat(entra.grants).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "AADSTS50076, invalid_grant, MFA is required: a person must consent again",
    "AADSTS50078, invalid_grant, the sign-in with MFA has expired: a person must consent again",
    "AADSTS50079, interaction_required, MFA must be set up: a person must consent again",
    "AADSTS50173, invalid_grant, the refresh token was revoked: a person must consent again",
    "AADSTS65001, invalid_grant, consent is missing: a person must consent again",
    "AADSTS70043, invalid_grant, the refresh token has expired: a person must consent again",
    "AADSTS700082, invalid_grant, the refresh token has expired: a person must consent again",
    "AADSTS700084, invalid_grant, the refresh token has expired: a person must consent again",
    "AADSTS7000215, invalid_client, the client secret is wrong",
    "AADSTS7000218, invalid_client, the application must authenticate",
    "AADSTS7000222, invalid_client, the client secret has expired",
    "AADSTS700016, unauthorized_client, the tenant does not know the application",
    "AADSTS53003, invalid_grant, a conditional access policy blocks the sign-in",
    "AADSTS9999999, invalid_request, Entra's own words",
  })
  void eachErrorCodeSaysWhatToDo(String code, String error, String advice) {
    entra.enqueue(EntraStub.refusal(error, code + ": Entra's own words. Trace ID: 1"));

    Throwable failure = failureOf(builder().build());

    assertThat(failure).hasMessageContaining(code + ": Entra's own words");
    assertThat(failure).hasMessageContaining(advice);
    assertThat(((EntraException) failure).errorCode()).isEqualTo(code);
    assertThat(entra.grants).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "408, TRANSIENT",
    "429, TRANSIENT",
    "499, PERMANENT",
    "500, TRANSIENT",
    "503, TRANSIENT",
    "400, PERMANENT",
    "407, PERMANENT",
  })
  void withoutAnErrorOfOauthTheStatusDecides(int status, EntraException.Kind kind) {
    assertThat(EntraRefusals.of(status, "", null, new Secrets(null)).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({"299, false", "300, true", "399, true", "400, false"})
  void aRedirectIsCalledOne(int status, boolean redirect) {
    String message = EntraRefusals.of(status, "", null, new Secrets(null)).getMessage();

    assertThat(message.contains("responded with a redirect")).isEqualTo(redirect);
  }

  @Test
  void withoutACorrelationIdNoneIsShown() {
    String body = "{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS65001: No\"}";

    EntraException refusal = EntraRefusals.of(400, body, null, new Secrets(null));

    assertThat(refusal.correlationId()).isNull();
    assertThat(refusal).hasMessageNotContaining("correlation id");
  }
}
