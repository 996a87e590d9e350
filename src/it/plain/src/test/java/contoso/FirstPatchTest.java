package contoso;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.partnercenter.users.AccessTokens;
import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.UserHandle;
import io.partnercenter.users.model.CustomerUser;
import io.partnercenter.users.model.CustomerUserUpdate;
import io.partnercenter.users.sandbox.PartnerCenterSandbox;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FirstPatchTest {
  @Test
  void theCodeInTheReadmePatchesTheSandbox() {
    String accessToken = "test-token";
    UUID customerId = PartnerCenterSandbox.CUSTOMER_ID;
    UUID userId = PartnerCenterSandbox.USER_ID;
    try (PartnerCenterSandbox sandbox = PartnerCenterSandbox.start()) {
      // the README's code, with one more line for the sandbox
      try (PartnerCenter partner =
          PartnerCenter.builder()
              .baseUrl(sandbox.baseUrl())
              .accessTokens(AccessTokens.of(accessToken)) // an App+User token, a String
              .applicationName("contoso-onboarding")
              .build()) {
        UserHandle user = partner.customers().byId(customerId).users().byId(userId); // two UUIDs

        CustomerUser updated = user.patch(CustomerUserUpdate.builder().usageLocation("SE").build());
        user.resetPassword("Renew456*", true); // true: must be changed at the next sign-in
        user.restore();

        assertEquals("SE", updated.getUsageLocation());
      }
      assertEquals("SE", sandbox.user(customerId, userId).get("usageLocation"));
    }
  }
}
