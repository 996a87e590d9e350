package contoso;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import io.partnercenter.users.entra.AppUserCredentials;
import org.junit.jupiter.api.Test;

class CredentialsTest {
  @Test
  void appUserCredentialsCanBeBuiltWithMsal4j() {
    AppUserCredentials.Builder builder =
        AppUserCredentials.builder()
            .partnerTenant("contoso.example")
            .clientId("client-id")
            .clientSecret("secret")
            .refreshToken("token");

    assertDoesNotThrow(builder::build);
  }
}
