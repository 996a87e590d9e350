package io.partnercenter.users.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.PartnerCloud;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;

/** What the builder of the credentials accepts and refuses. */
class AppUserCredentialsBuilderTest extends AppUserCredentialsTestBase {
  @Test
  void whatIsMissingOrInvalidIsNamed() {
    assertThatNullPointerException()
        .isThrownBy(() -> AppUserCredentials.builder().build())
        .withMessage("partnerTenant");
    assertThatNullPointerException()
        .isThrownBy(() -> withoutSecret().build())
        .withMessage("clientSecret or clientCertificate");
    HeldCertificate certificate = new HeldCertificate.Builder().build();
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(
            () ->
                builder()
                    .clientCertificate(
                        certificate.keyPair().getPrivate(), certificate.certificate())
                    .build())
        .withMessageContaining("both set");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> AppUserCredentials.builder().partnerTenant("a/b"))
        .withMessageContaining("partnerTenant");
  }

  @Test
  void aCertificateReplacesTheSecret() {
    HeldCertificate certificate = new HeldCertificate.Builder().rsa2048().build();
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"));

    AppUserCredentials credentials =
        withoutSecret()
            .clientCertificate(certificate.keyPair().getPrivate(), certificate.certificate())
            .build();

    assertThat(tokenOf(credentials)).isEqualTo("at-1");
    assertThat(entra.grants.get(0))
        .containsKey("client_assertion")
        .doesNotContainKey("client_secret");
  }

  @Test
  void theClientMustBeOfTheSameCloud() {
    AppUserCredentials credentials = builder().cloud(PartnerCloud.CHINA).build();

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> PartnerCenter.builder().accessTokens(credentials).build())
        .withMessage("accessTokens are for the cloud CHINA, the client is for GLOBAL");
  }
}
