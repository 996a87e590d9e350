package contoso;

import io.partnercenter.users.AccessTokens;
import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.model.CustomerUser;
import io.partnercenter.users.model.CustomerUserUpdate;
import io.partnercenter.users.sandbox.PartnerCenterSandbox;

/** Patches a user of the sandbox, and prints the client's module. */
public final class App {
  private App() {}

  public static void main(String[] args) {
    try (PartnerCenterSandbox sandbox = PartnerCenterSandbox.start();
        PartnerCenter partner =
            PartnerCenter.builder()
                .baseUrl(sandbox.baseUrl())
                .accessTokens(AccessTokens.of("test-token"))
                .build()) {
      CustomerUser updated =
          partner
              .user(PartnerCenterSandbox.CUSTOMER_ID, PartnerCenterSandbox.USER_ID)
              .patch(CustomerUserUpdate.builder().usageLocation("SE").build());
      System.out.println(
          PartnerCenter.class.getModule().getName() + " set " + updated.getUsageLocation());
    }
  }
}
