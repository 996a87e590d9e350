package contoso;

import io.partnercenter.users.AccessTokens;
import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.PartnerServiceException;
import io.partnercenter.users.UserHandle;
import io.partnercenter.users.UsersHandle;
import io.partnercenter.users.model.CustomerUserUpdate;
import java.util.UUID;

/**
 * Sends the three kinds of change, a read, and a read that is refused. Usage: {@code App <base URL>
 * <customer> <user>}.
 */
public final class App {
  private App() {}

  public static void main(String[] args) {
    try (PartnerCenter partner =
        PartnerCenter.builder()
            .baseUrl(args[0])
            .accessTokens(AccessTokens.of("test-token"))
            .applicationName("contoso-onboarding")
            .build()) {
      UsersHandle users = partner.customers().byId(UUID.fromString(args[1])).users();
      UserHandle user = users.byId(UUID.fromString(args[2]));

      System.out.println(user.patch(CustomerUserUpdate.builder().usageLocation("SE").build()));
      user.resetPassword("Renew456*", true);
      user.restore();
      System.out.println(user.getAsync().join().getUsageLocation());
      try {
        users.byId(UUID.randomUUID()).get();
      } catch (PartnerServiceException e) {
        System.out.println(e.errorCode());
      }
    }
  }
}
